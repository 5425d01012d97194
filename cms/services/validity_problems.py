"""Finds courses whose certificates would expire with no way to renew them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.errors import PublishProblem
from cms.models import CoursePage, ExercisePage
from cms.services.field_problems import field_anchor

FIELD = "valid_months"
_expected: ContextVar[UUID | None] = ContextVar("course whose final assessment is to be", default=None)


def validity_problems(page: CoursePage) -> list[PublishProblem]:
    """Say whether the certificates of a course expire though it has no final assessment, by which they are renewed.

    Args:
        page: a course with the content that would go live.

    Returns:
        One problem or none. A final assessment that is not published yet is enough, because it comes after its course;
        practice is not.

    Source:
        adr 0022.
    """
    if not page.valid_months or page.is_translation or page.translation_key == _expected.get() or _has_final(page):
        return []
    label = capfirst(str(CoursePage._meta.get_field(FIELD).verbose_name))  # noqa: SLF001  (Django documents _meta)
    message = _(
        "%(field)s: a certificate that expires is renewed by passing the final assessment again, and this course has "
        "none. Add an exercise directly below the course, or write 0."
    )
    return [PublishProblem(FIELD, message % {"field": label}, field_anchor(page, FIELD))]


def _has_final(page: CoursePage) -> bool:
    below = Page.objects.child_of(page).specific() if page.pk else ()
    exercises = (found for found in below if isinstance(found, ExercisePage))
    return any(not exercise.assessment and not exercise.practice for exercise in exercises)


@contextmanager
def expecting(course: UUID) -> Iterator[None]:
    """Take the final assessment of a course for one that comes with this import, or nothing of it does."""
    token = _expected.set(course)
    try:
        yield
    finally:
        _expected.reset(token)
