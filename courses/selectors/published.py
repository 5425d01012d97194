"""What is stored of a published course, so that cms can compare it with its pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from courses.models import Course, Lesson, LessonText, Reference
from courses.rules.types import LessonBody
from courses.selectors.cases import read_case


@dataclass(frozen=True, slots=True)
class PublishedCourse:
    """A course as it is offered. `lessons` are keys in order; `bodies` maps (lesson key, language) → text."""

    titles: Mapping[str, str]
    lessons: tuple[UUID, ...]
    bodies: Mapping[tuple[UUID, str], LessonBody]


def published_course(key: UUID) -> PublishedCourse | None:
    """Read what learners see of a course.

    Args:
        key: of the course.

    Returns:
        None when the course is not offered. Four statements.
    """
    course = Course.objects.filter(key=key, retired=False).first()
    if course is None:
        return None
    lessons = Lesson.objects.filter(course=course, retired=False)
    texts = LessonText.objects.filter(lesson__in=lessons).select_related("lesson")
    return PublishedCourse(
        titles=dict(course.texts.values_list("language", "title")),
        lessons=tuple(lessons.order_by("position", "pk").values_list("key", flat=True)),
        bodies={
            (text.lesson.key, text.language): LessonBody(text.title, text.summary, text.body_html, read_case(text.case))
            for text in texts
        },
    )


def published_references() -> dict[tuple[UUID, str], tuple[str, str, str, str]]:
    """Read what anybody sees of the library.

    Returns:
        (key, language) → kind, slug, title and body. One statement.
    """
    rows = Reference.objects.values_list("key", "language", "kind", "slug", "title", "body_html")
    return {(key, language): (kind, slug, title, html) for key, language, kind, slug, title, html in rows}
