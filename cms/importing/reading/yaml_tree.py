"""YAML as a tree in which every value knows its line.

Only plain YAML is read: no tags, anchors or aliases, no key twice. That keeps files diffable and closes the door on
documents that unfold to gigabytes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import yaml
from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    StreamEndEvent,
)

from cms.importing.reading.problems import ProblemLog

MAX_DEPTH = 12
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
# As YAML 1.2 has it: a yes and a no are words.
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Value:
    """A scalar (`data` is text, a whole number, a truth value or None), a list of values or a mapping of values.

    `line` is that of the name in front of it; `text_line` is where a text written below its name begins.
    """

    data: Any
    line: int
    text_line: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a piece of YAML stands: its file and the lines before it in that file."""

    file: str
    lines_before: int = 0


def read_yaml(text: str, source: Source, log: ProblemLog) -> Value | None:
    """Parse one document; None, with a problem in the log, when it is not plain YAML."""
    try:
        # All of it is parsed before anything is said about it.
        return _Builder(source, log, iter(list(yaml.parse(text, Loader=yaml.CSafeLoader)))).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        # A mark at the end of a text may stand one line below it.
        line = source.lines_before + (min(mark.line, text.count("\n")) if mark is not None else 0) + 1
        log.add(source.file, line, f"This is not valid YAML: {_reason(error)}. Check quotes, colons and indentation.")
    except (yaml.YAMLError, RecursionError, ValueError):
        log.add(source.file, source.lines_before + 1, "This is not valid YAML. Check quotes, colons and indentation.")
    return None


def lines_of(value: Value, pointer: str = "") -> Iterator[tuple[str, int]]:
    """Give the line of every value, by JSON Pointer."""
    yield pointer, value.line
    if isinstance(value.data, dict):
        for key, item in value.data.items():
            yield from lines_of(item, f"{pointer}/{key}")
    elif isinstance(value.data, list):
        for position, item in enumerate(value.data):
            yield from lines_of(item, f"{pointer}/{position}")


def _reason(error: yaml.MarkedYAMLError) -> str:
    parts = [part for part in (error.context, error.problem) if part]
    return " ".join(" ".join(parts).split()) or "it cannot be parsed"


@dataclass(slots=True)
class _Builder:
    source: Source
    log: ProblemLog
    events: Iterator[Event]

    def document(self) -> Value | None:
        """Build the one document; None when another one follows."""
        next(self.events)
        if isinstance(next(self.events), StreamEndEvent):
            return Value(None, self.source.lines_before + 1, self.source.lines_before + 1)
        value = self.build(next(self.events), depth=0)
        next(self.events)
        if isinstance(more := next(self.events), DocumentStartEvent):
            self._refuse(self._line(more), "This is not valid YAML: a second document begins here. Take the --- away.")
            return None
        return value

    def build(self, event: Event, depth: int) -> Value:
        line = self._line(event)
        if isinstance(event, NodeEvent) and event.anchor:
            self._refuse(line, "Anchors (&name) and aliases (*name) are not used here; write the value out.")
        elif depth > MAX_DEPTH:
            self._refuse(line, "This is nested too deeply.")
        elif isinstance(event, ScalarEvent):
            return Value(self._scalar(event, line), line, line + 1 if event.style in {"|", ">"} else line)
        elif isinstance(event, MappingStartEvent):
            return Value(self._mapping(depth), line, line)
        else:
            return Value([self.build(item, depth + 1) for item in self._items()], line, line)
        self._pass_over(event)
        return Value(None, line, line)

    def _items(self) -> Iterator[Event]:
        """Give how each item of a list or mapping begins; who gets it takes the rest of the item as well."""
        for event in self.events:
            if isinstance(event, CollectionEndEvent):
                return
            yield event

    def _mapping(self, depth: int) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        for key in self._items():
            line = self._line(key)
            name = key.value if isinstance(key, ScalarEvent) and key.value != "<<" else ""
            self._pass_over(key)
            value = next(self.events)
            if name and name not in fields:
                fields[name] = replace(self.build(value, depth + 1), line=line)
                continue
            again = f"“{name}” is given twice; keep one of them."
            self._refuse(line, again if name else "A name before a colon must be a plain word.")
            self._pass_over(value)
        return fields

    def _pass_over(self, event: Event) -> None:
        still_open = int(isinstance(event, CollectionStartEvent))
        while still_open:
            event = next(self.events)
            still_open += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)

    def _scalar(self, event: ScalarEvent, line: int) -> str | int | bool | None:
        if event.tag:
            self._refuse(line, "Tags (!name) and merges (<<) are not used here; write a plain value.")
        is_plain, text = event.implicit[0], str(event.value)
        if is_plain and text in _NOTHING:
            return None
        if is_plain and text in _TRUTHS:
            return _TRUTHS[text]
        return int(text) if is_plain and _INTEGER.fullmatch(text) else text

    def _line(self, event: Event) -> int:
        mark: Any = event.start_mark
        return int(self.source.lines_before + mark.line + 1)

    def _refuse(self, line: int, message: str) -> None:
        self.log.add(self.source.file, line, message)
