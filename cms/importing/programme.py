"""The import of a whole curriculum folder, from its files to published pages."""

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page

from cms.importing.applying import rule_sets, vocabulary
from cms.importing.applying.courses import (
    CourseOutcome,
    Setting,
    import_course,
    import_paths,
    import_references,
    import_samples,
)
from cms.importing.applying.pages import page_specs, programme_spec, reference_specs, sample_specs, translated_specs
from cms.importing.errors import UnknownKeysError
from cms.importing.reading.problems import FileProblem
from cms.importing.reading.programme import read_programme
from cms.importing.reading.types import (
    LIBRARY,
    PROGRAMME,
    SAMPLES,
    CourseFile,
    ExerciseFile,
    ProgrammeFiles,
    ReferenceFile,
)
from cms.models import ImportRecord
from cms.services import projection
from cms.services.setup import ensure_library, ensure_samples, ensure_site
from courses.errors import OutlineError

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `kept` and `left` are sentences about pages that were not touched.

    `left` are pages whose file is gone.
    """

    made: int
    changed: int
    kept: tuple[str, ...]
    left: tuple[str, ...]
    problems: tuple[FileProblem, ...]


def import_programme(
    root: Path,
    *,
    say: Say,
    overwrite: Collection[UUID] = (),
    dry_run: bool = False,
    only: str = "",
    pause: float = 0,
) -> ImportReport:
    """Make the pages of a folder's courses, library, programme and exercises to try; publish them.

    Args:
        root: the curriculum folder.
        say: told what happens, a line at a time.
        overwrite: keys of pages, terms, rule sets and library items; what the CMS holds gives way to the files.
        dry_run: try everything and write nothing.
        only: the folder of the one course to import, with what courses share; otherwise all are imported.
        pause: seconds to wait after each course that was written, so that those who use the site can write too; after
            each page of a new course a moment.

    Returns:
        What was done, and every problem. A course with a problem is left as it was; the others are imported.

    Raises:
        UnknownKeysError: a key in `overwrite` stands in no file.

    One transaction for what courses share and one for each course; of a new course one for each page, and learners meet
    it when all of it is there. Safe to call twice: nothing changes then. What was stopped goes on at the next call.
    """
    say(f"Reading {root} …")
    files = read_programme(root, [code for code, _name in settings.LANGUAGES], settings.CHANCERY_UPLOAD_LIMITS, only)
    _check_keys(files, overwrite)
    say(f"Read {len(files.courses)} courses with {len(files.problems)} problems.")
    if files.has_shared_problems():
        return ImportReport(0, 0, (), (), files.problems)
    with _rolled_back() if dry_run else nullcontext():
        return _import(files, root, overwrite, say, dry_run=dry_run, only=only, pause=pause)


def _import(
    files: ProgrammeFiles, root: Path, overwrite: Collection[UUID], say: Say, *, dry_run: bool, only: str, pause: float
) -> ImportReport:
    if clashes := vocabulary.competency_problems(files.competencies) + rule_sets.slug_problems(files.rule_sets):
        return ImportReport(0, 0, (), (), tuple(clashes))
    top = ensure_site()
    kept_shared, refused = _share(files, overwrite)
    competency_keys = {entry.slug: entry.key for entry in files.competencies}
    terms = vocabulary.term_ids(files.terms)
    sets = rule_sets.rule_set_ids(files.rule_sets)
    order = [course.key for course in files.courses]
    setting = Setting(
        root, top, Locale.get_default(), competency_keys, terms, sets, overwrite, dry_run, say, order, pause=pause
    )
    outcomes = [_library(files, replace(setting, top=ensure_library()))]
    outcomes += [_course(course, files, setting) for course in files.courses]
    outcomes.append(_samples(files, replace(setting, top=ensure_samples())))
    outcomes.append(_paths(files, setting))
    return ImportReport(
        made=sum(outcome.made for outcome in outcomes),
        changed=sum(outcome.changed for outcome in outcomes),
        kept=tuple(kept_shared) + tuple(line for outcome in outcomes for line in outcome.kept),
        left=tuple(_left(files, competency_keys, only)),
        problems=files.problems + refused + tuple(item for outcome in outcomes for item in outcome.problems),
    )


def _share(files: ProgrammeFiles, overwrite: Collection[UUID]) -> tuple[list[str], tuple[FileProblem, ...]]:
    """Write what courses share; return what of it is kept, and what the courses that show it object to."""
    kept: list[str] = []
    try:
        with projection.held(), transaction.atomic():
            vocabulary.write_competencies(files.competencies)
            kept = vocabulary.write_terms(files.terms, overwrite)
            kept += rule_sets.write_rule_sets(files.rule_sets, overwrite)
    except OutlineError as error:
        return kept, (FileProblem(vocabulary.TERMS, 1, f"A course that shows one of these terms was refused: {error}"),)
    return kept, ()


def _course(course: CourseFile, files: ProgrammeFiles, setting: Setting) -> CourseOutcome:
    setting.say(f"Course “{course.title or course.folder}” …")
    outcome = CourseOutcome() if files.faulty(course) else import_course(course, setting)
    if outcome.problems or files.faulty(course):
        setting.say("  It has problems, so nothing of it is imported.")
    else:
        setting.say(f"  {outcome.made} pages made, {outcome.changed} changed, {len(outcome.kept)} left alone.")
    if outcome.made or outcome.changed:
        time.sleep(setting.pause)
    return outcome


def _library(files: ProgrammeFiles, setting: Setting) -> CourseOutcome:
    """Import the library, before the courses, whose lessons lead to it."""
    if files.faulty_in(LIBRARY):
        setting.say("The library has problems, so nothing of it is imported.")
        return CourseOutcome()
    outcome = import_references(files.references, setting)
    if files.references:
        setting.say(f"Library: {outcome.made} pages made, {outcome.changed} changed, {len(outcome.kept)} left alone.")
    return outcome


def _samples(files: ProgrammeFiles, setting: Setting) -> CourseOutcome:
    if files.faulty_in(SAMPLES):
        setting.say("The exercises to try have problems, so none of them is imported.")
        return CourseOutcome()
    outcome = import_samples(files.samples, setting)
    if files.samples:
        setting.say(
            f"Exercises to try: {outcome.made} made, {outcome.changed} changed, {len(outcome.kept)} left alone."
        )
    return outcome


def _paths(files: ProgrammeFiles, setting: Setting) -> CourseOutcome:
    if files.programme is None or files.faulty_in(PROGRAMME):
        return CourseOutcome()
    outcome = import_paths(files.programme, setting)
    counts = f"{outcome.made} made, {outcome.changed} changed, {len(outcome.kept)} left alone."
    setting.say(f"The programme: {'it has problems and is left as it was.' if outcome.problems else counts}")
    return outcome


def _left(files: ProgrammeFiles, competency_keys: dict[str, UUID], only: str) -> list[str]:
    """Name the pages that were imported once and have no file any more, without those below them.

    Of faulty courses, and of those that were not read, nobody can tell.
    """
    sound = [course for course in files.courses if not files.faulty(course)]
    translated = [translation for course in sound for translation in course.translations]
    specs = [spec for course in sound for spec in page_specs(course, competency_keys)]
    specs += [spec for translation in translated for spec in translated_specs(translation, competency_keys)]
    specs += [*sample_specs(files.samples, competency_keys), *reference_specs(files.references)]
    specs += [programme_spec(files.programme)] if files.programme else []
    records = ImportRecord.objects.exclude(course_key=None)
    if files.problems or only:
        batches = [course.key for course in sound]
        batches += [] if files.faulty_in(SAMPLES) else [ensure_samples().translation_key]
        batches += [] if files.faulty_in(LIBRARY) else [ensure_library().translation_key]
        records = records.filter(course_key__in=batches)
    first = Locale.get_default().language_code
    pages = Page.objects.filter(live=True, translation_key__in=records.values("key"))
    live = set(pages.values_list("translation_key", "locale__language_code"))
    live -= {(spec.key, spec.language or first) for spec in specs}
    gone = [record for record in records if (record.key, record.language or first) in live]
    above = {(record.key, record.language) for record in gone}
    tops = [record for record in gone if (record.parent_key, record.language) not in above]
    return [f"{record.title} ({record.path}) has no file any more." for record in tops]


def _check_keys(files: ProgrammeFiles, overwrite: Collection[UUID]) -> None:
    known = {entry.key for entry in files.terms} | {found.key for found in files.rule_sets}
    known |= {files.programme.key} if files.programme else set()
    shared: list[ExerciseFile | ReferenceFile] = [*files.samples, *files.references]
    for file in shared:
        known |= {file.key} | {item.key for item in file.library}
    for course in files.courses:
        known |= {course.key} | {module.key for module in course.modules}
        known |= {exercise.key for exercise in course.all_exercises()}
        for lesson in course.lessons():
            known.add(lesson.key)
        known |= {item.key for item in course.library()}
    unknown = [key for key in overwrite if key not in known]
    if unknown:
        raise UnknownKeysError(unknown)


@contextmanager
def _rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
