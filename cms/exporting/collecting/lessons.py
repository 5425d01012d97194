"""The body of a lesson as Markdown with fenced blocks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape

from cms.definitions import lines_of
from cms.definitions.texts import same_words
from cms.exporting.collecting.album import Album
from cms.exporting.collecting.sheet import Sheet, without_empty
from cms.exporting.collecting.vocabulary import Vocabulary
from cms.exporting.writing import yaml_text
from cms.models import reading

_Fields = dict[str, Any]
_FENCES = re.compile(r"`{3,}")
PROSE = {"text", "heading"}


@dataclass(slots=True)
class BodyWriter:
    """Writes one body. Texts and headings that follow each other become one piece of Markdown.

    `exercises` maps the title of each exercise, as titles are compared, to the name of its file.
    """

    sheet: Sheet
    album: Album
    vocabulary: Vocabulary
    exercises: Mapping[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)

    def write(self, body: Any) -> str:
        for block in body:
            if block.block_type in PROSE:
                self.prose.append(_prose(block))
            else:
                self._end_prose()
                self.parts.append(self._fence(block.block_type, block.value))
        self._end_prose()
        return "\n\n".join(self.parts)

    def _end_prose(self) -> None:
        text = self.sheet.rich("body", "".join(self.prose), headings=True)
        self.parts += [text] if text else []
        self.prose = []

    def _fence(self, kind: str, value: Any) -> str:
        fields = {
            "callout": self._callout,
            "figure": self._figure,
            "audio": self._recording,
            "video": self._recording,
            "download": self._download,
            "terms": self._terms,
            "jurisdictions": self._jurisdictions,
            "quote": self._quote,
            "think": self._think,
            "sources": self._sources,
            "document": self._document,
            "act": self._act,
            "debrief": lambda value: {"title": self._plain("debrief")("title", value["title"])},
        }[kind](value)
        content = yaml_text.write(fields)
        marks = "`" * max([3, *(len(found) + 1 for found in _FENCES.findall(content))])
        return f"{marks}{kind}\n{content}{marks}"

    def _plain(self, kind: str) -> Callable[[str, Any], str]:
        return lambda name, text: self.sheet.plain(f"{kind}, {name}", text)

    def _callout(self, value: Any) -> _Fields:
        plain = self._plain("callout")
        fields = {
            "style": value["style"],
            "title": plain("title", value["title"]),
            "text": self.sheet.rich("callout, text", reading.rich(value["text"])),
            "source": plain("source", value["source"]),
        }
        return without_empty(fields, ["source"])

    def _figure(self, value: Any) -> _Fields:
        plain, picture = self._plain("figure"), value["image"]
        if picture is None:
            self.sheet.note("figure, file", "The picture is gone. Choose another, or remove the figure.")
            return {}
        fields = {
            "key": str(picture.key),
            "file": self.album.picture(picture),
            "alt": plain("alt", value["alt"]),
            "caption": plain("caption", value["caption"]),
            "credit": plain("credit", value["credit"]),
        }
        return without_empty(fields, ["caption"])

    def _recording(self, value: Any) -> _Fields:
        recording = value["recording"]
        if recording is None:
            self.sheet.note("recording, file", "The recording is gone. Choose another, or remove the block.")
            return {}
        plain = self._plain(recording.type)
        transcript = plain("transcript", recording.plain_transcript)
        fields = {
            "key": str(recording.key),
            "file": self.album.recording(recording),
            "title": plain("title", recording.title),
            "language": recording.language,
            "seconds": round(recording.duration),
            "transcript": self.album.transcript(recording, transcript),
            "tracks": [
                {"kind": track.kind, "language": track.language, "file": self.album.track(recording, track)}
                for track in recording.text_tracks
            ],
            "credit": plain("credit", value["credit"]),
        }
        return without_empty(fields, ["tracks", "credit"])

    def _download(self, value: Any) -> _Fields:
        plain, document = self._plain("download"), value["document"]
        if document is None:
            self.sheet.note("download, file", "The document is gone. Choose another, or remove the block.")
            return {}
        return {
            "key": str(document.key),
            "file": self.album.document(document),
            "title": plain("title", value["title"]),
            "purpose": plain("purpose", value["purpose"]),
        }

    def _document(self, value: Any) -> _Fields:
        plain, picture, file = self._plain("document"), value["image"], value["file"]
        fields = {
            "kind": value["kind"],
            "title": plain("title", value["title"]),
            "from": plain("from", value["sender"]),
            "to": plain("to", value["recipient"]),
            "date": plain("date", value["date"]),
            "text": self.sheet.rich("document, text", reading.rich(value["text"])),
            "picture": picture
            and {"key": str(picture.key), "file": self.album.picture(picture), "alt": plain("alt", value["alt"])},
            "download": file and {"key": str(file.key), "file": self.album.document(file)},
        }
        return without_empty(fields, ["from", "to", "date", "text", "picture", "download"])

    def _act(self, value: Any) -> _Fields:
        named = [self.exercises.get(same_words(title)) for title in lines_of(value["exercises"] or "")]
        fields = {"title": self._plain("act")("title", value["title"]), "exercises": [name for name in named if name]}
        return without_empty(fields, ["exercises"])

    def _terms(self, value: Any) -> _Fields:
        if any(term is None for term in value["terms"]):
            self.sheet.note("terms", "A term is gone. Choose another, or remove it.")
        return {"terms": [self.vocabulary.term_names[term.key] for term in value["terms"] if term is not None]}

    def _jurisdictions(self, value: Any) -> _Fields:
        plain, table = self._plain("jurisdictions"), value["table"]
        fields = {
            "caption": plain("caption", table.caption),
            "columns": [plain("columns", column["heading"]) for column in table.columns],
            "rows": [[plain("rows", cell.value) for cell in row] for row in table.rows],
        }
        return without_empty(fields, ["caption"])

    def _quote(self, value: Any) -> _Fields:
        return {name: self._plain("quote")(name, value[name]) for name in ("text", "who", "source")}

    def _think(self, value: Any) -> _Fields:
        question = self._plain("think")("question", value["question"])
        return {"question": question, "answer": self.sheet.rich("think, answer", reading.rich(value["answer"]))}

    def _sources(self, value: Any) -> _Fields:
        plain = self._plain("sources")
        items = [
            without_empty(
                {"text": plain("text", item["text"]), "mark": item["mark"], "note": plain("note", item["note"])},
                ["note"],
            )
            for item in value["items"]
        ]
        reviewed = value["reviewed"]
        return {"items": items} | ({"reviewed": reviewed.isoformat()} if reviewed else {})


def _prose(block: Any) -> str:
    if block.block_type == "heading":
        level = block.value["level"] or "h2"
        return f"<{level}>{escape(block.value['text'])}</{level}>"
    return reading.rich(block.value)
