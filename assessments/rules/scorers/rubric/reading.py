"""The text of a response, its words and its paragraphs."""

import re

LONGEST_TEXT = 20_000
_WORD = re.compile(r"[^\W_](?:\S*[^\W_])?")
_GAP = re.compile(r"\n[^\S\n]*\n\s*")


def text_of(response: object) -> str | None:
    """Read the text of a response.

    Args:
        response: any JSON value.

    Returns:
        The text, "" when nothing is written; None when there is something that is no text, or one that is too long.
    """
    if response is None:
        return ""
    if not isinstance(response, dict):
        return None
    text = response.get("text")
    if text is None:
        return ""
    return text if is_text(text) else None


def is_text(value: object) -> bool:
    """Say whether a value is a text that can be kept and read on every machine.

    Args:
        value: any value.

    Returns:
        False for what is too long, and for halves of characters.
    """
    return isinstance(value, str) and len(value) <= LONGEST_TEXT and not re.search("[\ud800-\udfff]", value)


def words_in(text: str) -> list[tuple[int, int]]:
    """Find the words of a text.

    Args:
        text: any text.

    Returns:
        (start, end) of each stretch between spaces that holds a letter or a digit.
    """
    return [match.span() for match in _WORD.finditer(text)]


def paragraphs_in(text: str) -> list[tuple[int, int]]:
    """Find the paragraphs of a text.

    Args:
        text: any text.

    Returns:
        (start, end) of each stretch between empty lines, without spaces around it.
    """
    edges = [0, *(edge for gap in _GAP.finditer(text) for edge in gap.span()), len(text)]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [trimmed for start, end in pairs if (trimmed := _trimmed(text, start, end))]


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Give the paragraphs of a text.

    Args:
        text: any text.

    Returns:
        The paragraphs; lines within one are kept.
    """
    return tuple(text[start:end] for start, end in paragraphs_in(text))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return (start, start + len(part.strip())) if part.strip() else None
