"""The stored outline of a course in one language: one row, whatever the number of lessons.

`CourseText.outline` is a list of modules in order, each
`{"title", "lang", "lessons": [lesson, ...]}`; a lesson is
`{"id", "key", "slug", "kind", "title", "lang", "summary", "minutes", "required", "done_by", "since", "exercises",
"has_documents"}`; an exercise is `{"id", "slug", "required", "weight", "act", "title"}`. `lang` names the language a
title is in, which is the course's source language where there is no translation. Ids are rows of courses.Lesson and
assessments.Exercise. Only services.outline writes it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import F, Q, QuerySet

from courses.models import Course, CourseText


@dataclass(frozen=True, slots=True)
class StoredExercise:
    """An exercise of a lesson, or a course's final assessment. `act` counts from 1; 0 where there are no acts.

    `title` is in the language of the lesson; empty where that is the title of the exercise itself.
    """

    id: int
    slug: str
    required: bool
    weight: int
    act: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class StoredLesson:
    """A lesson in one language, without its body."""

    id: int
    key: str
    slug: str
    kind: str
    title: str
    lang: str
    summary: str
    minutes: int
    required: bool
    done_by: str
    since: int
    exercises: tuple[StoredExercise, ...]
    has_documents: bool = False


@dataclass(frozen=True, slots=True)
class StoredModule:
    """A module in one language."""

    title: str
    lang: str
    lessons: tuple[StoredLesson, ...]


@dataclass(frozen=True, slots=True)
class StoredOutline:
    """A course's modules in order and its final assessment, if it has one."""

    modules: tuple[StoredModule, ...]
    final: StoredExercise | None
    lessons: tuple[StoredLesson, ...] = field(init=False)

    def __post_init__(self) -> None:
        lessons = tuple(lesson for module in self.modules for lesson in module.lessons)
        object.__setattr__(self, "lessons", lessons)

    def exercises(self) -> list[StoredExercise]:
        of_lessons = [exercise for lesson in self.lessons for exercise in lesson.exercises]
        return [*of_lessons, self.final] if self.final else of_lessons

    def lesson_with_slug(self, slug: str) -> StoredLesson | None:
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)


def in_language(language: str, prefix: str = "") -> Q:
    """Select texts in a language together with those in their course's source language.

    Args:
        language: a language code of the site.
        prefix: the path from the text to its course, ending in "__"; empty for CourseText.

    Returns:
        A condition that matches at most two rows per course or lesson; by_language tells them apart.
    """
    return Q(language=language) | Q(language=F(f"{prefix}course__source_language"))


def by_language(language: str) -> Callable[[Any], bool]:
    """Make a sort key that puts the text in the reader's language first.

    Args:
        language: the reader's.

    Returns:
        A key for min() over rows with a `language`, all of one course or lesson.
    """
    return lambda text: text.language != language


def texts_by_course(course_ids: Collection[int] | QuerySet[Any, int], language: str) -> dict[int, CourseText]:
    """Read the text of each of some courses that a reader gets.

    Args:
        course_ids: any number, or a subquery of them.
        language: the reader's.

    Returns:
        course id -> text, in the order of the ids. One statement.
    """
    texts = CourseText.objects.filter(in_language(language), course__in=course_ids).order_by("course_id")
    by_course = groupby(texts.select_related("course"), key=lambda text: text.course_id)
    return {course_id: min(group, key=by_language(language)) for course_id, group in by_course}


def foreign(text_language: str, language: str) -> str:
    """Name a text's language where the page must mark it as different.

    Args:
        text_language: of the text.
        language: of the page.

    Returns:
        A language code for a `lang` attribute; empty when both are the same.
    """
    return "" if text_language == language else text_language


def own_lessons(text: CourseText, language: str) -> int:
    """Count the lessons that a reader gets in their own language where that is not the language of the course.

    Args:
        text: of the course, with the course.
        language: the reader's.

    Returns:
        0 where the course is read in the language in which it was written.
    """
    if language in {text.course.source_language, ""}:
        return 0
    return sum(lesson["lang"] == language for module in text.outline for lesson in module["lessons"])


def read_outline(course: Course, modules: Iterable[Mapping[str, Any]]) -> StoredOutline:
    """Read a stored outline.

    Args:
        course: the course.
        modules: the outline of its text in one language.

    Returns:
        The outline; nothing is queried.
    """
    return StoredOutline(modules=tuple(_module(item) for item in modules), final=_final(course))


def _module(item: Mapping[str, Any]) -> StoredModule:
    return StoredModule(item["title"], item["lang"], tuple(_lesson(lesson) for lesson in item["lessons"]))


def _lesson(item: Mapping[str, Any]) -> StoredLesson:
    exercises = tuple(StoredExercise(**exercise) for exercise in item["exercises"])
    return StoredLesson(**{**item, "exercises": exercises})


def _final(course: Course) -> StoredExercise | None:
    if course.final_exercise_id is None:
        return None
    return StoredExercise(
        id=course.final_exercise_id,
        slug=course.final_exercise_slug,
        required=course.final_required,
        weight=course.final_weight,
    )
