"""Hands what is published to courses and assessments, which learners meet."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, QuerySet
from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from assessments import services as assessment_services
from assessments.errors import DefinitionError
from cms.models import CoursePage, ExercisePage, ImportRecord, ProgrammePage, ReferencesPage, SamplesPage
from cms.models.library import LibraryItem
from cms.services.library import references_of
from cms.services.outline import CompiledExercise, outline_of, tops_of
from cms.services.programmes import programme_of
from cms.services.samples import samples_of
from courses import services as course_services
from courses.errors import OutlineError

logger = logging.getLogger(__name__)

Top = CoursePage | SamplesPage | ReferencesPage | ProgrammePage
# A programme comes after the courses that it names.
TOPS: tuple[type[Top], ...] = (CoursePage, SamplesPage, ReferencesPage, ProgrammePage)

_held: ContextVar[set[int] | None] = ContextVar("held pages", default=None)


def project_outline(course_page: CoursePage) -> None:
    """Make the course that is taken equal to what is published of the course that is written.

    Args:
        course_page: the course in any language; what counts are the pages as they are live now.

    Raises:
        OutlineError: courses refused the outline; nothing is changed then.

    One transaction. An exercise whose definition is refused keeps its earlier version and is logged. Announces nothing
    itself. Safe to call twice: nothing changes then. A course whose import has not ended stays as learners know it. The
    course's page is held by an update, so that of two people who publish at once the second reads what the first has
    done.
    """
    pk = course_page.source_page.pk
    with transaction.atomic():
        Page.objects.filter(pk=pk).update(draft_title=F("draft_title"))
        source = CoursePage.objects.select_related("locale").get(pk=pk)
        if ImportRecord.objects.filter(key=source.translation_key, unfinished=True).exists():
            return
        if not source.live:
            _withdraw(source)
            return
        projected = outline_of(source)
        for exercise in projected.exercises:
            _publish(exercise)
        course_services.sync_outline(projected.outline)
        for key in projected.withdrawn:
            assessment_services.retire_exercise(key=key)


def project_samples(page: SamplesPage) -> None:
    """Make what anybody may try equal to what is published below its page.

    Args:
        page: the page of samples in any language; what counts are the pages as they are live now.

    One transaction. An exercise whose definition is refused keeps its earlier version and is logged. Safe to call
    twice: nothing changes then.
    """
    source = SamplesPage.objects.select_related("locale").get(pk=page.source_page.pk)
    with transaction.atomic():
        projected = samples_of(source)
        for exercise in projected.exercises:
            _publish(exercise)
        assessment_services.sync_samples(projected.slugs)
        for key in projected.withdrawn:
            assessment_services.retire_exercise(key=key)


def project_programme(page: ProgrammePage) -> None:
    """Make the programme that is taken equal to what is published of its page.

    Args:
        page: of the programme, in any language; what counts are the pages as they are live now.

    Safe to call twice: nothing changes then.
    """
    source = ProgrammePage.objects.select_related("locale").get(pk=page.source_page.pk)
    if source.live:
        course_services.sync_programme(programme_of(source))
    else:
        course_services.retire_programme(key=source.translation_key)


def project_library(page: ReferencesPage) -> None:
    """Make the library that is read equal to what is published below its page.

    Args:
        page: the library in any language; what counts are the pages as they are live now.

    One transaction, in which the library's page is held by an update. Safe to call twice: nothing changes then.
    """
    pk = page.source_page.pk
    with transaction.atomic():
        Page.objects.filter(pk=pk).update(draft_title=F("draft_title"))
        course_services.sync_library(references_of(ReferencesPage.objects.select_related("locale").get(pk=pk)))


def _publish(exercise: CompiledExercise) -> None:
    try:
        if exercise.picture is not None:
            exercise.picture.keep()
        assessment_services.publish_definition(
            key=exercise.key, title=exercise.title, definition=exercise.definition, policy=exercise.policy
        )
    except (DefinitionError, OSError):
        logger.exception("exercise %s (%s) keeps its earlier version", exercise.key, exercise.title)


def _withdraw(course: CoursePage) -> None:
    course_services.retire_course(key=course.translation_key)
    for page in course.get_descendants().specific():
        if isinstance(page, ExercisePage):
            assessment_services.retire_exercise(key=page.translation_key)


def refresh(ids: Iterable[int]) -> None:
    """Project courses, samples and the library after something about them changed; what receivers call.

    Args:
        ids: row ids of course pages, pages of samples and libraries in any language; unknown ones do nothing.

    A course that is refused is logged and reported by the nightly check: what an editor did has been done by now.
    While `held` is on, the ids are only remembered.
    """
    waiting = _held.get()
    if waiting is not None:
        waiting.update(ids)
        return
    for page in _sources(ids):
        try:
            _project(page)
        except OutlineError:
            logger.exception("the course %s was not projected", page)


@dataclass(frozen=True, slots=True)
class _Refresh:
    """A call of `refresh` that is equal to another one of the same pages."""

    ids: frozenset[int]

    def __call__(self) -> None:
        refresh(self.ids)


def refresh_later(ids: Iterable[int]) -> None:
    """Project courses, samples and the library when the transaction is over: once, however often they are named in it.

    Args:
        ids: as `refresh` takes them.
    """
    later = _Refresh(frozenset(ids))
    if all(later != waiting for _savepoints, waiting, _robust in transaction.get_connection().run_on_commit):
        transaction.on_commit(later)


def _project(page: Top) -> None:
    if isinstance(page, SamplesPage):
        project_samples(page)
    elif isinstance(page, ReferencesPage):
        project_library(page)
    elif isinstance(page, ProgrammePage):
        project_programme(page)
    else:
        project_outline(page)


def _sources(ids: Iterable[int]) -> list[Top]:
    wanted = list(ids)
    pages = [page for kind in TOPS for page in kind.objects.filter(pk__in=wanted)]
    return list({page.source_page.pk: page for page in pages}.values())


@contextmanager
def held() -> Iterator[None]:
    """Remember what is to be projected and do it once at the end; for imports.

    Nothing is projected when the block raises, because then its changes are rolled back.

    Raises:
        OutlineError: courses refused an outline; whoever holds a transaction around the block rolls it back.
    """
    token = _held.set(set())
    try:
        yield
        ids = _held.get() or set()
    finally:
        _held.reset(token)
    if _held.get() is not None:
        refresh(ids)
        return
    for page in _sources(ids):
        _project(page)


def project_all() -> int:
    """Project every course, the samples, the library and the programme.

    Returns:
        How many courses there are. Safe to call twice.
    """
    sources = {page.source_page.pk for page in CoursePage.objects.all()}
    refresh({pk for kind in TOPS for pk in kind.objects.values_list("pk", flat=True)})
    return len(sources)


def refresh_users_of(item: LibraryItem) -> None:
    """Render again the lessons that show a picture, a recording, a document or a key term.

    Args:
        item: as it was just saved.
    """
    refresh(users_of(item))


def users_of(item: LibraryItem) -> set[int]:
    """Find the courses that show a picture, a recording, a document or a key term.

    Args:
        item: as it is stored.

    Returns:
        Row ids of course pages.
    """
    references = ReferenceIndex.get_references_to(item)
    pages = references.filter(base_content_type=get_default_page_content_type())
    ids = pages.values_list("object_id", flat=True).distinct()
    return tops_of(Page.objects.filter(pk__in=[int(page_id) for page_id in ids]))


def forget(page: ExercisePage | Top) -> None:
    """Withdraw what a page that is being deleted was the source of, unless a translation of it stays.

    Args:
        page: an exercise, or a page that is projected as a whole, on its way out of the database.

    Safe to call twice.
    """
    if _translations_of(page).exists():
        return
    if isinstance(page, CoursePage):
        course_services.retire_course(key=page.translation_key)
    elif isinstance(page, ProgrammePage):
        course_services.retire_programme(key=page.translation_key)
    elif isinstance(page, SamplesPage):
        assessment_services.sync_samples({})
    elif isinstance(page, ReferencesPage):
        course_services.sync_library([])
    else:
        assessment_services.retire_exercise(key=page.translation_key)


def left_over(page: Page) -> set[int]:
    """Find what has to be projected when a page is gone.

    Args:
        page: a page on its way out of the database.

    Returns:
        Row ids of the page it belonged to that is projected as a whole, or of the translations that stay when it is one
        itself.
    """
    if isinstance(page, TOPS):
        return set(_translations_of(page).values_list("pk", flat=True))
    return tops_of([page])


def _translations_of(page: Page) -> QuerySet[Page]:
    return Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
