"""What the readers of all kinds of file have in common: the vocabulary that files may refer to, and unique keys."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from cms.importing.reading.fields import NO_KEY, Fields
from cms.importing.reading.files import Folder
from cms.importing.reading.place_types import RuleSetFile
from cms.importing.reading.problems import ProblemLog
from cms.importing.reading.yaml_tree import Source, Value, lines_of, read_yaml
from cms.rules.uploads import Limits

DESK_TASKS = ("visit", "letter", "agreement", "trip", "incident")
TAG = re.compile(r"[A-Za-z0-9-]{1,40}")


@dataclass(slots=True)
class Reading:
    """One run: the folder, the problems, the words that may be referred to, and what was met so far.

    `keys` gives the place of each key, `library` what the key of a picture, recording
    or document stands for, `listed` who lists an exercise file;
    `unread` holds the folders in which a Markdown file could not be read. In a translation, pages have the keys of
    the pages they translate.
    """

    folder: Folder
    competencies: frozenset[str] = frozenset()
    terms: Mapping[str, UUID] = field(default_factory=dict)
    rule_sets: Mapping[str, RuleSetFile] = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    keys: dict[UUID, tuple[str, int]] = field(default_factory=dict)
    library: dict[UUID, object] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    listed: dict[str, str] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    is_translation: bool = False

    @property
    def log(self) -> ProblemLog:
        return self.folder.log

    def claim(self, key: UUID, file: str, line: int) -> UUID:
        """Note that a key is used here; a key that was used before is a problem at both places."""
        first = self.keys.setdefault(key, (file, line))
        if key != NO_KEY and first != (file, line):
            self.log.add(
                file, line, f"The key {key} is already used in {first[0]}, line {first[1]}. Make a new one here."
            )
            if first[0].partition("/")[0] != file.partition("/")[0]:
                self.log.add(
                    *first, f"The key {key} is used again in {file}, line {line}. One of the two needs a new one."
                )
        return key

    def claim_item(self, fields: Fields, key: UUID, item: object) -> None:
        """Note what the key of a library item stands for; several blocks may show the same item under one key."""
        if self.library.get(key) != item:
            self.claim(key, fields.file, fields.line_of("key"))
            self.library.setdefault(key, item)

    def key_of(self, fields: Fields) -> UUID:
        key = fields.key()
        return key if self.is_translation else self.claim(key, fields.file, fields.line_of("key"))

    def competency(self, fields: Fields, name: str = "competency") -> str:
        """Read the slug of a competency that may be left out."""
        slug = fields.text(name, default="")
        if slug and slug not in self.competencies:
            fields.problem(name, f"There is no competency “{slug}”. Add it to competencies.yaml or correct it.")
        return slug

    def competency_list(self, fields: Fields, name: str) -> tuple[str, ...]:
        found = fields.texts_with_lines(name)
        for slug, line in found:
            if slug not in self.competencies:
                message = f"There is no competency “{slug}”. Add it to competencies.yaml or correct it."
                self.log.add(fields.file, line, message)
        return tuple(slug for slug, _ in found)

    def desk(self, fields: Fields) -> tuple[str, ...]:
        found = fields.texts_with_lines("desk")
        for task, line in found:
            if task not in DESK_TASKS:
                self.log.add(fields.file, line, f"“{task}” is not a task on the desk. Use: {', '.join(DESK_TASKS)}.")
        return tuple(task for task, _ in found)

    def tags(self, fields: Fields) -> tuple[str, ...]:
        found = fields.texts_with_lines("tags")
        for tag, line in found:
            if not TAG.fullmatch(tag):
                message = f"The tag “{tag}” may hold only letters, digits and hyphens, 40 at most."
                self.log.add(fields.file, line, message)
        return tuple(tag for tag, _ in found)

    def yaml_file(self, name: str) -> Value | None:
        text = self.folder.read_text(name)
        return read_yaml(text, Source(name), self.log) if text is not None else None


def front_matter(reading: Reading, name: str) -> tuple[Fields, str, int] | None:
    """Divide a Markdown file into its fields, its body and the line where the body begins."""
    parts = _front_matter(reading, name)
    if parts is None:
        reading.unread.add(name.rpartition("/")[0])
    return parts


def _front_matter(reading: Reading, name: str) -> tuple[Fields, str, int] | None:
    text = reading.folder.read_text(name)
    if text is None:
        return None
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if number and line.rstrip() == "---"]
    if lines[0].rstrip() != "---" or not ends:
        reading.log.add(name, 1, "The file must begin with a line ---, then its fields, then a second line ---.")
        return None
    value = read_yaml("\n".join(lines[1 : ends[0]]), Source(name, lines_before=1), reading.log)
    fields = Fields.of(value, name, reading.log, "The part between the two lines ---")
    return None if fields is None else (fields, "\n".join(lines[ends[0] + 1 :]), ends[0] + 2)


def lines_in(fields: Fields) -> dict[str, int]:
    """Give the line of every value under these fields, by JSON Pointer."""
    return dict(lines_of(Value(dict(fields.values), fields.line, fields.line)))


def log_repeated(
    entries: Iterable[tuple[str, Fields]], what: str, name: str = "id", same: Callable[[str], str] = str
) -> None:
    """Log every id that stands twice in its list; `same` reduces it to what must differ."""
    seen: dict[str, int] = {}
    for value, fields in entries:
        line, told = fields.line_of(name), same(value)
        if told and told in seen:
            fields.problem(name, f"Two {what} have the {name} “{value}” (see line {seen[told]}). Give each its own.")
        seen.setdefault(told, line)


def same_words(text: str) -> str:
    """Reduce a name to what tells it from others, as publishing does."""
    return " ".join(text.split()).casefold()
