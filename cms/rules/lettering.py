"""How much room a text takes in a drawing, and where its lines break.

Fonts differ, so the widths lean to the wide side.
"""

from unicodedata import east_asian_width

# Parts of the size of the letters.
NARROW, USUAL, CAPITAL, WIDE, FULL = 0.34, 0.58, 0.7, 0.92, 1.05
NARROW_LETTERS = frozenset("fijlrtI.,;:!|'\u2019()[]{}/ \u00a0\u202f·")
WIDE_LETTERS = frozenset("mwMW%@—…ŒœÆæ+≥≤")
MORE = "…"


def width_of(text: str, size: float) -> float:
    """Estimate the width of a line.

    Args:
        text: one line.
        size: of the letters; what comes out is in the same unit.

    Returns:
        Not less than an ordinary sans-serif font takes.
    """
    return size * sum(map(_width, text))


def _width(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return NARROW
    if letter in WIDE_LETTERS:
        return WIDE
    if east_asian_width(letter) in "WF":
        return FULL
    return CAPITAL if letter.isupper() else USUAL


def lines_of(text: str, room: float, size: float, most: int) -> tuple[str, ...]:
    """Break a text into lines.

    Args:
        text: any; what stands between words becomes one space.
        room: width of a line.
        size: of the letters.
        most: lines; what is left out at the end is shown as "…".

    Returns:
        Lines that fit; () for an empty text.
    """
    lines: list[str] = []
    words = [part for word in text.split() for part in _parts(word, room, size)]
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines[most - 1 :] = [_shortened(lines[most - 1], room, size)]
    return tuple(lines)


def _parts(word: str, room: float, size: float) -> list[str]:
    """Cut a word that is longer than a line."""
    parts = [""]
    for letter in word:
        if parts[-1] and width_of(parts[-1] + letter, size) > room:
            parts.append("")
        parts[-1] += letter
    return parts


def _shortened(line: str, room: float, size: float) -> str:
    while line and width_of(line + MORE, size) > room:
        line = line[:-1]
    return line.rstrip() + MORE
