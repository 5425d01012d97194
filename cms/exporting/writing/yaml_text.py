"""Values as YAML: always the same text for the same values."""

import io
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

WIDTH = 118
# Texts that need no quotes wherever they stand, as far as their letters go; ruamel decides about the rest.
_ODD = re.compile(r"[^\n\x20-\x7e\xa1-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ud7ff\uf900-\ufdff\U00010000-\U0010fffd]")
_SPACE_AT_END = re.compile(r" +$", re.MULTILINE)
_INDENT = re.compile(r"^  ", re.MULTILINE)


def write(value: Any) -> str:
    """Write a mapping, or a list of mappings, as YAML in block style.

    Args:
        value: mappings, lists, texts, whole numbers, truth values and None.

    Returns:
        The text, ended by a line break. A text of several lines is read back with one line break at its end.
    """
    writer = YAML()
    writer.width = WIDTH
    writer.allow_unicode = True
    writer.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    writer.dump(_styled(value), stream)
    # A line is broken after its space. Where such a space counts, the text is quoted and the line ends otherwise.
    text = _SPACE_AT_END.sub("", stream.getvalue())
    return text if isinstance(value, Mapping) else _INDENT.sub("", text)


def _styled(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _styled(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_styled(item) for item in value]
    return _text(value) if isinstance(value, str) else value


def _text(text: str) -> str:
    if _ODD.search(text) or (text != text.strip() or " \n" in text):
        return DoubleQuotedScalarString(text)
    return LiteralScalarString(f"{text}\n") if "\n" in text else text
