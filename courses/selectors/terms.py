"""Where key terms are explained."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q
from django.urls import reverse

from courses.enums import SearchKind
from courses.models import LessonText, SearchEntry
from courses.selectors.enrolments import own_enrolments
from courses.selectors.outline import foreign


@dataclass(frozen=True, slots=True)
class LessonLink:
    """A lesson to go to. `lang` is empty in the reader's language."""

    title: str
    lang: str
    url: str


def lessons_of_terms(language: str) -> dict[UUID, LessonLink]:
    """Find the first lesson that explains each key term.

    Args:
        language: the reader's.

    Returns:
        Lessons by the key of the term, of courses in which everybody may enrol. Two statements.
    """
    entries = SearchEntry.objects.filter(kind=SearchKind.TERM, members_only=False).exclude(lesson=None)
    found = entries.order_by("course__position", "course__key", "lesson__position", "pk")
    first: dict[UUID, tuple[str, str, int]] = {}
    for key, course, slug, lesson in found.values_list("key", "course__slug", "lesson__slug", "lesson"):
        first.setdefault(key, (course, slug, lesson))
    titles = lesson_titles({lesson for _course, _slug, lesson in first.values()}, language)
    return {
        key: LessonLink(*titles[lesson], reverse("courses:lesson", args=[course, slug]))
        for key, (course, slug, lesson) in first.items()
        if lesson in titles
    }


def hidden_terms(learner_id: int | None) -> set[UUID]:
    """Name the key terms that only lessons for members explain, in courses that a reader is not enrolled in.

    Args:
        learner_id: who asks; None for a visitor.

    Returns:
        Their keys; a term that no lesson explains is hidden from nobody. Two statements, one for a visitor.
    """
    own = set(own_enrolments(learner_id).values_list("course_id", flat=True)) if learner_id else set()
    entries = SearchEntry.objects.filter(kind=SearchKind.TERM).values_list("key", "course", "members_only")
    found = [(key, not members_only or course in own) for key, course, members_only in entries]
    return {key for key, _is_open in found} - {key for key, is_open in found if is_open}


def lesson_titles(lessons: Collection[int], language: str) -> dict[int, tuple[str, str]]:
    """Read the titles of lessons.

    Args:
        lessons: row ids, any number.
        language: the reader's.

    Returns:
        row id → title, and the language it is in where that is not the reader's. One statement.
    """
    here = Q(language=language) | Q(language=F("lesson__course__source_language"))
    texts = LessonText.objects.filter(here, lesson__in=lessons).values_list("lesson", "title", "language")
    ordered = sorted(texts, key=lambda text: text[2] == language)
    return {lesson: (title, foreign(own, language)) for lesson, title, own in ordered}
