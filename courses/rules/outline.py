"""What an outline must be before it is stored, and when it asks for more than before."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from courses.rules.types import (
    RESERVED_COURSE_SLUGS,
    RESERVED_EXERCISE_SLUGS,
    RESERVED_LESSON_SLUGS,
    CourseOutline,
    OutlineExercise,
    OutlineLesson,
)


def lessons_of(outline: CourseOutline) -> list[OutlineLesson]:
    """List an outline's lessons in the order of the course.

    Args:
        outline: any outline.

    Returns:
        The lessons of the first module, then those of the second, and so on.
    """
    return [lesson for module in outline.modules for lesson in module.lessons]


def own_exercises(outline: CourseOutline) -> list[OutlineExercise]:
    """List the exercises of a course that stand in no lesson.

    Args:
        outline: any outline.

    Returns:
        The final assessment and those before and after the course, as far as there are any; each once.
    """
    before, after = outline.before_exercise, outline.after_exercise
    found = (outline.final_exercise, before, after if after != before else None)
    return [exercise for exercise in found if exercise]


def outline_problems(outline: CourseOutline) -> tuple[str, ...]:
    """Find what would make an outline impossible to take.

    Args:
        outline: as cms is about to hand it over.

    Returns:
        English sentences, none when all is well. They are for authors and logs; learners never see them.
    """
    return tuple(_problems(outline))


def _problems(outline: CourseOutline) -> Iterator[str]:
    lessons = lessons_of(outline)
    exercises = _exercises(outline, lessons)
    yield from _repeated("module key", [module.key for module in outline.modules])
    yield from _repeated("lesson key", [lesson.key for lesson in lessons])
    yield from _repeated("lesson slug", [lesson.slug for lesson in lessons])
    yield from _repeated("exercise key", [exercise.key for exercise in exercises])
    yield from _reserved("course", [outline.slug], RESERVED_COURSE_SLUGS)
    yield from _reserved("lesson", [lesson.slug for lesson in lessons], RESERVED_LESSON_SLUGS)
    yield from _reserved("exercise", [exercise.slug for exercise in exercises], RESERVED_EXERCISE_SLUGS)
    for lesson in lessons:
        yield from _repeated(f"exercise slug in lesson {lesson.slug}", [item.slug for item in lesson.exercises])
    yield from _untranslated(outline, lessons)


def _exercises(outline: CourseOutline, lessons: Iterable[OutlineLesson]) -> list[OutlineExercise]:
    of_lessons = [exercise for lesson in lessons for exercise in lesson.exercises]
    return [*of_lessons, *own_exercises(outline)]


def _repeated(what: str, values: Sequence[object]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"The {what} {value} is used {count} times."


def _reserved(what: str, slugs: Iterable[str], reserved: frozenset[str]) -> Iterator[str]:
    for slug in slugs:
        if slug in reserved:
            yield f"No {what} may have the slug {slug}: the site uses that address itself."


def _untranslated(outline: CourseOutline, lessons: Iterable[OutlineLesson]) -> Iterator[str]:
    source = outline.source_language
    if source not in outline.bodies:
        yield f"The course has no text in its source language {source}."
    for module in outline.modules:
        if source not in module.titles:
            yield f"The module {module.key} has no title in the source language {source}."
    for lesson in lessons:
        if source not in lesson.bodies:
            yield f"The lesson {lesson.slug} has no text in the source language {source}."
