"""The export of all courses, of what anybody may try and of the library, from their pages to a curriculum folder."""

import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from wagtail.models import Locale

from cms.exporting.collecting import vocabulary
from cms.exporting.collecting.album import StoredFile
from cms.exporting.collecting.courses import CourseCollector, Files, label, without_source
from cms.exporting.collecting.programmes import collect_programme
from cms.exporting.collecting.rule_sets import rule_set_fields
from cms.exporting.collecting.sheet import ExportProblem
from cms.exporting.errors import FolderInUseError
from cms.exporting.writing import yaml_text
from cms.importing.reading.problems import FileProblem
from cms.importing.reading.programme import read_programme
from cms.importing.reading.types import RULE_SETS
from cms.models import CoursePage, ProgrammePage, ReferencesPage, RuleSet, SamplesPage

Say = Callable[[str], None]
COMPETENCIES, TERMS = "competencies.yaml", "terms.yaml"
_LINE = re.compile(r"\s*(?:- )*(\w+):")


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did. `left_out` are sentences about what has no file; with problems nothing was written."""

    written: int
    left_out: tuple[str, ...]
    problems: tuple[ExportProblem, ...]


def export_programme(folder: Path, *, say: Say, drafts: bool = False, force: bool = False) -> ExportReport:
    """Write every course as curriculum files; the same pages give the same bytes.

    The files are written beside the folder and read back as an import would; only when nothing is wrong with them
    do they reach the folder.

    Args:
        folder: where to write; it is made if it is missing.
        say: told what happens, a line at a time.
        drafts: write the latest draft of every page instead of what is published.
        force: write into a folder that is not empty. Folders of the same names as the courses are replaced; all
            else in it stays.

    Returns:
        What was done, and every problem. Changes nothing in the database.

    Raises:
        FolderInUseError: the folder is not empty and `force` is not given, or it is a file.
    """
    _check_folder(folder, force=force)
    files = _collect(say, drafts=drafts)
    if not files.problems:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".export-", dir=folder.parent) as made:
            _write(files, Path(made))
            say("Reading the files back …")
            files.problems += [] if files.problems else _read_back(files, Path(made))
            if not files.problems:
                _put_in_place(Path(made), folder)
    problems = tuple(dict.fromkeys(files.problems))
    return ExportReport(0 if problems else len(files.texts) + len(files.stored), tuple(files.left_out), problems)


def _check_folder(folder: Path, *, force: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise FolderInUseError(folder, "is a file. Name a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise FolderInUseError(folder, "is not empty. Name another folder, or add --force to write into it.")


def _collect(say: Say, *, drafts: bool) -> Files:
    files = Files()
    first = Locale.get_default()
    words = vocabulary.collect(files.problems)
    for name, entries in ((COMPETENCIES, words.competencies), (TERMS, words.terms)):
        if entries:
            files.add(name, name, yaml_text.write(entries))
    for found in RuleSet.objects.order_by("slug"):
        _collect_rule_set(found, files, drafts=drafts)
    courses = CoursePage.objects.select_related("locale").order_by("path")
    for number, course in enumerate(courses.filter(locale=first), start=1):
        say(f"{label(course)} …")
        CourseCollector(files, words, drafts, number=number).collect(course)
    for samples in SamplesPage.objects.filter(locale=first):
        CourseCollector(files, words, drafts).collect_samples(samples)
    for library in ReferencesPage.objects.filter(locale=first):
        CourseCollector(files, words, drafts).collect_library(library)
    for programme in ProgrammePage.objects.select_related("locale").filter(locale=first):
        collect_programme(programme, files, drafts=drafts)
    originals = CoursePage.objects.filter(locale=first).values("translation_key")
    alone = courses.exclude(locale=first).exclude(translation_key__in=originals)
    files.left_out += without_source(list(alone), first.language_code)
    return files


def _collect_rule_set(found: RuleSet, files: Files, *, drafts: bool) -> None:
    written = found.get_latest_revision_as_object() if drafts else found
    if not (drafts or found.live):
        files.left_out.append(f"rule set “{found.title}” is not published.")
        return
    path = f"{RULE_SETS}/{written.slug}.yaml"
    files.add(path, f"rule set “{written.title}”", yaml_text.write(rule_set_fields(written, files.problems)))


def _write(files: Files, root: Path) -> None:
    for path, text in files.texts.items():
        _write_file(root / path, text.encode())
    for path, stored in files.stored.items():
        if not _copied(stored, root / path):
            files.problems.append(ExportProblem(stored.label, "file", "Its file is missing."))


def _write_file(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _copied(stored: StoredFile, target: Path) -> bool:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with stored.file.storage.open(stored.file.name) as stream, target.open("wb") as copy:
            shutil.copyfileobj(stream, copy)
    except OSError:
        return False
    return True


def _read_back(files: Files, root: Path) -> list[ExportProblem]:
    read = read_programme(root, [code for code, _name in settings.LANGUAGES], settings.CHANCERY_UPLOAD_LIMITS)
    return [_problem(files, problem) for problem in read.problems]


def _problem(files: Files, problem: FileProblem) -> ExportProblem:
    """Name page and field of something that the import would refuse."""
    lines = files.texts.get(problem.file, "").split("\n")
    match = _LINE.match(lines[problem.line - 1]) if problem.line <= len(lines) else None
    return ExportProblem(files.pages.get(problem.file, problem.file), match[1] if match else "", problem.message)


def _put_in_place(made: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for item in sorted(made.iterdir()):
        target = folder / item.name
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        elif target.is_symlink():
            target.unlink()
        shutil.move(item, target)
