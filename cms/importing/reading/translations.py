"""Compares a translation with the course it translates: every page of it has a page to translate."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from cms.importing.reading.shared import Reading
from cms.importing.reading.types import CourseFile, ExerciseFile, LessonFile, ModuleFile

_Page = CourseFile | ModuleFile | LessonFile | ExerciseFile


def check_translation(reading: Reading, course: CourseFile, translation: CourseFile) -> None:
    """Log what translates nothing. What a translation leaves out is shown in the language of the course.

    Args:
        reading: takes the problems.
        course: what is translated.
        translation: one of its translations, in the folder that is named after its language.
    """
    language = translation.folder.rpartition("/")[2]
    if translation.language != language or language == course.language:
        message = f"The language of this folder is {language}, and the course is written in another one."
        reading.log.add(translation.file, translation.lines.get("/language", 1), message)
    known = dict(_places(course))
    for key, (page, place) in _places(translation):
        if key not in known or known[key][1] != place:
            message = (
                f"The course has no such page with the key {key} at this place. Take the key of what is translated."
            )
            reading.log.add(page.file, page.lines.get("/key", 1), message)


def _places(course: CourseFile) -> Iterator[tuple[UUID, tuple[_Page, tuple[object, ...]]]]:
    """Give every page by its key, with what it is and what it stands below."""
    yield course.key, (course, ())
    for module in course.modules:
        yield module.key, (module, (course.key,))
        for lesson in module.lessons:
            yield lesson.key, (lesson, (module.key, lesson.kind))
            yield from _exercises(lesson.exercises, lesson.key)
    yield from _exercises(course.exercises, course.key)


def _exercises(
    exercises: Iterable[ExerciseFile], parent: UUID
) -> Iterator[tuple[UUID, tuple[_Page, tuple[object, ...]]]]:
    for exercise in exercises:
        yield exercise.key, (exercise, (parent, exercise.kind))
