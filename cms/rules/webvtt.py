"""Reads caption files (WebVTT) and says what is wrong with them, line by line.

Source: W3C, WebVTT: The Web Video Text Tracks Format, section 4. Stricter in one point: an overlap is allowed, but
cues must stand in the order of their beginnings.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+\S.*)?[ \t]*")
_ARROW = "-->"
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")
_END_OF_LINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption. Times are milliseconds from the beginning; `text` keeps its line breaks."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class CaptionProblem:
    """The first thing that is wrong. `line` counts from 1; `message` is English and marked for translation."""

    line: int
    message: str


class CaptionError(ValueError):
    """A file that is no WebVTT."""

    def __init__(self, problem: CaptionProblem) -> None:
        """Keep what is wrong."""
        super().__init__(f"line {problem.line}: {problem.message}")
        self.problem = problem


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; whoever shows it translates it.

    Args:
        text: the English sentence.

    Returns:
        The same sentence.
    """
    return text


def caption_problem(data: bytes) -> CaptionProblem | None:
    """Say what is wrong with a caption file.

    Args:
        data: the file.

    Returns:
        The first problem; None when the file is sound.
    """
    try:
        read_captions(data)
    except CaptionError as error:
        return error.problem
    return None


def read_captions(data: bytes) -> tuple[Cue, ...]:
    """Read a caption file.

    Args:
        data: the file: UTF-8, with or without a byte order mark.

    Returns:
        Its cues in order, at least one.

    Raises:
        CaptionError: the file is malformed; the error names the first line that is wrong, and why.

    Source: W3C WebVTT, sections 4.1 and 6.1.
    """
    lines = _lines(data)
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise _error(1, gettext_noop("The file must begin with the word WEBVTT on a line of its own."))
    head, *blocks = _blocks(lines)
    if any(_ARROW in line for line in head[1]):
        raise _error(2, gettext_noop("Leave an empty line below WEBVTT."))
    cues: list[Cue] = []
    for first, block in blocks:
        if _ARROW in block[0] or not _ASIDE.fullmatch(block[0]):
            cues.append(_cue(first, block, cues[-1].start if cues else 0))
    if not cues:
        raise _error(len(lines), gettext_noop("There are no captions in the file."))
    return tuple(cues)


def _lines(data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(_END_OF_LINE.findall(data[: error.start].decode("latin-1"))) + 1
        message = gettext_noop("This line is not UTF-8 text. Save the file as UTF-8.")
        raise _error(line, message) from None
    lines = _END_OF_LINE.split(text)
    for number, content in enumerate(lines, start=1):
        if "\0" in content:
            raise _error(number, gettext_noop("This line holds a character that no text has. Save the file as UTF-8."))
    return lines


def _blocks(lines: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Divide the lines at empty lines; each block with the number of its first line."""
    found: list[tuple[int, list[str]]] = []
    is_open = False
    for number, line in enumerate(lines, start=1):
        if not line:
            is_open = False
        elif is_open:
            found[-1][1].append(line)
        else:
            found.append((number, [line]))
            is_open = True
    return found


def _cue(first: int, block: Sequence[str], earliest: int) -> Cue:
    """Read a cue: a name if it likes, its times, its text. It must not begin before `earliest`."""
    place = 0 if _ARROW in block[0] else 1
    line = first + place
    match = _TIMES.fullmatch(block[place]) if place < len(block) else None
    if match is None:
        message = gettext_noop("Times are written as 00:01.500 --> 00:04.000, each caption below an empty line.")
        raise _error(min(line, first + len(block) - 1), message)
    start, end = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:])
    if end <= start:
        raise _error(line, gettext_noop("This caption ends before it begins. Correct its times."))
    if start < earliest:
        raise _error(line, gettext_noop("This caption begins before the one above it. Put them in the order of time."))
    words = block[place + 1 :]
    if not any(word.strip() for word in words):
        raise _error(line, gettext_noop("This caption has no text. Write it in the next line."))
    for below, word in enumerate(words, start=1):
        if _ARROW in word:
            raise _error(line + below, gettext_noop("Leave an empty line before this caption."))
    return Cue(start, end, "\n".join(words))


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _error(line: int, message: str) -> CaptionError:
    return CaptionError(CaptionProblem(line, message))
