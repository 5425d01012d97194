"""What keeps pages from being moved."""

from collections.abc import Iterable

from wagtail.models import Page, PageQuerySet

from cms.models import CoursePage, LessonContentPage


def taken_slugs(pages: Iterable[Page], destination: Page) -> list[str]:
    """Find addresses of lessons that would be there twice in a course after a move.

    Args:
        pages: what is to be moved, with everything below: lessons, or modules of lessons.
        destination: where to.

    Returns:
        Slugs in their order, each once; empty = nothing is in the way, or the destination belongs to no course.
    """
    course = CoursePage.objects.ancestor_of(destination, inclusive=True).first()
    if course is None:
        return []
    moved = [lesson for page in pages for lesson in _lessons(page)]
    there = _lessons(course).exclude(pk__in=[lesson.pk for lesson in moved]).values_list("slug", flat=True)
    slugs = [*there, *(lesson.slug for lesson in moved)]
    return sorted({slug for slug in slugs if slugs.count(slug) > 1})


def _lessons(page: Page) -> PageQuerySet:
    return page.get_descendants(inclusive=True).type(*LessonContentPage.__subclasses__())
