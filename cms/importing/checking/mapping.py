"""coverage.yaml: the words that tags may be, and where what others ask for is taught."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from django.utils.text import slugify

from cms.importing.checking.lessons import addresses
from cms.importing.reading.fields import Fields
from cms.importing.reading.files import Folder
from cms.importing.reading.problems import FileProblem, ProblemLog
from cms.importing.reading.shared import Reading
from cms.importing.reading.types import ExerciseFile, LessonFile, ProgrammeFiles

NAME = "coverage.yaml"
_Meaning = TypeVar("_Meaning")
# The tag of a negotiation in which nothing can be agreed that both could accept.
IMPASSE = "impasse"
# The tag of a branching case on a political question, in which more than one side can be taken with full marks.
CONTESTED = "contested"
# The tag of a case that is set in no country that exists.
FICTIONAL = "fictional"


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that a programme should teach, as its `source` says; `lessons` are “course/lesson”, by slug."""

    source: str
    text: str
    lessons: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapped:
    """`functions` and `episodes` are tags with what they mean; an episode that has two codes has one meaning.

    `jurisdictions` are names with the words by which they are recognised in a text; cases carry the names as tags.
    `named` are things that have to be there, with the pages (“course/lesson” or “course/lesson/exercise”) that are
    them; `least` says how many of each kind of thing the programme holds at least.
    """

    functions: Mapping[str, str]
    episodes: Mapping[str, str]
    jurisdictions: Mapping[str, tuple[str, ...]]
    wishes: tuple[Wish, ...]
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    least: Mapping[str, int] = field(default_factory=dict)


def read_mapping(root: Path) -> tuple[Mapped, tuple[FileProblem, ...]]:
    """Read the mapping beside the courses; empty where there is none."""
    reading = Reading(Folder(root, ProblemLog()))
    value = reading.yaml_file(NAME) if (root / NAME).is_file() else None
    fields = Fields.of(value, NAME, reading.log, "The file")
    if fields is None:
        return Mapped({}, {}, {}, ()), tuple(reading.log.found)
    mapped = Mapped(
        functions=_named(fields, "functions", Fields.text),
        episodes=_named(fields, "episodes", Fields.text),
        jurisdictions=_named(fields, "jurisdictions", Fields.texts),
        wishes=tuple(_wish(item) for item in fields.mappings("wishes")),
        named=_named(fields, "named", Fields.texts) if fields.has("named") else {},
        least=_named(fields, "least", _least) if fields.has("least") else {},
    )
    fields.finish()
    return mapped, tuple(reading.log.found)


def check_mapping(files: ProgrammeFiles, mapped: Mapped) -> Iterator[FileProblem]:
    """Name lessons in the mapping that do not exist, and tags that mean nothing."""
    known = {"/".join(slugs) for slugs in addresses(files)}
    for wish in mapped.wishes:
        for lesson in wish.lessons:
            if lesson not in known:
                message = f"There is no lesson {lesson}. Write course/lesson by their slugs, or remove it."
                yield FileProblem(NAME, wish.line, message)
    yield from _check_named(mapped, known)
    words = {*mapped.functions, *mapped.episodes, *map(slugify, mapped.jurisdictions), IMPASSE, CONTESTED, FICTIONAL}
    for course in files.courses:
        pages: list[LessonFile | ExerciseFile] = [*course.lessons(), *course.all_exercises()]
        for page in pages:
            for tag in page.tags:
                if tag not in words:
                    message = f"The tag “{tag}” stands in no list of {NAME}. Correct it, or add it there."
                    yield FileProblem(page.file, page.lines.get("/tags", 1), message)


def _check_named(mapped: Mapped, known: set[str]) -> Iterator[FileProblem]:
    for thing, pages in mapped.named.items():
        if not pages:
            yield FileProblem(NAME, 1, f"{thing}: nothing in the programme is this. Write it, or say where it is.")
        for page in pages:
            if page not in known:
                message = f"{thing}: there is no page {page}. Write course/lesson/exercise by their slugs."
                yield FileProblem(NAME, 1, message)


def _named(fields: Fields, name: str, read: Callable[[Fields, str], _Meaning]) -> dict[str, _Meaning]:
    holder = fields.mapping(name, f"“{name}”")
    if holder is None:
        return {}
    found = {key: read(holder, key) for key in holder.values}
    holder.finish()
    return found


def _least(fields: Fields, name: str) -> int:
    return fields.whole(name, low=1, high=10_000)


def _wish(fields: Fields) -> Wish:
    wish = Wish(
        source=fields.text("source"),
        text=fields.text("text"),
        lessons=fields.texts("lessons"),
        line=fields.line,
    )
    fields.finish()
    return wish
