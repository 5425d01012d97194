"""The part of Markdown that maps one to one to what the editor can hold, as HTML.

Paragraphs, headings of two levels, lists, bold, italic and links. Anything else is a problem with its line.
"""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cms.importing.reading.problems import ProblemLog

MAX_TEXT = 60_000
_HEADINGS = {"h2", "h3"}
_BLOCK_HELP = {
    "code_block": "Text with four spaces in front becomes code. Remove the spaces.",
    "blockquote_open": "Quotations with > are not used. Write a paragraph or a quote block.",
    "hr": "A line of dashes is not used. Begin a new part with a ## heading.",
    "html_block": "HTML is not used. Write Markdown.",
    "table_open": "Tables are not used in the text. Write a jurisdictions block.",
    "fence": "A fenced block can stand only between the paragraphs of a lesson.",
}
_INLINE_HELP = {
    "code_inline": "Text in backticks is not used. Remove the backticks.",
    "html_inline": "HTML is not used. Write Markdown; for a < sign write &lt;.",
    "image": "Pictures do not stand in the text. Write a figure block.",
    "s_open": "Struck-out text is not used. Remove the ~~ signs.",
}
_INLINE_TAGS = {
    "strong_open": "<b>",
    "strong_close": "</b>",
    "em_open": "<i>",
    "em_close": "</i>",
    "link_close": "</a>",
}
_WEB = {"https", "http"}
_DIRECT = {"mailto", "tel"}


class _Parser(MarkdownIt):
    """Takes every address for a link, so that a bad one can be named instead of being passed over in silence."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002  (the parser names it)
        return True


_PARSER = _Parser("commonmark").enable(["table", "strikethrough"])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a Markdown text stands: its file and the line of its first line."""

    file: str
    first_line: int


@dataclass(frozen=True, slots=True)
class Prose:
    """Rendered text between fenced blocks. `html` is safe: it holds only the tags of this module."""

    html: str
    line: int


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block. `line` is that of its opening; its content begins on the next."""

    name: str
    content: str
    line: int


def render(text: str, place: Place, log: ProblemLog, *, headings: bool = False) -> str:
    """Turn Markdown into HTML; what is not allowed is left out and logged."""
    renderer = _Renderer(place, log, headings=headings)
    return renderer.blocks(_parse(text, place, log))


def split(text: str, place: Place, log: ProblemLog) -> list[Prose | Fence]:
    """Turn the body of a lesson into prose and fenced blocks, in order."""
    parts: list[Prose | Fence] = []
    waiting: list[Token] = []
    lines = text.split("\n")
    for token in [*_parse(text, place, log), None]:
        if token is not None and not (token.type == "fence" and token.level == 0):
            waiting.append(token)
            continue
        if waiting:
            first = place.first_line + _first_line(waiting)
            parts.append(Prose(_Renderer(place, log, headings=True).blocks(waiting), first))
            waiting = []
        if token is not None:
            parts.append(_fence(token, lines, place, log))
    return parts


def _parse(text: str, place: Place, log: ProblemLog) -> list[Token]:
    if len(text) > MAX_TEXT:
        log.add(place.file, place.first_line, f"This text is longer than {MAX_TEXT} characters. Divide it.")
        return []
    return _PARSER.parse(text)


def _first_line(tokens: Sequence[Token]) -> int:
    return next((token.map[0] for token in tokens if token.map), 0)


def _fence(token: Token, lines: Sequence[str], place: Place, log: ProblemLog) -> Fence:
    start, end = token.map or [0, 0]
    last = lines[end - 1].strip() if end - 1 > start else ""
    if not (last.startswith(token.markup) and set(last) == {token.markup[0]}):
        log.add(place.file, place.first_line + start, f"This block is never closed. End it with a line {token.markup}.")
    return Fence(token.info.strip(), token.content, place.first_line + start)


@dataclass(slots=True)
class _Renderer:
    place: Place
    log: ProblemLog
    headings: bool
    out: list[str] = field(default_factory=list)
    list_depth: int = 0
    item_paragraphs: list[int] = field(default_factory=list)

    def blocks(self, tokens: Sequence[Token]) -> str:
        skip_to = ""
        for token in tokens:
            if skip_to:
                skip_to = "" if token.type == skip_to else skip_to
            elif token.type in _BLOCK_HELP:
                self._problem(token, _BLOCK_HELP[token.type])
                skip_to = token.type.replace("_open", "_close") if token.type.endswith("_open") else ""
            else:
                self._block(token)
        return "".join(self.out)

    def _block(self, token: Token) -> None:
        if token.type == "inline":
            self.out.extend(self._inline(token))
        elif token.type in {"heading_open", "heading_close"}:
            self._heading(token)
        elif token.type in {"paragraph_open", "paragraph_close"}:
            self._paragraph(token)
        else:
            self._list(token)

    def _heading(self, token: Token) -> None:
        if token.nesting == 1:
            if not self.headings:
                self._problem(token, "Headings are not used here. Write the text without #.")
            elif self.list_depth:
                self._problem(token, "A heading cannot stand in a list.")
            elif token.tag not in _HEADINGS:
                self._problem(token, "Only ## and ### headings are used; the title stands at the top of the file.")
        self.out.append(f"<{token.tag}>" if token.nesting == 1 else f"</{token.tag}>")

    def _paragraph(self, token: Token) -> None:
        if not self.list_depth:
            self.out.append("<p>" if token.nesting == 1 else "</p>")
        elif token.nesting == 1:
            self.item_paragraphs[-1] += 1
            if self.item_paragraphs[-1] > 1:
                self._problem(token, "A list entry holds one paragraph. Join the two, or end the list first.")

    def _list(self, token: Token) -> None:
        if token.type == "list_item_open":
            self.item_paragraphs.append(0)
        elif token.type == "list_item_close":
            self.item_paragraphs.pop()
        else:
            self.list_depth += token.nesting
            if token.type == "ordered_list_open" and token.attrGet("start") is not None:
                self._problem(token, "A numbered list begins with 1.")
        self.out.append(f"<{token.tag}>" if token.nesting == 1 else f"</{token.tag}>")

    def _inline(self, token: Token) -> Iterator[str]:
        line = self.place.first_line + (token.map[0] if token.map else 0)
        for child in token.children or []:
            if child.type in _INLINE_HELP:
                self.log.add(self.place.file, line, _INLINE_HELP[child.type])
            if child.type == "text":
                yield html.escape(child.content, quote=False)
            elif child.type in {"softbreak", "hardbreak"}:
                line += 1
                yield "<br/>" if child.type == "hardbreak" else " "
            elif child.type == "link_open":
                yield self._link(child, line)
            else:
                yield _INLINE_TAGS.get(child.type, "")

    def _link(self, token: Token, line: int) -> str:
        target = str(token.attrGet("href") or "")
        if problem := link_problem(target):
            self.log.add(self.place.file, line, problem)
            target = ""
        if token.attrGet("title"):
            self.log.add(
                self.place.file, line, "A link has no title of its own. Remove the text in quotes after the address."
            )
        return f'<a href="{html.escape(target)}">'

    def _problem(self, token: Token, message: str) -> None:
        self.log.add(self.place.file, self.place.first_line + (token.map[0] if token.map else 0), message)


def link_problem(target: str) -> str:
    """Say why a link may not be used; an empty text means that it may."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return "This link is not a valid address."
    if not target:
        return "This link leads nowhere. Write its address."
    if (parts.scheme in _WEB and parts.netloc) or (parts.scheme in _DIRECT and parts.path):
        return ""
    if parts.scheme or parts.netloc:
        return "Links begin with https://, http://, mailto: or tel:, or lead to a place on this site, as in /courses/."
    return ""


def address(target: str) -> str:
    """Bring an address into the form that a link has after it was read: no signs but those of ASCII."""
    return _PARSER.normalizeLink(target)
