"""Reads the whole curriculum folder."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from cms.importing.reading.courses import read_course
from cms.importing.reading.fields import Fields
from cms.importing.reading.files import MAX_FILES, Folder
from cms.importing.reading.paths import read_paths
from cms.importing.reading.problems import ProblemLog
from cms.importing.reading.references import read_references
from cms.importing.reading.rule_sets import read_rule_sets
from cms.importing.reading.samples import read_samples
from cms.importing.reading.shared import Reading, log_repeated
from cms.importing.reading.types import (
    LIBRARY,
    RULE_SETS,
    SAMPLES,
    CompetencyEntry,
    CourseFile,
    ProgrammeFiles,
    TermEntry,
)
from cms.rules.uploads import Limits

LONG = 2_000
SHARED_FOLDERS = frozenset({SAMPLES, RULE_SETS, LIBRARY})


def read_programme(
    root: Path, languages: Sequence[str], limits: Limits | None = None, only: str = ""
) -> ProgrammeFiles:
    """Read every course under `root` and name every problem.

    Args:
        root: the curriculum folder.
        languages: language tags that content may be written in.
        limits: how large files may be.
        only: the folder of the one course to read; otherwise all are read.

    Returns:
        All that could be read. When `problems` is not empty, the courses they lie in are incomplete.
    """
    reading = Reading(Folder(root, ProblemLog()), languages=tuple(languages), limits=limits or Limits())
    if not root.is_dir():
        reading.log.add(".", 1, f"There is no folder {root}.")
        return ProgrammeFiles((), (), (), (), (), (), tuple(reading.log.found))
    if sum(1 for _, path in zip(range(MAX_FILES + 1), root.rglob("*"), strict=False) if path.is_file()) > MAX_FILES:
        reading.log.add(".", 1, f"The folder holds more than {MAX_FILES} files. It is not a curriculum folder.")
        return ProgrammeFiles((), (), (), (), (), (), tuple(reading.log.found))
    competencies = _competencies(reading)
    terms = _terms(reading)
    reading.competencies = frozenset(entry.slug for entry in competencies)
    words = Counter(_word(entry.term) for entry in terms)
    by_word = {_word(entry.term): entry.key for entry in terms if words[_word(entry.term)] == 1}
    reading.terms = {str(entry.key): entry.key for entry in terms} | by_word
    rule_sets = read_rule_sets(reading)
    reading.rule_sets = {found.slug: found for found in rule_sets}
    folders = _folders(reading, only)
    courses = _courses(reading, folders)
    samples = read_samples(reading)
    references = read_references(reading)
    _log_unlisted(reading, folders)
    programme = None if only else read_paths(reading, courses)
    problems = tuple(sorted(reading.log.found))
    return ProgrammeFiles(courses, samples, references, competencies, terms, rule_sets, problems, programme)


def _competencies(reading: Reading) -> tuple[CompetencyEntry, ...]:
    entries = []
    for fields in _entries(reading, "competencies.yaml"):
        entry = CompetencyEntry(
            key=reading.key_of(fields),
            slug=fields.slug(),
            title=fields.text("title", longest=200),
            description=fields.text("description", default="", longest=LONG),
        )
        fields.finish()
        entries.append((fields, entry))
    log_repeated(((entry.slug, fields) for fields, entry in entries), "competencies", "slug")
    return tuple(entry for _, entry in entries)


def _terms(reading: Reading) -> tuple[TermEntry, ...]:
    entries = []
    for fields in _entries(reading, "terms.yaml"):
        entry = TermEntry(
            key=reading.key_of(fields),
            term=fields.text("term", longest=150),
            language=fields.one_of("language", reading.languages),
            definition=fields.text("definition", longest=LONG),
            origin=fields.text("origin", default="", longest=20),
            line=fields.line,
        )
        fields.finish()
        entries.append(entry)
    return tuple(entries)


def _entries(reading: Reading, name: str) -> list[Fields]:
    if reading.folder.path_of(name) is None:
        return []
    value = reading.yaml_file(name)
    if value is None:
        return []
    holder = Fields({"entries": value}, 1, name, reading.log)
    return list(holder.mappings("entries"))


def _folders(reading: Reading, only: str) -> list[str]:
    found = reading.folder.folders_in()
    if only and only not in found:
        reading.log.add(only, 1, "There is no folder of this name.")
    return [name for name in found if only in {"", name} or name in SHARED_FOLDERS]


def _courses(reading: Reading, folders: Sequence[str]) -> tuple[CourseFile, ...]:
    found = [read_course(reading, name) for name in folders if name not in SHARED_FOLDERS]
    read = [course for course in found if course is not None]
    courses = tuple(sorted(read, key=lambda course: (course.number, course.folder)))
    seen: dict[str, CourseFile] = {}
    for course in courses:
        other = seen.setdefault(course.slug, course)
        if course.slug and other is not course:
            for one, two in ((course, other), (other, course)):
                message = f"The course in {two.folder} has the same slug “{course.slug}”. Change one."
                reading.log.add(one.file, one.lines.get("/slug", 1), message)
    return courses


def _log_unlisted(reading: Reading, folders: Sequence[str]) -> None:
    """Log the exercises that were forgotten; where a file could not be read, nobody can tell."""
    message = "No lesson and no course.md lists this exercise. Add its name under exercises, or remove the file."
    for course in folders:
        below = reading.folder.folders_in(course)
        in_translations = (inner for name in below for inner in reading.folder.folders_in(name))
        for folder in {course, *below, *in_translations} - reading.unread:
            for name in reading.folder.files_in(folder):
                if name.endswith((".yaml", ".yml")) and name not in reading.listed:
                    reading.log.add(name, 1, message)


def _word(term: str) -> str:
    return "-".join(term.lower().split())
