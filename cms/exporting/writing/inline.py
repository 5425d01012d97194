"""Letters as one paragraph of Markdown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cms.exporting.writing.rich_text import BREAK, Letter, Letters

_ESCAPED = frozenset("\\`*_[]<>~")
_NUMBER = re.compile(r"([0-9]{1,9})([.)])")
_PLAIN_TARGET = re.compile(r"[^()<>\s\\]+")
_ENTITY = re.compile(r"&(?=[#A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Style:
    """How emphasis is written; `guards` hides the letters beside a mark, so that any mark counts as one."""

    bold: str
    italic: str
    guards: bool = False


# Tried in this order; the first that reads back as it was written is used.
STYLES = (Style("**", "*"), Style("**", "_"), Style("__", "*"), Style("**", "_", guards=True))


def write(letters: Letters, style: Style) -> list[str]:
    """Write letters as lines; each but the last ends with the mark of a forced line break."""
    text = "".join(_Writer(letters, style).parts())
    lines = [_safe_start(line) for line in text.split(BREAK)]
    return [f"{line}\\" for line in lines[:-1]] + lines[-1:]


def _safe_start(line: str) -> str:
    if _NUMBER.match(line):
        return _NUMBER.sub(r"\1\\\2", line, count=1)
    return f"\\{line}" if line[:1] and line[0] in "#+=:|-" else line


@dataclass(slots=True)
class _Writer:
    letters: Letters
    style: Style

    def parts(self) -> Sequence[str]:
        parts: list[str] = []
        opened: list[str] = []
        for place in range(len(self.letters)):
            kept = self._kept(opened, place)
            missing = sorted(self._tags(place) - set(kept), key=lambda tag: (-self._extent(tag, place), tag))
            changes = len(kept) < len(opened) or bool(missing)
            if changes and place and self.style.guards:
                parts[-1] = _hidden(self.letters[place - 1])
            parts += [self._closing(tag) for tag in reversed(opened[len(kept) :])]
            parts += [self._opening(tag) for tag in missing]
            opened = [*kept, *missing]
            parts.append(self._letter(place, hidden=changes and self.style.guards))
        return [*parts, *(self._closing(tag) for tag in reversed(opened))]

    def _tags(self, place: int) -> set[str]:
        letter = self.letters[place]
        tags = {name for name, there in (("bold", letter.bold), ("italic", letter.italic)) if there}
        return tags | ({f"link {letter.href}"} if letter.href else set())

    def _extent(self, tag: str, place: int) -> int:
        end = place
        while end < len(self.letters) and tag in self._tags(end):
            end += 1
        return end

    def _kept(self, opened: Sequence[str], place: int) -> list[str]:
        """Which marks stay open: those still wanted, and no emphasis that ends inside a link that begins here."""
        wanted = self._tags(place)
        link_end = max((self._extent(tag, place) for tag in wanted - set(opened) if tag.startswith("link")), default=0)
        kept: list[str] = []
        for tag in opened:
            if tag not in wanted or (link_end and self._extent(tag, place) < link_end):
                break
            kept.append(tag)
        return kept

    def _opening(self, tag: str) -> str:
        return "[" if tag.startswith("link") else self._mark(tag)

    def _closing(self, tag: str) -> str:
        return f"]({_target(tag.removeprefix('link '))})" if tag.startswith("link") else self._mark(tag)

    def _mark(self, tag: str) -> str:
        return self.style.bold if tag == "bold" else self.style.italic

    def _letter(self, place: int, *, hidden: bool) -> str:
        letter = self.letters[place]
        if hidden:
            return _hidden(letter)
        after = self.letters[place + 1] if place + 1 < len(self.letters) else Letter("")
        if letter.char == "!" and after.href != letter.href:
            return "\\!"
        if letter.char == "&":
            return "\\&" if after.char.isalnum() or after.char == "#" else "&"
        if letter.char in _ESCAPED:
            return f"\\{letter.char}"
        return _hidden(letter) if letter.is_space and letter.char not in {" ", BREAK} else letter.char


def _hidden(letter: Letter) -> str:
    if letter.char == BREAK:
        return BREAK
    return "&nbsp;" if letter.char == "\xa0" else f"&#{ord(letter.char)};"


def _target(href: str) -> str:
    escaped = _ENTITY.sub("&amp;", href)
    return escaped if _PLAIN_TARGET.fullmatch(escaped) else f"<{escaped}>"
