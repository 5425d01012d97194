"""The fields of a page of the library."""

from dataclasses import asdict
from typing import Any

from cms.exporting.collecting.sheet import Sheet, without_empty
from cms.models import ReferencePage
from courses.rules.types import Fact


def reference_fields(page: ReferencePage, sheet: Sheet) -> dict[str, Any]:
    """Give what stands above the body; the kind is the folder."""
    fields = {
        "key": str(page.translation_key),
        "slug": page.slug,
        "title": sheet.plain("title", page.title),
        "summary": sheet.plain("summary", page.summary),
        "themes": sheet.lines("themes", page.themes),
        "owner": sheet.plain("owner", page.keeper),
        "reviewed": page.reviewed.isoformat(),
        "facts": [_fact(fact, sheet) for fact in page.listed_facts()],
    }
    return without_empty(fields, ["facts"])


def _fact(fact: Fact, sheet: Sheet) -> dict[str, Any]:
    fields = {name: sheet.plain(f"facts, {name}", value) for name, value in asdict(fact).items()}
    return without_empty(fields, ["as_of", "note"])
