"""The courses on offer, for the catalogue and the front page."""

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from courses.models import CourseText
from courses.selectors.outline import by_language, foreign, in_language, own_lessons


@dataclass(frozen=True, slots=True)
class CourseCard:
    """A course in a list. `lang` is empty when its text is in the reader's language.

    `own_lessons` is the number of lessons in the reader's language, where it is not the language of the course.
    """

    course_id: int
    slug: str
    title: str
    lang: str
    summary: str
    estimated_minutes: int
    lesson_count: int
    own_lessons: int
    url: str


def offered_courses(language: str) -> list[CourseCard]:
    """List the courses on offer, those for members only included.

    Args:
        language: the reader's.

    Returns:
        Cards in the order of the catalogue. One statement at any number of courses.
    """
    chosen = CourseText.objects.filter(in_language(language), course__retired=False).select_related("course")
    by_course = groupby(chosen.order_by("course__position", "course__pk"), key=lambda text: text.course_id)
    return [_card(min(texts, key=by_language(language)), language) for _, texts in by_course]


def _card(text: CourseText, language: str) -> CourseCard:
    return CourseCard(
        course_id=text.course_id,
        slug=text.course.slug,
        title=text.title,
        lang=foreign(text.language, language),
        summary=text.summary,
        estimated_minutes=text.course.estimated_minutes,
        lesson_count=sum(len(module["lessons"]) for module in text.outline),
        own_lessons=own_lessons(text, language),
        url=reverse("courses:course", args=[text.course.slug]),
    )
