"""Rich text as blocks of characters, each with its emphasis and its link: one form for all HTML that looks the same."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

BREAK = "\n"
_SPACES = re.compile(r"[ \t\n\r\f]")
_EMPHASIS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}
_LISTS = {"ul": False, "ol": True}
_BLOCKS = {"p", "h2", "h3"}


@dataclass(frozen=True, slots=True)
class Letter:
    """One character; BREAK is a forced line break. `href` is empty outside links."""

    char: str
    bold: bool = False
    italic: bool = False
    href: str = ""

    @property
    def is_space(self) -> bool:
        return self.char.isspace()


Letters = tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph or a heading: `tag` is p, h2 or h3."""

    tag: str
    letters: Letters


@dataclass(frozen=True, slots=True)
class ListBlock:
    ordered: bool
    items: tuple["Item", ...]


@dataclass(frozen=True, slots=True)
class Item:
    letters: Letters
    lists: tuple[ListBlock, ...]


RichBlock = TextBlock | ListBlock


@dataclass(frozen=True, slots=True)
class RichText:
    """`problems` says what the blocks leave out."""

    blocks: tuple[RichBlock, ...]
    problems: tuple[str, ...]


def parse(html: str, href: Callable[[str], str] = str) -> RichText:
    """Read HTML; `href` brings addresses into the form they have in files."""
    parser = _Parser(href)
    parser.feed(html)
    parser.close()
    parser.end_text()
    return RichText(tuple(parser.blocks), tuple(parser.problems))


@dataclass(slots=True)
class _OpenList:
    ordered: bool
    items: list[Item] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    lists: list[ListBlock] = field(default_factory=list)

    def end_item(self) -> None:
        letters = tidy(self.letters)
        if letters or self.lists:
            self.items.append(Item(letters, tuple(self.lists)))
        self.letters, self.lists = [], []


class _Parser(HTMLParser):
    def __init__(self, href: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.href = href
        self.blocks: list[RichBlock] = []
        self.problems: list[str] = []
        self.style = Letter("")
        self.tag = "p"
        self.letters: list[Letter] = []
        self.open_lists: list[_OpenList] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _EMPHASIS:
            self._restyle(tag, on=True)
        elif tag == "a":
            self._link(dict(attrs).get("href") or "")
        elif tag == "br":
            self._write(BREAK)
        elif tag in _LISTS:
            self.end_text()
            self.open_lists.append(_OpenList(_LISTS[tag]))
        elif tag in _BLOCKS:
            self._begin_block(tag)
        elif tag != "li":
            self.problems.append(f"<{tag}> cannot be written as Markdown. Remove it.")

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPHASIS:
            self._restyle(tag, on=False)
        elif tag == "a":
            self.style = replace(self.style, href="")
        elif tag == "li" and self.open_lists:
            self.open_lists[-1].end_item()
        elif tag in _LISTS and self.open_lists:
            self._end_list()
        elif tag in _BLOCKS and not self.open_lists:
            self.end_text()

    def handle_data(self, data: str) -> None:
        self._write(_SPACES.sub(" ", data))

    def end_text(self) -> None:
        """End the block of text that was being written; one without text leaves nothing."""
        if self.tag != "p":
            self.letters = [replace(letter, char=" ") if letter.char == BREAK else letter for letter in self.letters]
        letters = tidy(self.letters)
        if letters:
            self.blocks.append(TextBlock(self.tag, letters))
        self.tag, self.letters = "p", []

    def _begin_block(self, tag: str) -> None:
        if self.open_lists:
            self._write(BREAK)
        else:
            self.end_text()
            self.tag = tag

    def _end_list(self) -> None:
        ended = self.open_lists.pop()
        ended.end_item()
        if not ended.items:
            return
        block = ListBlock(ended.ordered, tuple(ended.items))
        if self.open_lists:
            self.open_lists[-1].lists.append(block)
        else:
            self.blocks.append(block)

    def _restyle(self, tag: str, *, on: bool) -> None:
        bold, italic = self.style.bold, self.style.italic
        is_bold = _EMPHASIS[tag] == "bold"
        self.style = replace(self.style, bold=on if is_bold else bold, italic=italic if is_bold else on)

    def _link(self, target: str) -> None:
        if not target:
            self.problems.append("A link leads nowhere: its page may have been deleted. Remove it or give its address.")
        self.style = replace(self.style, href=self.href(target) if target else "")

    def _write(self, text: str) -> None:
        letters = self.open_lists[-1].letters if self.open_lists else self.letters
        if self.open_lists and self.open_lists[-1].lists and text.strip():
            self.problems.append("Text follows a list inside a list entry. Put it before the list.")
        letters.extend(replace(self.style, char=char) for char in text)


def tidy(letters: Sequence[Letter]) -> Letters:
    """Drop the spaces that no browser shows, and the emphasis of spaces at its edges."""
    kept: list[Letter] = []
    for letter in letters:
        if letter.char == BREAK:
            while kept and kept[-1].char == " ":
                kept.pop()
        if letter.char == " " and (not kept or kept[-1].char in {" ", BREAK}):
            continue
        if letter.char == BREAK and not kept:
            continue
        kept.append(letter)
    while kept and kept[-1].char in {" ", BREAK}:
        kept.pop()
    return _restyled(kept)


def _restyled(letters: Sequence[Letter]) -> Letters:
    """Give a space the style that the letters before and after it share."""
    before = _nearest(letters)
    after = list(reversed(_nearest(list(reversed(letters)))))
    return tuple(
        _shared(letter, left, right) if letter.is_space else letter
        for letter, left, right in zip(letters, before, after, strict=True)
    )


def _nearest(letters: Sequence[Letter]) -> list[Letter]:
    """For each place, the last letter up to it that is no space."""
    found, last = [], Letter("")
    for letter in letters:
        last = last if letter.is_space else letter
        found.append(last)
    return found


def _shared(space: Letter, left: Letter, right: Letter) -> Letter:
    href = left.href if left.href == right.href else ""
    if space.char == BREAK or left.href != right.href:
        return Letter(space.char, href=href)
    return Letter(space.char, left.bold and right.bold, left.italic and right.italic, href)
