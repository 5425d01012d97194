"""Pages of the library for tests of cms. Each is complete, so that it may be published."""

import datetime
import itertools
from typing import Any

from cms.models import ReferencePage, ReferencesPage
from tests.factories.cms import add, text_block

_numbers = itertools.count(1)


def make_library() -> ReferencesPage:
    """Return the library of the site that every test finds."""
    return ReferencesPage.objects.earliest("pk")


def make_reference(kind: str = "checklists", *, live: bool = True, **fields: Any) -> ReferencePage:
    number = next(_numbers)
    defaults = {
        "title": f"Reference {number}",
        "slug": f"reference-{number}",
        "summary": "What it is for.",
        "themes": "visits",
        "keeper": "Protocol desk",
        "reviewed": datetime.date(2026, 11, 23),
        "body": [text_block("<p>Stand at the door.</p>"), sources_block()],
        "facts": [fact_block("Founded", "1990")],
    }
    return add(make_library(), ReferencePage(kind=kind, **(defaults | fields)), live=live)


def fact_block(name: str, text: str, *, as_of: str = "2025", mark: str = "primary", note: str = "") -> dict[str, Any]:
    value = {"name": name, "text": text, "as_of": as_of, "mark": mark, "note": note}
    return {"type": "fact", "id": f"fact-{next(_numbers)}", "value": value}


def sources_block(text: str = "Its own page", mark: str = "primary") -> dict[str, Any]:
    item = {"type": "item", "id": "source-1", "value": {"text": text, "mark": mark, "note": ""}}
    return {"type": "sources", "id": "sources-1", "value": {"items": [item], "reviewed": None}}


def table_block(caption: str, columns: list[str], *rows: list[str]) -> dict[str, Any]:
    headings = [{"type": "text", "heading": heading} for heading in columns]
    table = {"caption": caption, "columns": headings, "rows": [{"values": row} for row in rows]}
    return {"type": "jurisdictions", "id": "table-1", "value": {"table": table}}
