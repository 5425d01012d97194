"""Translate a place in a definition, named by JSON Pointer, into a place in the editor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

# definition list → page field
FIELDS = {
    "items": "questions",
    "entries": "entries",
    "rules": "rules",
    "scenes": "scenes",
    "pairs": "pairs",
    "scenarios": "scenarios",
    "guests": "guests",
    "letters": "letters",
    "actions": "actions",
    "owners": "owners",
    "verbs": "verbs",
    "criteria": "criteria",
    "documents": "documents",
    "exemplars": "exemplars",
    "checks": "checks",
    "issues": "issues",
    "messages": "messages",
    "lines": "lines",
    "needs": "needs",
    "candidates": "candidates",
    "variables": "variables",
    "events": "events",
    "worth": "worth",
    "regions": "regions",
    "blueprint": "blueprint",
}
# parts of a negotiation that hold what its page has as fields of its own, and the first of those
WRAPPED = {"counterpart": "persona", "criteria": "claim"}
# lists inside an entry of those
PARTS = ("options", "units")
# kinds whose questions belong to letters or clauses
PAPERS = ("intray", "redpen")
# parts of a definition that another field of the page stands for
OTHER_FIELDS = {"window": "most"}
TEXT_FIELDS = {
    "title": "title",
    "intro_html": "intro",
    "prompt_html": "prompt",
    "why_html": "why",
    "instructions_html": "instructions",
    "briefing_html": "briefing",
    "own.name": "own_name",
    "other.name": "other_name",
    "picture.alt": "alt",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A field of the page, the block in it ("" = none), and both in words ("" = the exercise as a whole)."""

    field: str
    block_id: str = ""
    words: str = ""


def locate(definition: Mapping[str, Any], pointer: str) -> Place:
    """Find where in the editor a problem of the definition is to be mended."""
    parts = pointer.strip("/").split("/")
    if parts[0] in WRAPPED and definition.get("kind") == "negotiation":
        parts = parts[1:] or [WRAPPED[parts[0]]]
    if parts[0] == "texts" and len(parts) > 2:  # noqa: PLR2004  (texts, language, path)
        return _of_text(definition, parts[2])
    if parts[0] == "items" and definition.get("kind") in PAPERS:
        item = definition["items"][int(parts[1])]["id"] if len(parts) > 1 else ""
        return _of_paper(definition, item)
    if parts[0] in FIELDS and len(parts) > 1:
        return _of_item(definition, parts[0], parts[1:])
    return Place(FIELDS.get(parts[0]) or OTHER_FIELDS.get(parts[0], parts[0]))


def _of_text(definition: Mapping[str, Any], path: str) -> Place:
    name, *rest = path.split(".")
    if name == "items" and definition.get("kind") in PAPERS:
        return _of_paper(definition, rest[0])
    if name not in FIELDS or not rest or (name not in definition and name != "lines"):
        return Place(TEXT_FIELDS.get(path, path))
    items = _items(definition, name)
    at = _index(items, rest[0])
    parts = [str(at)]
    if rest[1:2] and rest[1] in PARTS:
        parts += [rest[1], str(_index(items[at][rest[1]], rest[2]))]
    return _of_item(definition, name, parts)


def _of_paper(definition: Mapping[str, Any], item: str) -> Place:
    """Find the letter or clause that a question belongs to, or the reply."""
    if definition["kind"] == "redpen":
        at = _index(definition["items"], item)
        return Place("clauses", item, _("Clause %(number)s") % {"number": at + 1} if item else "")
    for number, letter in enumerate(definition["letters"], start=1):
        if item in letter["items"]:
            return Place("letters", letter["id"], _("Letter %(number)s") % {"number": number})
    return Place("reply", item) if item else Place("letters")


def _items(definition: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = definition["counterpart"][name] if name == "lines" else definition[name]
    return found


def _of_item(definition: Mapping[str, Any], name: str, parts: Sequence[str]) -> Place:
    number = int(parts[0])
    items = _items(definition, name)
    entry = items[number]
    item_id = str(entry.get("id", ""))
    if "rule_set" in entry:
        return Place("rule_sets", "", _("A rule of “%(title)s”") % {"title": _title_of(definition, entry["rule_set"])})
    if name == "entries" and entry.get("rank", 0) is None:
        before = sum(other["rank"] is None for other in items[:number])
        return Place("left_out", item_id, _("Entry %(number)s of what does not belong") % {"number": before + 1})
    words = _item_words(definition, name, number, item_id)
    if len(parts) > 2 and parts[1] in PARTS:  # noqa: PLR2004  (item, options, number)
        words += ", " + _part_words(name, parts[1]) % {"number": int(parts[2]) + 1}
    return Place(FIELDS[name], item_id, words)


def _title_of(definition: Mapping[str, Any], rule_set: str) -> str:
    table: Mapping[str, str] = next(iter(definition["texts"].values()))
    return table.get(f"rule_sets.{rule_set}.text", rule_set)


def _part_words(name: str, part: str) -> str:
    if part == "units":
        return _("unit %(number)s")
    words = {"items": _("answer %(number)s"), "scenarios": _("option %(number)s"), "issues": _("option %(number)s")}
    return words.get(name, _("choice %(number)s"))


def _item_words(definition: Mapping[str, Any], name: str, number: int, item_id: str) -> str:
    if name == "scenes":
        table = next(iter(definition["texts"].values()))
        title = table.get(f"scenes.{item_id}.title")
        return _("Scene “%(title)s”") % {"title": title} if title else _("Scene %(number)s") % {"number": number + 1}
    words = {
        "items": _("Question %(number)s"),
        "entries": _("Entry %(number)s"),
        "rules": _("Rule %(number)s"),
        "pairs": _("Pair %(number)s"),
        "scenarios": _("Scenario %(number)s"),
        "guests": _("Guest %(number)s"),
        "letters": _("Letter %(number)s"),
        "actions": _("Action %(number)s"),
        "owners": _("Office or person %(number)s"),
        "verbs": _("Mark %(number)s"),
        "criteria": _("Criterion %(number)s"),
        "documents": _("Document %(number)s"),
        "exemplars": _("Exemplar %(number)s"),
        "checks": _("Check %(number)s"),
        "issues": _("Issue %(number)s"),
        "messages": _("Message %(number)s"),
        "lines": _("Line %(number)s"),
        "needs": _("Need %(number)s"),
        "candidates": _("Candidate %(number)s"),
        "variables": _("Variable %(number)s"),
        "events": _("Event %(number)s"),
        "worth": _("Value at the end %(number)s"),
        "regions": _("Place %(number)s"),
        "blueprint": _("Row %(number)s"),
    }
    copied = sum("rule_set" in rule for rule in definition["rules"]) if name == "rules" else 0
    return words[name] % {"number": number + 1 - copied}


def _index(items: Sequence[Mapping[str, Any]], wanted: str) -> int:
    return next((at for at, item in enumerate(items) if item.get("id") == wanted), 0)
