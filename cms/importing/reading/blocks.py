"""Reads the body of a lesson: prose, and fenced blocks whose content is YAML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.importing.reading.documents import read_document
from cms.importing.reading.fields import LINE_LENGTH, NO_KEY, Fields
from cms.importing.reading.library_types import LibraryItem, Picture
from cms.importing.reading.markdown import Fence, Place, Prose, split
from cms.importing.reading.pictures import read_picture
from cms.importing.reading.recordings import read_recording
from cms.importing.reading.shared import Reading
from cms.importing.reading.types import Block
from cms.importing.reading.yaml_tree import Source, read_yaml
from cms.rules.uploads import MediaKind

MARKS = ("primary", "secondary", "general")
STYLES = ("rule", "caution", "field", "tomorrow")
SHORT, LONG = 150, 2_000
_Values = dict[str, Any]


@dataclass(slots=True)
class BodyReader:
    """Reads one body. `course` is the name of the course's folder, where its files are; `more` reads further blocks."""

    reading: Reading
    course: str
    more: Mapping[str, Callable[[Fields], _Values]] = field(default_factory=dict)
    library: list[LibraryItem] = field(default_factory=list)

    def read(self, text: str, place: Place) -> tuple[Block, ...]:
        log = self.reading.log
        blocks = []
        for part in split(text, place, log):
            if isinstance(part, Prose):
                blocks.append(Block("prose", part.line, {"html": part.html}))
            elif part.name not in self._readers():
                names = ", ".join(self._readers())
                log.add(place.file, part.line, f"“{part.name}” is not the name of a block. Use one of: {names}.")
            elif (fields := self._fields(part, place.file)) is not None:
                blocks.append(Block(part.name, part.line, self._readers()[part.name](fields)))
                fields.finish()
        return tuple(blocks)

    def _fields(self, fence: Fence, file: str) -> Fields | None:
        value = read_yaml(fence.content, Source(file, lines_before=fence.line), self.reading.log)
        return Fields.of(value, file, self.reading.log, f"A block {fence.name}")

    def _readers(self) -> Mapping[str, Callable[[Fields], _Values]]:
        return {
            "callout": _callout,
            "figure": self._figure,
            "audio": lambda fields: self._recording(MediaKind.AUDIO, fields),
            "video": lambda fields: self._recording(MediaKind.VIDEO, fields),
            "download": self._download,
            "terms": self._terms,
            "jurisdictions": _jurisdictions,
            "quote": _quote,
            "think": _think,
            "sources": _sources,
            **self.more,
        }

    def _figure(self, fields: Fields) -> _Values:
        key = fields.key()
        alt = fields.text("alt", longest=LONG)
        caption = fields.text("caption", default="", longest=LONG)
        picture = read_picture(self.reading, self.course, fields, Picture(key, "", caption, alt))
        if picture is not None:
            self.library.append(picture)
            self.reading.claim_item(fields, key, picture.file)
        return {"key": key, "alt": alt, "caption": caption, "credit": fields.text("credit")}

    def _recording(self, kind: MediaKind, fields: Fields) -> _Values:
        recording = read_recording(self.reading, self.course, kind, fields)
        if recording is not None:
            self.library.append(recording)
            self.reading.claim_item(fields, recording.key, recording)
        return {"key": recording.key if recording else NO_KEY, "credit": fields.text("credit", default="")}

    def _download(self, fields: Fields) -> _Values:
        key, title = fields.key(), fields.text("title", longest=SHORT)
        document = read_document(self.reading, self.course, fields, key, title)
        if document is not None:
            self.library.append(document)
            self.reading.claim_item(fields, key, document.file)
        return {"key": key, "title": title, "purpose": fields.text("purpose")}

    def _terms(self, fields: Fields) -> _Values:
        found = []
        for name, line in fields.texts_with_lines("terms", required=True):
            key = self.reading.terms.get(name.lower())
            if key is None:
                message = (
                    f"There is no term “{name}”, or more than one. Write a key from terms.yaml, or add the term there."
                )
                self.reading.log.add(fields.file, line, message)
            else:
                found.append(key)
        return {"terms": found}


def _callout(fields: Fields) -> _Values:
    return {
        "style": fields.one_of("style", STYLES),
        "title": fields.text("title", longest=SHORT),
        "html": fields.markdown("text", required=True),
        "source": fields.text("source", default="", longest=LONG),
    }


def _jurisdictions(fields: Fields) -> _Values:
    columns = fields.cells("columns", fields.values_of("columns", required=True), longest=LINE_LENGTH)
    rows = []
    for item in fields.values_of("rows", required=True):
        holder = Fields({"row": item}, item.line, fields.file, fields.log)
        row = holder.cells("row", holder.values_of("row"), longest=LONG)
        if len(row) != len(columns):
            fields.log.add(fields.file, item.line, f"This row has {len(row)} cells; there are {len(columns)} columns.")
        rows.append(list(row))
    if len(columns) == 1:
        fields.problem("columns", "A comparison needs at least two columns.")
    return {"caption": fields.text("caption", default=""), "columns": list(columns), "rows": rows}


def _quote(fields: Fields) -> _Values:
    return {
        "text": fields.text("text", longest=LONG),
        "who": fields.text("who"),
        "source": fields.text("source", longest=LONG),
    }


def _think(fields: Fields) -> _Values:
    return {"question": fields.text("question", longest=LONG), "html": fields.markdown("answer", required=True)}


def _sources(fields: Fields) -> _Values:
    items = []
    for item in fields.mappings("items", required=True):
        items.append(
            {
                "text": item.text("text", longest=LONG),
                "mark": item.one_of("mark", MARKS),
                "note": item.text("note", default="", longest=LONG),
            }
        )
        item.finish()
    return {"items": items, "reviewed": fields.date("reviewed").isoformat() if fields.has("reviewed") else None}
