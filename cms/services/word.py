"""Writes a page of the library as a .docx: the same words as the page, with its blanks to fill in."""

import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from cms.models import ReferencePage, reading

# What has a place in a .docx.
BLOCKS = frozenset({"text", "heading", "callout", "jurisdictions", "terms", "sources"})
LISTS = {"ul": "List Bullet", "ol": "List"}
HEADINGS = {"h2": 1, "h3": 2}
MARGIN, ROOM_TO_WRITE, INDENT, WIDTH = Cm(2), Cm(0.8), Cm(0.7), Cm(17)
IN_TABLES, SMALL = "Text in tables", Pt(9.5)
# A column is as wide as its longest cell, within these numbers of letters.
NARROWEST, WIDEST = 14, 32
_BLANK = re.compile(r"(\[[^\[\]]+\])")
# What no XML may hold. It comes along when text is copied from other programs, as their line breaks.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def word_file(page: ReferencePage) -> bytes:
    """Write a page as a .docx.

    Args:
        page: with the content to write; of blocks that have no place in a .docx nothing is written.

    Returns:
        The file.
    """
    with translation.override(page.locale.language_code):
        document = _empty(page)
        for block in page.body:
            if block.block_type in BLOCKS:
                _WRITERS[block.block_type](document, block.value)
        _foot(document, page)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _empty(page: ReferencePage) -> Any:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    in_tables = document.styles.add_style(IN_TABLES, WD_STYLE_TYPE.PARAGRAPH)
    in_tables.base_style, in_tables.font.size = style, SMALL
    in_tables.paragraph_format.space_after = Pt(0)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _clean(page.title), _clean(page.keeper), ""
    properties.language = page.locale.language_code
    document.add_heading(_clean(page.title), level=0)
    return document


def _foot(document: Any, page: ReferencePage) -> None:
    day = formats.date_format(page.reviewed, "DATE_FORMAT")
    text = _("%(title)s. Kept by: %(owner)s. Checked on %(day)s.")
    said = text % {"title": page.title, "owner": page.keeper, "day": day}
    document.sections[0].footer.paragraphs[0].text = _clean(said)


def _heading(document: Any, value: Any) -> None:
    document.add_heading(_clean(value["text"]), level=HEADINGS[value["level"] or "h2"])


def _text(document: Any, value: Any) -> None:
    _Rich(document).write(reading.rich(value))


def _callout(document: Any, value: Any) -> None:
    """Set it apart in a box: a table of one cell."""
    cell = document.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
    _runs(cell.paragraphs[0], value["title"], bold=True)
    _Rich(cell).write(reading.rich(value["text"]))
    if value["source"]:
        _runs(cell.add_paragraph(), value["source"], italic=True)
    document.add_paragraph()


def _table(document: Any, value: Any) -> None:
    table = value["table"]
    if table.caption:
        caption = document.add_paragraph()
        caption.paragraph_format.keep_with_next = True
        _runs(caption, table.caption, bold=True)
    written = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    written.autofit = False
    headings = [column["heading"] for column in table.columns]
    rows = [[reading.plain(found.value) for found in row] for row in table.rows]
    widths = _widths([headings, *rows])
    for column, width in zip(written.columns, widths, strict=True):
        column.width = width
    style = document.styles[IN_TABLES].style_id
    _row(written.rows[0], headings, widths, style, bold=True)
    _repeat_on_every_page(written.rows[0])
    for row in rows:
        added = written.add_row()
        added.height = ROOM_TO_WRITE
        _row(added, row, widths, style)
    document.add_paragraph()


def _row(row: Any, texts: Sequence[str], widths: Sequence[int], style: str, *, bold: bool = False) -> None:
    """Write a row. The style is told to the element itself: by its name it would be looked up anew for every cell."""
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        paragraph = cell.paragraphs[0]
        cell.width, paragraph.paragraph_format.element.style = width, style
        _runs(paragraph, text, bold=bold)


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Share the page out among columns by what stands in them."""
    letters = [min(max(NARROWEST, *map(len, column)), WIDEST) for column in zip(*rows, strict=True)]
    return [int(WIDTH * letter / sum(letters)) for letter in letters]


def _repeat_on_every_page(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  (python-docx has no other way)
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _terms(document: Any, value: Any) -> None:
    for term in filter(None, value["terms"]):
        paragraph = document.add_paragraph()
        _runs(paragraph, f"{term.term}: ", bold=True)
        _runs(paragraph, term.definition)


def _sources(document: Any, value: Any) -> None:
    document.add_heading(_("Sources"), level=HEADINGS["h3"])
    for item in value["items"]:
        words = [item["text"], f"({_mark(item['mark'])})", item["note"]]
        _runs(document.add_paragraph(style=LISTS["ul"]), " ".join(filter(None, words)))


def _mark(mark: str) -> str:
    names = {"primary": _("primary source"), "secondary": _("secondary source")}
    return names.get(mark, _("general knowledge"))


_WRITERS: dict[str, Callable[[Any, Any], None]] = {
    "text": _text,
    "heading": _heading,
    "callout": _callout,
    "jurisdictions": _table,
    "terms": _terms,
    "sources": _sources,
}


def _runs(paragraph: Any, text: str, *, bold: bool = False, italic: bool = False) -> None:
    """Write a text; what stands in square brackets is to be filled in, and stands out."""
    for part in filter(None, _BLANK.split(_clean(text))):
        run = paragraph.add_run(part)
        run.bold, run.italic = bold or None, italic or None
        if _BLANK.fullmatch(part):
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _clean(text: str) -> str:
    return _NO_XML.sub(" ", text)


class _Rich(HTMLParser):
    """Writes clean rich text, as reading.rich gives it, into a document or a cell of a table."""

    def __init__(self, target: Any) -> None:
        super().__init__()
        self.target = target
        self.open: list[str] = []
        self.numbers: list[int] = []
        self.href = ""
        self.paragraph: Any = None

    def write(self, html: str) -> None:
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.paragraph.add_run().add_break()
            return
        self.open.append(tag)
        if tag in LISTS:
            self.numbers.append(0)
        elif tag == "li":
            self.paragraph = self._item()
        elif tag in HEADINGS:
            self.paragraph = self.target.add_heading("", level=HEADINGS[tag])
        elif tag == "p":
            self.paragraph = self.target.add_paragraph()
        elif tag == "a":
            self.href = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.href.startswith("http"):
            self.paragraph.add_run(f" ({self.href})")
        if tag in LISTS:
            self.numbers.pop()
        if tag in self.open:
            self.open.remove(tag)

    def handle_data(self, data: str) -> None:
        if self._is_inside("p", "li", *HEADINGS):
            _runs(self.paragraph, data, bold=self._is_inside("b", "strong"), italic=self._is_inside("i", "em"))

    def _is_inside(self, *tags: str) -> bool:
        return any(tag in self.open for tag in tags)

    def _item(self) -> Any:
        """Begin an entry. Numbers are written out: Word would count on from one list to the next."""
        depth = len(self.numbers)
        self.numbers[-1] += 1
        innermost = [tag for tag in self.open if tag in LISTS][-1]
        paragraph = self.target.add_paragraph(style=LISTS[innermost])
        paragraph.paragraph_format.left_indent = INDENT * depth
        paragraph.paragraph_format.first_line_indent = -INDENT
        if innermost == "ol":
            paragraph.add_run(f"{self.numbers[-1]}.\t")
        return paragraph
