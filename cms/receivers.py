"""What happens when something is saved, published, moved or deleted. Nothing here checks anything."""

from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision

from assessments import services as assessment_services
from cms.models import (
    CataloguePage,
    CourseDocument,
    CoursePage,
    ExercisePage,
    MediaTrack,
    PlacementExercisePage,
    ProgrammePage,
    Recording,
    ReferencesPage,
    SamplesPage,
    Term,
)
from cms.models.library import LibraryItem
from cms.services import access, projection
from cms.services.outline import tops_of


def project_published(instance: Page, revision: Revision, **_: Any) -> None:
    """A page was published, by a button, an approval, the timetable or a file. A lab takes its rule sets along."""
    if isinstance(instance, PlacementExercisePage):
        instance.take_rule_sets(revision)
    project_page(instance)


def project_page(instance: Page) -> None:
    """What is published of a page changed."""
    projection.refresh(tops_of([instance]))


def project_unpublished(instance: Page, **_: Any) -> None:
    """A page was unpublished. Wagtail says so of each page it is about to delete as well, whose row stays live."""
    if not Page.objects.filter(pk=instance.pk, live=True).exists():
        project_page(instance)


def project_move(instance: Page, parent_page_before: Page, parent_page_after: Page, **_: Any) -> None:
    """A page was moved or reordered; the positions of other courses change with that of one."""
    catalogues = {parent_page_before.pk, parent_page_after.pk}
    if CataloguePage.objects.filter(pk__in=catalogues).exists():
        catalogued = CoursePage.objects.filter(depth=instance.depth)
        projection.refresh(catalogued.values_list("pk", flat=True))
    else:
        projection.refresh(tops_of([instance, parent_page_before]))


def project_deletion(instance: Page, **_: Any) -> None:
    """A page is gone. Pages below it go in the same transaction, so the course is looked at when that is over."""
    if isinstance(instance, ExercisePage | CoursePage | SamplesPage | ProgrammePage | ReferencesPage):
        projection.forget(instance)
    projection.refresh_later(projection.left_over(instance))


def render_users(instance: LibraryItem, created: bool, **_: Any) -> None:
    """Something of the library that lessons show was changed."""
    if not created:
        transaction.on_commit(lambda: projection.refresh_users_of(instance))


def drop_item(instance: Term | Recording | CourseDocument, **_: Any) -> None:
    """Something of the library is about to be deleted; lessons that show it are rendered again without it."""
    projection.refresh_later(projection.users_of(instance))


def delete_track_file(instance: MediaTrack, **_: Any) -> None:
    """A caption file has no use any more."""
    transaction.on_commit(lambda: instance.file.storage.delete(instance.file.name))


def register_draft(instance: ExercisePage, created: bool, **_: Any) -> None:
    """An exercise was saved for the first time, as a draft."""
    if created:
        assessment_services.register_exercise(key=instance.translation_key, kind=instance.kind, title=instance.title)


def sync_editor(user_id: int, **_: Any) -> None:
    """Somebody's membership began, ended or changed."""
    access.sync_editor(user_id=user_id)
