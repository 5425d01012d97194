"""The words of lessons and exercises: how many, how long, in which sentences."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from cms.importing.reading.types import Block, ExerciseFile, LessonFile

LONG_WORD = 6
# What of each block a learner reads as text; addresses of sources and lists of terms are not read aloud.
_READ = {
    "prose": ("html",),
    "callout": ("title", "html"),
    "figure": ("caption",),
    "quote": ("text",),
    "think": ("question", "html"),
    "document": ("title", "html"),
    "act": ("title",),
    "debrief": ("title",),
}
_ENDS = re.compile(r"</(?:p|li|h2|h3)>|<br ?/?>")
_TAGS = re.compile(r"<[^>]+>")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?:])[\"\u201d\u2019)]*\s+|\n+")
_UNREAD = frozenset({"key", "id", "kind", "library"})


def plain(markup: str) -> str:
    """Turn HTML into text; what ends a paragraph ends a line."""
    return html.unescape(_TAGS.sub("", _ENDS.sub("\n", markup)))


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Divide a text where a sentence or a line ends, without what holds no word."""
    return [part for part in _SENTENCE.split(text) if _WORD.search(part)]


def lix(text: str) -> float:
    """Compute how hard a text is to read: words in a sentence plus per cent of words of more than six letters.

    Source:
        C. H. Björnsson, Läsbarhet, 1968.
    """
    found = words(text)
    long = sum(len(word) > LONG_WORD for word in found)
    return len(found) / len(sentences(text)) + 100 * long / len(found) if found else 0.0


def lesson_text(lesson: LessonFile) -> str:
    """Give what a learner reads on the page of a lesson, a line for each paragraph, cell and title."""
    return "\n".join(line for block in lesson.blocks for line in _lines(block))


def exercise_text(exercise: ExerciseFile) -> str:
    """Give every text of an exercise, a line for each."""
    return "\n".join([exercise.title, plain(exercise.intro_html), *map(plain, strings(exercise.body))])


def _lines(block: Block) -> Iterator[str]:
    for name in _READ.get(block.kind, ()):
        yield plain(str(block.value.get(name) or ""))
    if block.kind == "jurisdictions":
        columns: list[str] = block.value["columns"]
        for row in block.value["rows"]:
            yield from (cell for name, cell in zip(columns, row, strict=False) if not name.startswith("Source"))


def strings(value: Any) -> Iterator[str]:
    """Give every text in a value, however deep; ids, keys and what lies in the library are left out."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in _UNREAD:
                yield from strings(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)
