"""Canonical JSON and its digest, so that equal values have equal bytes on every machine."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from json.encoder import encode_basestring as quoted
from typing import Any

from assessments.rules.errors import CanonError

MAX_INTEGER = 2**53 - 1
MAX_MARKS = 30
"""Accents and other marks upon one letter; putting a longer row in order takes time that grows with its square."""
_WITH_MARKS = re.compile(f"[^\\x00-\\u02ff]{{{MAX_MARKS + 1},}}")
_PLAIN = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False)
_PLAIN_DEPTH = 4
_PLAIN_KEYS = frozenset({str})
_PLAIN_SCALARS = frozenset({str, bool, type(None)})
_WORDS = {None: "null", True: "true", False: "false"}

Encode = Callable[[object], str]
_Frames = list[tuple[Iterator[tuple[str, object]], str]]


class Whole(dict[str, Any]):
    """A definition that nobody changes any more: its canonical bytes and its digest are worked out once."""

    @cached_property
    def canonical(self) -> bytes:
        return _encode(self, _strict_scalar).encode()

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.canonical).hexdigest()


def canonical(value: object) -> bytes:
    """Encode a JSON value canonically: sorted keys, no spaces, whole numbers only, text in form NFC.

    Args:
        value: JSON value; objects have text keys, numbers are integers of at most 53 bits.

    Returns:
        UTF-8 bytes.

    Raises:
        CanonError: the value holds something else, two keys that are equal in NFC, or a letter with too many accents.

    Source:
        RFC 8785, narrowed to integers; scoring.md 7.1.
    """
    if isinstance(value, Whole):
        return value.canonical
    return _plain(value) or _encode(value, _strict_scalar).encode()


def digest(value: object) -> str:
    """Hash a JSON value.

    Args:
        value: as for `canonical`.

    Returns:
        sha256 of the canonical bytes, 64 hexadecimal digits.

    Raises:
        CanonError: as for `canonical`.
    """
    return value.digest if isinstance(value, Whole) else hashlib.sha256(canonical(value)).hexdigest()


def are_same(one: object, other: object) -> bool:
    """Say whether two JSON values are written with the same bytes: 1, 1.0 and true are three.

    Args:
        one: JSON value.
        other: JSON value.

    Returns:
        Whether they are, whatever the order of names.
    """
    return _PLAIN.encode(one) == _PLAIN.encode(other)


def structure_digest(definition: Mapping[str, object]) -> str:
    """Hash a definition without its texts, so that a wording fix is told apart from a changed key.

    Args:
        definition: an exercise definition.

    Returns:
        sha256 of everything but "texts", 64 hexadecimal digits.

    Raises:
        CanonError: as for `canonical`.
    """
    return digest({key: value for key, value in definition.items() if key != "texts"})


def response_digest(value: object) -> str:
    """Hash any response, also one that has no canonical form.

    Args:
        value: any value; JSON in practice.

    Returns:
        The digest where there is one, otherwise a sha256 that no canonical value has in practice.
    """
    try:
        return digest(value)
    except CanonError:
        loose = _encode(value, _loose_scalar)
        return hashlib.sha256(b"loose\x00" + loose.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> bytes | None:
    """Encode what most responses are, with the standard library's faster encoder: the same bytes, or None."""
    if not _is_plain(value, _PLAIN_DEPTH):
        return None
    text = _PLAIN.encode(value)
    return text.encode() if text.isascii() else None


def _is_plain(value: object, depth: int) -> bool:
    """Say whether a value holds nothing but objects with text keys, lists, texts, truth values and nothing."""
    kind = type(value)
    if kind in _PLAIN_SCALARS:
        return True
    if depth == 0 or kind not in (dict, list):
        return False
    if isinstance(value, dict):
        return _PLAIN_KEYS.issuperset(map(type, value)) and _are_plain(value.values(), depth)
    return isinstance(value, list) and _are_plain(value, depth)


def _are_plain(values: Collection[object], depth: int) -> bool:
    if _PLAIN_SCALARS.issuperset(map(type, values)):
        return True
    return all(_is_plain(value, depth - 1) for value in values)


def _encode(value: object, scalar: Encode) -> str:
    """Encode without recursion, so that depth is no limit."""
    parts: list[str] = []
    frames: _Frames = [(iter((("", value),)), "")]
    while frames:
        entries, close = frames[-1]
        prefix, entry = next(entries, (None, None))
        if prefix is None:
            parts.append(close)
            frames.pop()
            continue
        parts.append(prefix)
        if isinstance(entry, dict):
            parts.append("{")
            frames.append((_members(entry, scalar), "}"))
        elif isinstance(entry, list | tuple):
            parts.append("[")
            frames.append((_elements(entry), "]"))
        else:
            parts.append(scalar(entry))
    return "".join(parts)


def _elements(value: list[object] | tuple[object, ...]) -> Iterator[tuple[str, object]]:
    for position, entry in enumerate(value):
        yield ("," if position else ""), entry


def _members(value: dict[object, object], scalar: Encode) -> Iterator[tuple[str, object]]:
    named = [(_key(key, scalar), entry) for key, entry in value.items()]
    if scalar is _strict_scalar and len({name for name, _ in named}) < len(named):
        raise CanonError("Two names in one object are the same text: rename one of them.")
    named.sort(key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass"))
    for position, (name, entry) in enumerate(named):
        yield f"{',' if position else ''}{quoted(name)}:", entry


def _key(key: object, scalar: Encode) -> str:
    if isinstance(key, str):
        return _strict_text(key) if scalar is _strict_scalar else key
    if scalar is _strict_scalar:
        raise CanonError("Every name in an object must be text.")
    return scalar(key)


def _strict_text(text: str) -> str:
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise CanonError("A text holds half a character: type it again.") from error
    if any(_has_too_many_marks(row) for row in _WITH_MARKS.findall(text)):
        raise CanonError(f"A text holds more than {MAX_MARKS} accents upon one letter: type it again.")
    return unicodedata.normalize("NFC", text)


def _has_too_many_marks(row: str) -> bool:
    """Ask for Unicode's stream-safe form (UAX 15, section 13)."""
    rows = groupby(row, lambda letter: unicodedata.combining(letter) > 0)
    return any(is_mark and sum(1 for _ in letters) > MAX_MARKS for is_mark, letters in rows)


def _strict_scalar(value: object) -> str:
    if isinstance(value, str):
        return quoted(_strict_text(value))
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise CanonError("A number is too large: use at most 15 digits.")
        return str(int(value))
    if isinstance(value, float):
        raise CanonError(f"Use whole numbers only, not {value!r}.")
    raise CanonError(f"A value of type {type(value).__name__} cannot be stored.")


def _loose_scalar(value: object) -> str:
    """Give every value some text; no token here is valid JSON unless the value is."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return hex(value)
    if value is None or isinstance(value, bool | float):
        return f"~{value!r}"
    return f"?{type(value).__name__}"
