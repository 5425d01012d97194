"""References inside a text: numbered annexes, and terms that are defined."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice

from assessments.rules.scorers.rubric.phrases import Spans

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LETTERS = "ABCDEFGH"
_ANNEX = re.compile(
    r"(?<!\w)(?i:annexe?|appendix|enclosure|attachment|pièce\s+jointe)\s+(?:[Nn]o\.?\s+|[Nn]o?°\s?)?"
    rf"(?:(?P<figure>[0-9]{{1,2}})|(?P<roman>{'|'.join(_ROMAN)})|(?P<letter>[{_LETTERS}]))(?!\w)",
)
_TERM = re.compile(r"\([^()“”\"«»\n]{0,40}[“\"«]\s?(?P<term>[^“”\"«»\n]{2,60}?)\s?[”\"»]\)")
_MOST = 100


@dataclass(frozen=True, slots=True)
class _Style:
    """One way to number annexes: from a name to its number and back."""

    read: Callable[[str], int]
    write: Callable[[int], str]


_STYLES: Mapping[str, _Style] = {
    "figure": _Style(int, str),
    "roman": _Style(lambda name: _ROMAN.index(name) + 1, lambda number: _ROMAN[number - 1]),
    "letter": _Style(lambda name: _LETTERS.index(name) + 1, lambda number: _LETTERS[number - 1]),
}


@dataclass(frozen=True, slots=True)
class Annexes:
    """Where annexes are named.

    Attributes:
        is_mixed: whether they are numbered in more than one way.
        missing: numbers that are skipped.
    """

    spans: Spans
    is_mixed: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Where terms are defined; `unused` never come up again, `twice` are defined a second time."""

    defined: Spans
    unused: Spans
    twice: Spans


def annexes(text: str) -> Annexes:
    """Find the annexes that a text names.

    Args:
        text: any text.

    Returns:
        Where they stand, and which numbers between the first and the highest are not named.
    """
    found = list(islice(_ANNEX.finditer(text), _MOST))
    spans = [match.span() for match in found]
    styles = {match.lastgroup or "" for match in found}
    if len(styles) != 1:
        return Annexes(spans, len(styles) > 1, ())
    (name,) = styles
    style = _STYLES[name]
    numbers = {style.read(match[name]) for match in found}
    return Annexes(spans, False, tuple(style.write(n) for n in range(1, max(numbers)) if n not in numbers))


def terms(text: str) -> Terms:
    """Find the terms that a text defines, such as (the “Office”).

    Args:
        text: any text.

    Returns:
        Where they are defined.
    """
    seen: set[str] = set()
    defined, unused, twice = [], [], []
    for match in islice(_TERM.finditer(text), _MOST):
        term = match["term"]
        defined.append(match.span())
        if term in seen:
            twice.append(match.span())
        elif not re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text[match.end() :]):
            unused.append(match.span())
        seen.add(term)
    return Terms(defined, unused, twice)
