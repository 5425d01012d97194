"""Reads what only a case study has: its head, its acts, its documents and where looking back begins."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cms.importing.reading.case_head import CaseHead
from cms.importing.reading.documents import read_document
from cms.importing.reading.fields import Fields
from cms.importing.reading.library_types import Document, LibraryItem, Picture
from cms.importing.reading.pictures import read_picture
from cms.importing.reading.shared import Reading, same_words
from cms.importing.reading.types import ExerciseFile

KINDS = ("cable", "letter", "email", "news", "picture", "note")
ORIGINS = ("fictional", "documented")
SHORT, LONG = 150, 2_000


def read_head(fields: Fields) -> CaseHead:
    """Read the fields of a case study that a lesson does not have."""
    head = CaseHead(
        role=fields.text("role", default="", longest=LONG),
        task=fields.text("task", default="", longest=LONG),
        origin=fields.one_of("origin", ORIGINS, default=""),
        origin_source=fields.text("origin_source", default="", longest=LONG),
    )
    if head.origin == "documented" and not head.origin_source:
        fields.problem("origin", "A documented case names where it can be read. Write origin_source.")
    return head


@dataclass(slots=True)
class CaseReader:
    """Reads the blocks of one case study. `exercises` are those that its head lists."""

    reading: Reading
    course: str
    exercises: Sequence[ExerciseFile]
    library: list[LibraryItem] = field(default_factory=list)
    named: Counter[str] = field(default_factory=Counter)
    has_acts: bool = False

    def readers(self) -> Mapping[str, Callable[[Fields], dict[str, Any]]]:
        return {
            "document": self._document,
            "act": self._act,
            "debrief": lambda fields: {"title": fields.text("title", longest=SHORT)},
        }

    def finish(self, fields: Fields) -> None:
        """Log the exercises that stand in no act, and titles that do not tell two of them apart."""
        if not self.has_acts:
            return
        titles = Counter(same_words(exercise.title) for exercise in self.exercises)
        for exercise in self.exercises:
            name = exercise.file.rpartition("/")[2]
            if not self.named[name]:
                fields.problem("exercises", f"{name} is in no act. Name it in one of them.")
            if titles[same_words(exercise.title)] > 1:
                fields.problem("exercises", f"{name} has the same title as another exercise of this case. Change one.")

    def _act(self, fields: Fields) -> dict[str, Any]:
        self.has_acts = True
        titles = {exercise.file.rpartition("/")[2]: exercise.title for exercise in self.exercises}
        found = []
        for name, line in fields.texts_with_lines("exercises"):
            self.named[name] += 1
            if name not in titles:
                self.reading.log.add(fields.file, line, f"{name} is not listed under exercises at the top of the file.")
            elif self.named[name] > 1:
                self.reading.log.add(fields.file, line, f"{name} is named in an act already. Name it once.")
            else:
                found.append(titles[name])
        return {"title": fields.text("title", longest=SHORT), "exercises": found}

    def _document(self, fields: Fields) -> dict[str, Any]:
        value = {
            "kind": fields.one_of("kind", KINDS),
            "title": fields.text("title", longest=SHORT),
            "sender": fields.text("from", default=""),
            "recipient": fields.text("to", default=""),
            "date": fields.text("date", default=""),
            "html": fields.markdown("text"),
        }
        value |= self._picture(fields, value["title"]) | self._download(fields, value["title"])
        if not fields.has("text") and not value["image"] and not value["file"]:
            fields.log.add(fields.file, fields.line, "A document needs a text, a picture or a file.")
        return value

    def _picture(self, document: Fields, title: str) -> dict[str, Any]:
        fields = document.mapping("picture", "A picture")
        if fields is None:
            return {"image": None, "alt": ""}
        key, alt = fields.key(), fields.text("alt", longest=LONG)
        picture = read_picture(self.reading, self.course, fields, Picture(key, "", title, alt))
        fields.finish()
        if picture is not None:
            self.library.append(picture)
            self.reading.claim_item(fields, key, picture.file)
        return {"image": key, "alt": alt}

    def _download(self, document: Fields, title: str) -> dict[str, Any]:
        fields = document.mapping("download", "A download")
        if fields is None:
            return {"file": None}
        key = fields.key()
        found: Document | None = read_document(self.reading, self.course, fields, key, title)
        fields.finish()
        if found is not None:
            self.library.append(found)
            self.reading.claim_item(fields, key, found.file)
        return {"file": key}
