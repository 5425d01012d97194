"""Applies one course, the exercises that anybody may try, or the library: all of it, or nothing.

What is there already is changed in one transaction. A course that is new is made page by page, so that others can write
in between, and opened when it is complete.
"""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from django.db import transaction
from wagtail.models import Locale, Page

from cms.importing.applying.comparing import Decision, State, compare
from cms.importing.applying.library import ItemDecision, LibraryWriter
from cms.importing.applying.pages import (
    PageSpec,
    page_specs,
    programme_spec,
    reference_specs,
    sample_specs,
    translated_specs,
)
from cms.importing.applying.shelves import compare_library
from cms.importing.applying.writing import CourseWriter, reordered
from cms.importing.errors import CourseRefusedError
from cms.importing.reading.path_types import ProgrammeFile
from cms.importing.reading.problems import FileProblem
from cms.importing.reading.types import LIBRARY, SAMPLES, CourseFile, ExerciseFile, ReferenceFile
from cms.models import CoursePage, ImportRecord, ReferencePage
from cms.services import link_problems, projection, validity_problems
from cms.services.setup import ensure_translated
from courses.errors import OutlineError

Say = Callable[[str], None]
# Seconds in which others can write.
BETWEEN_PAGES = 0.05


@dataclass(frozen=True, slots=True)
class Setting:
    """What the courses of one run share; `order` holds their keys, `pause` is above 0 for a site that is in use."""

    root: Path
    top: Page
    locale: Locale
    competency_keys: Mapping[str, UUID]
    term_ids: Mapping[UUID, int]
    rule_set_ids: Mapping[UUID, int]
    overwrite: Collection[UUID]
    dry_run: bool
    say: Say
    order: Sequence[UUID]
    page_ids: Mapping[UUID, int] = field(default_factory=dict)
    pause: float = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """What is applied together: its key in the records, the file that stands for it, what is put in order on top.

    `makes` stands for a course, which is made page by page where it is new.
    """

    key: UUID
    file: str
    order: Sequence[UUID]
    makes: bool = False


@dataclass(frozen=True, slots=True)
class CourseOutcome:
    """`kept` names pages that were left alone because of what happened in the CMS."""

    made: int = 0
    changed: int = 0
    kept: tuple[str, ...] = ()
    problems: tuple[FileProblem, ...] = field(default=())

    def with_other(self, other: "CourseOutcome") -> "CourseOutcome":
        """Add up what happened to a course and to one of its translations."""
        return CourseOutcome(
            self.made + other.made,
            self.changed + other.changed,
            self.kept + other.kept,
            self.problems + other.problems,
        )


class _Rehearsed(Exception):  # noqa: N818  (not an error: it ends a dry run)
    """Everything was tried; roll it back."""


def import_course(course: CourseFile, setting: Setting) -> CourseOutcome:
    """Bring the pages of a course and of its translations up to date; each with a problem is left as it was."""
    if course.language != setting.locale.language_code:
        return CourseOutcome(problems=(_other_language(course, setting),))
    specs = page_specs(course, setting.competency_keys)
    library = compare_library(setting.root, course.library(), setting.overwrite)
    order = () if Page.objects.filter(translation_key=course.key).exists() else setting.order
    outcome = _import(Batch(course.key, course.file, order, makes=True), specs, library, setting)
    for translation in () if outcome.problems else course.translations:
        outcome = outcome.with_other(_import_translation(translation, setting))
    return outcome


def _other_language(found: CourseFile | ProgrammeFile, setting: Setting) -> FileProblem:
    message = f"Courses are imported in the first language of this site, {setting.locale.language_code}."
    return FileProblem(found.file, found.lines.get("/language", 1), message)


def _import_translation(translation: CourseFile, setting: Setting) -> CourseOutcome:
    specs = translated_specs(translation, setting.competency_keys)
    library = compare_library(setting.root, translation.library(), setting.overwrite)
    top = ensure_translated(setting.top, translation.language)
    there = replace(setting, top=top, locale=top.locale)
    return _import(Batch(translation.key, translation.file, ()), specs, library, there)


def import_samples(samples: Sequence[ExerciseFile], setting: Setting) -> CourseOutcome:
    """Bring the exercises below `setting.top` up to date; with a problem all of them are left as they were."""
    specs = sample_specs(samples, setting.competency_keys)
    shown = [item for exercise in samples for item in exercise.library]
    library = compare_library(setting.root, shown, setting.overwrite)
    order = [exercise.key for exercise in samples]
    return _import(Batch(setting.top.translation_key, SAMPLES, order), specs, library, setting)


def import_paths(programme: ProgrammeFile, setting: Setting) -> CourseOutcome:
    """Bring the page of the programme up to date; left as it was while a page that it names is not published here."""
    if programme.language != setting.locale.language_code:
        return CourseOutcome(problems=(_other_language(programme, setting),))
    places = programme.places()
    live = Page.objects.filter(locale=setting.locale, live=True, translation_key__in={place.key for place in places})
    ids = dict(live.values_list("translation_key", "pk"))
    missing = [place for place in places if place.key not in ids]
    if missing and setting.dry_run:
        return CourseOutcome()
    problems = [
        FileProblem(programme.file, place.line, f"“{place.address}” is not published here, so it can be no step.")
        for place in missing
    ]
    if problems:
        return CourseOutcome(problems=tuple(problems))
    batch = Batch(programme.key, programme.file, ())
    return _import(batch, [programme_spec(programme)], (), replace(setting, page_ids=ids))


def import_references(references: Sequence[ReferenceFile], setting: Setting) -> CourseOutcome:
    """Bring the library below `setting.top` up to date; with a problem all of it is left as it was."""
    library = compare_library(setting.root, [item for found in references for item in found.library], setting.overwrite)
    return _import(Batch(setting.top.translation_key, LIBRARY, ()), reference_specs(references), library, setting)


def _import(
    batch: Batch, specs: Sequence[PageSpec], library: Sequence[ItemDecision], setting: Setting
) -> CourseOutcome:
    decisions = compare(specs, setting.overwrite, setting.locale)
    try:
        with validity_problems.expecting(batch.key):
            _bring(batch, setting, decisions, library)
    except CourseRefusedError as error:
        return CourseOutcome(problems=error.problems)
    return _outcome(decisions, library)


def _bring(batch: Batch, setting: Setting, decisions: Sequence[Decision], library: Sequence[ItemDecision]) -> None:
    if batch.makes and _is_new(decisions, batch) and not setting.dry_run:
        _make(batch, setting, decisions, library)
    elif _is_due(decisions, library):
        with link_problems.expecting(_references_to_be(decisions)):
            _apply(batch, setting, decisions, library)


def _references_to_be(decisions: Sequence[Decision]) -> set[str]:
    """Name the addresses of the library that are there when all is written, so that pages may name each other."""
    fields = [decision.spec.fields for decision in decisions if decision.spec.model is ReferencePage]
    return {link_problems.address_of(found["kind"], found["slug"]) for found in fields}


def _is_due(decisions: Sequence[Decision], library: Sequence[ItemDecision]) -> bool:
    wrong = any(decision.state is State.OTHER_KIND for decision in decisions)
    due = any(decision.is_due for decision in decisions) or any(decision.is_due for decision in library)
    return wrong or due or bool(reordered(decisions))


def _is_new(decisions: Sequence[Decision], batch: Batch) -> bool:
    """Whether nobody has met the course yet, and no page of it comes from another one."""
    records = [decision.record for decision in decisions if decision.record is not None]
    is_begun = any(record.unfinished for record in records)
    ours = all(record.course_key == batch.key for record in records)
    return ours and (is_begun or decisions[0].state is State.NEW)


def _make(batch: Batch, setting: Setting, decisions: Sequence[Decision], library: Sequence[ItemDecision]) -> None:
    """Make a course that nobody has met yet, in one transaction for each page, and then open it.

    It stays closed until all of it is there. Where this was stopped, the next import goes on; what is refused is
    taken out again.
    """
    writer = LibraryWriter(setting.root, setting.dry_run)
    try:
        with projection.held():
            _write(replace(batch, order=setting.order), setting, decisions, writer.write(library), by_page=True)
        with transaction.atomic():
            ImportRecord.objects.filter(key=batch.key).update(unfinished=False)
            for page in CoursePage.objects.filter(translation_key=batch.key, locale=setting.locale):
                projection.project_outline(page)
    except (CourseRefusedError, OutlineError) as error:
        _unmake(batch, setting.locale, writer)
        problems = error.problems if isinstance(error, CourseRefusedError) else [FileProblem(batch.file, 1, str(error))]
        raise CourseRefusedError(problems) from error


def _unmake(batch: Batch, locale: Locale, writer: LibraryWriter) -> None:
    """Take out what was made; what others wrote of the same course in another language stays."""
    with transaction.atomic():
        for page in CoursePage.objects.filter(translation_key=batch.key, locale=locale):
            page.delete()
        ImportRecord.objects.filter(course_key=batch.key, language="").delete()
        writer.take_out()
    writer.discard()


def _apply(batch: Batch, setting: Setting, decisions: Sequence[Decision], library: Sequence[ItemDecision]) -> None:
    writer = LibraryWriter(setting.root, setting.dry_run)
    try:
        with transaction.atomic(), projection.held():
            _write(batch, setting, decisions, writer.write(library))
    except _Rehearsed:
        return
    except CourseRefusedError:
        writer.discard()
        raise
    except OutlineError as error:
        writer.discard()
        raise CourseRefusedError([FileProblem(batch.file, 1, str(error))]) from error


def _write(
    batch: Batch,
    setting: Setting,
    decisions: Sequence[Decision],
    library: Mapping[UUID, int],
    *,
    by_page: bool = False,
) -> None:
    """Write the pages; leave by an exception when that is to be rolled back."""
    writer = CourseWriter(
        batch.key,
        setting.top,
        setting.locale,
        library,
        setting.term_ids,
        setting.rule_set_ids,
        setting.say,
        setting.page_ids,
        unfinished=by_page,
        rest=_pause if by_page and setting.pause else lambda: None,
    )
    writer.write(decisions)
    if batch.order and not writer.problems:
        writer.order_top(batch.order)
    if writer.problems:
        raise CourseRefusedError(writer.problems)
    if setting.dry_run:
        raise _Rehearsed


def _pause() -> None:
    time.sleep(BETWEEN_PAGES)


def _outcome(decisions: Sequence[Decision], library: Sequence[ItemDecision]) -> CourseOutcome:
    told = [decision for decision in decisions if decision.state.is_told]
    kept = [f"{decision.spec.label} ({decision.spec.key}) {decision.state.value}." for decision in told]
    kept += [f"{decision.label} ({decision.item.key}) {State.KEPT.value}." for decision in library if decision.is_kept]
    states = [decision.state for decision in decisions]
    return CourseOutcome(states.count(State.NEW), states.count(State.CHANGED), tuple(kept))
