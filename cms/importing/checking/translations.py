"""Translations that agree with what they translate: exercises of one structure, sentences of a length to be read."""

from collections.abc import Iterator
from typing import Any

from cms.importing.checking.proving import definition_of
from cms.importing.checking.texts import lesson_text, sentences, words
from cms.importing.reading.problems import FileProblem
from cms.importing.reading.types import CourseFile, LessonFile, ProgrammeFiles

# LIX counts words of more than six letters, of which every language has its own share, so that one limit does not
# serve two languages: a good Spanish text of ours has ten points more than its English source. What makes a text hard
# in all of them is the long sentence.
MOST_WORDS_IN_SENTENCE = 16


def check_translations(files: ProgrammeFiles) -> Iterator[FileProblem]:
    """Name what is missing in a translated lesson, what differs in its exercises, and what is hard to read."""
    for course in files.courses:
        for translation in course.translations:
            yield from _check_exercises(course, translation)
            for lesson in translation.lessons():
                yield from _check_text(lesson)


def _check_exercises(course: CourseFile, translation: CourseFile) -> Iterator[FileProblem]:
    originals = {exercise.key: exercise for exercise in course.all_exercises()}
    listed = {lesson.key: lesson.exercises for lesson in course.lessons()}
    for lesson in translation.lessons():
        missing = {exercise.key for exercise in listed[lesson.key]} - {exercise.key for exercise in lesson.exercises}
        if missing:
            names = ", ".join(sorted(originals[key].file.rpartition("/")[2] for key in missing))
            yield FileProblem(lesson.file, 1, f"Translate the exercises of this lesson as well: {names}.")
    for exercise in translation.all_exercises():
        own, other = (
            _structure(definition_of(one, of))
            for one, of in ((exercise, translation), (originals[exercise.key], course))
        )
        for name in sorted(own.keys() | other.keys()):
            if own.get(name) != other.get(name):
                message = (
                    f"“{name}” is not as in {originals[exercise.key].file}. Translate the texts, and nothing else."
                )
                yield FileProblem(exercise.file, exercise.lines.get(f"/{name}", 1), message)


def _structure(definition: dict[str, Any]) -> dict[str, Any]:
    """Give all of a definition but its words: of those, only which there are."""
    (table,) = definition["texts"].values()
    return definition | {"texts": set(table)}


def _check_text(lesson: LessonFile) -> Iterator[FileProblem]:
    text = lesson_text(lesson)
    mean = len(words(text)) / max(len(sentences(text)), 1)
    if mean > MOST_WORDS_IN_SENTENCE:
        message = f"Sentences have {mean:.0f} words on average; {MOST_WORDS_IN_SENTENCE} are the most. Divide some."
        yield FileProblem(lesson.file, 1, message)
