"""YAML as a tree in which every value knows its line.

Only plain YAML is read: no tags, anchors or aliases, no key twice. That keeps files diffable and closes the door on
documents that unfold to gigabytes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cms.importing.reading.problems import ProblemLog

MAX_DEPTH = 12
_PLAIN_TAG = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")


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
        node = YAML(typ="safe", pure=True).compose(text)
        if node is None:
            return Value(None, source.lines_before + 1, source.lines_before + 1)
        return _Builder(source, log).build(node, depth=0)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = source.lines_before + (mark.line + 1 if mark is not None else 1)
        log.add(source.file, line, f"This is not valid YAML: {_reason(error)}. Check quotes, colons and indentation.")
    except (YAMLError, RecursionError, ValueError):
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


def _reason(error: MarkedYAMLError) -> str:
    parts = [part for part in (error.context, error.problem) if part]
    return " ".join(" ".join(parts).split()) or "it cannot be parsed"


@dataclass(slots=True)
class _Builder:
    source: Source
    log: ProblemLog

    def build(self, node: Node, depth: int) -> Value:
        line = self.source.lines_before + node.start_mark.line + 1
        if node.anchor:
            self._refuse(line, "Anchors (&name) and aliases (*name) are not used here; write the value out.")
        elif depth > MAX_DEPTH:
            self._refuse(line, "This is nested too deeply.")
        elif isinstance(node, MappingNode):
            return Value(self._mapping(node, depth), line, line)
        elif isinstance(node, SequenceNode):
            return Value([self.build(item, depth + 1) for item in node.value], line, line)
        elif isinstance(node, ScalarNode):
            return Value(self._scalar(node, line), line, line + 1 if node.style in {"|", ">"} else line)
        return Value(None, line, line)

    def _mapping(self, node: MappingNode, depth: int) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        for key_node, value_node in node.value:
            line = self.source.lines_before + key_node.start_mark.line + 1
            name = key_node.value if isinstance(key_node, ScalarNode) and key_node.value != "<<" else ""
            if not name:
                self._refuse(line, "A name before a colon must be a plain word.")
            elif name in fields:
                self._refuse(line, f"“{name}” is given twice; keep one of them.")
            else:
                fields[name] = replace(self.build(value_node, depth + 1), line=line)
        return fields

    def _scalar(self, node: ScalarNode, line: int) -> str | int | bool | None:
        kind = str(node.tag).removeprefix(_PLAIN_TAG)
        if kind == "null":
            return None
        if kind == "bool":
            return str(node.value).lower() == "true"
        if kind == "int" and _INTEGER.fullmatch(node.value):
            return int(node.value)
        if kind not in {"str", "int", "float", "timestamp"}:
            self._refuse(line, "Tags (!name) and merges (<<) are not used here; write a plain value.")
        return str(node.value)

    def _refuse(self, line: int, message: str) -> None:
        self.log.add(self.source.file, line, message)
