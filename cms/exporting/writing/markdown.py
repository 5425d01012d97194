"""Rich text as Markdown. What is written is read back, and only what reads the same is used."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cms.exporting.writing import inline, rich_text
from cms.exporting.writing.rich_text import Item, Letters, ListBlock, RichBlock, TextBlock
from cms.importing.reading import markdown as reading
from cms.importing.reading.markdown import Place
from cms.importing.reading.problems import ProblemLog

WIDTH = 118
_PLACE = Place("", 1)
_PREFIXES = {"p": "", "h2": "## ", "h3": "### "}


@dataclass(slots=True)
class Written:
    """Markdown without a line break at its end; what of the HTML it does not hold is in `problems`."""

    text: str
    problems: list[str] = field(default_factory=list)


def from_html(html: str, *, headings: bool = False) -> Written:
    """Write rich text as Markdown."""
    found = rich_text.parse(html, reading.address)
    blocks = [_without_heading(block) for block in found.blocks] if not headings else list(found.blocks)
    written = Written("\n\n".join(_blocks(blocks)), list(dict.fromkeys(found.problems)))
    if not written.problems:
        log = ProblemLog()
        read = reading.render(written.text, _PLACE, log, headings=headings)
        written.problems = [problem.message for problem in log.found]
        if not written.problems and rich_text.parse(read, reading.address).blocks != tuple(blocks):
            written.problems = ["This text cannot be written as Markdown. Simplify its emphasis, links and lists."]
    return written


def _without_heading(block: RichBlock) -> RichBlock:
    """A heading where the editor offers none was pasted; it is shown as a paragraph there."""
    return TextBlock("p", block.letters) if isinstance(block, TextBlock) else block


def _blocks(blocks: Iterable[RichBlock]) -> list[str]:
    written = []
    marks = _Marks()
    for block in blocks:
        if isinstance(block, ListBlock):
            written.append("\n".join(_list(block, marks.next(block), 0)))
        else:
            marks = _Marks()
            width = WIDTH if block.tag == "p" else 0
            written.append(_PREFIXES[block.tag] + "\n".join(_text(block.letters, width, heading=not width)))
    return written


@dataclass(slots=True)
class _Marks:
    """Two lists side by side need different marks, or they would be read as one."""

    last: tuple[bool, str] | None = None

    def next(self, block: ListBlock) -> str:
        first, second = (".", ")") if block.ordered else ("-", "*")
        mark = second if self.last == (block.ordered, first) else first
        self.last = (block.ordered, mark)
        return mark


def _list(block: ListBlock, mark: str, depth: int) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(block.items, start=1):
        head = f"{number}{mark} " if block.ordered else f"{mark} "
        inner = _item(item, depth + len(head))
        lines.append(f"{head}{inner[0]}")
        lines += [f"{' ' * len(head)}{line}" for line in inner[1:]]
    return lines


def _item(item: Item, depth: int) -> list[str]:
    lines = _text(item.letters, max(WIDTH - depth, 40)) if item.letters else []
    marks = _Marks()
    for inner in item.lists:
        lines += _list(inner, marks.next(inner), depth)
    return lines


def _text(letters: Letters, width: int, *, heading: bool = False) -> list[str]:
    """Write one paragraph in the plainest style that reads back as it is."""
    tried = (inline.write(letters, style) for style in inline.STYLES)
    lines = next((lines for lines in tried if _reads_back(lines, letters)), inline.write(letters, inline.STYLES[0]))
    if heading:
        return [_closed(lines[0])]
    return [part for line in lines for part in _wrapped(line, width)]


def _closed(heading: str) -> str:
    """Hide number signs at the end, which Markdown takes away from headings."""
    bare = heading.rstrip("#")
    return bare + "\\#" * (len(heading) - len(bare))


def _reads_back(lines: Sequence[str], letters: Letters) -> bool:
    html = reading.render("\n".join(lines), _PLACE, ProblemLog())
    return rich_text.parse(html, reading.address).blocks == (TextBlock("p", letters),)


def _wrapped(line: str, width: int) -> list[str]:
    """Divide a long line at single spaces before a letter, where nothing can be taken for a mark."""
    lines = []
    while len(line) > width:
        place = next((place for place in range(width, 0, -1) if _may_break(line, place)), 0)
        place = place or next((place for place in range(width, len(line)) if _may_break(line, place)), 0)
        if not place:
            break
        lines.append(line[:place])
        line = line[place + 1 :]
    return [*lines, line]


def _may_break(line: str, place: int) -> bool:
    return line[place] == " " and line[place - 1] not in " \\" and line[place + 1 : place + 2].isalpha()
