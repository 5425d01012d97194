"""From what was read to the stored form of stream fields. Ids are those of the files, or count the blocks of a kind.

Terms, pictures and all else of the library stand in it by their keys until `with_ids` puts the ids of this
database in their place.
"""

import copy
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from cms.importing.reading.paper_types import BlueprintRow, ChoiceOption, ChoiceQuestion
from cms.importing.reading.path_types import PathEntry, Place
from cms.importing.reading.types import (
    Block,
    JudgedOption,
    MatchBody,
    NumberQuestion,
    NumericBody,
    OrderBody,
    OrderEntry,
    SjtBody,
)
from courses.rules.types import Fact

Raw = list[dict[str, Any]]
NAMES = {"prose": "text"}
# Which parts of a block name something of the library.
LIBRARY = {
    "figure": ("image",),
    "audio": ("recording",),
    "video": ("recording",),
    "download": ("document",),
    "document": ("image", "file"),
}


def chosen_courses(places: Sequence[Place]) -> Raw:
    return [{"type": "course", "id": f"course-{place.address}", "value": str(place.key)} for place in places]


def paths(entries: Sequence[PathEntry]) -> Raw:
    return [
        {
            "type": "path",
            "id": f"path-{path.slug}",
            "value": {
                "title": path.title,
                "sentence": path.sentence,
                "hours": path.hours,
                "slug": path.slug,
                "steps": [
                    {"type": "item", "id": f"{path.slug}-{number}", "value": str(step.key)}
                    for number, step in enumerate(path.steps, start=1)
                ],
            },
        }
        for path in entries
    ]


def with_pages(raw: Raw, ids: Mapping[UUID, int]) -> Raw:
    """Put the ids of pages in the place of their keys."""
    found = copy.deepcopy(raw)
    for block in found:
        if block["type"] == "course":
            block["value"] = ids[UUID(block["value"])]
        else:
            for step in block["value"]["steps"]:
                step["value"] = ids[UUID(step["value"])]
    return found


def block_ids(blocks: Sequence[Block]) -> list[str]:
    """Name each block: a figure by its key, the others by counting them."""
    seen: Counter[str] = Counter()
    names = []
    for block in blocks:
        seen[block.kind] += 1
        counted = f"{NAMES.get(block.kind, block.kind)}-{seen[block.kind]}"
        names.append(str(block.value["key"]) if block.kind == "figure" else counted)
    return names


def lesson_body(blocks: Sequence[Block]) -> Raw:
    return [
        {"type": NAMES.get(block.kind, block.kind), "id": name, "value": _VALUES[block.kind](block.value)}
        for block, name in zip(blocks, block_ids(blocks), strict=True)
    ]


def facts(listed: Sequence[Fact]) -> Raw:
    return [{"type": "fact", "id": f"fact-{number}", "value": asdict(fact)} for number, fact in enumerate(listed, 1)]


def with_ids(body: Raw, library: Mapping[UUID, int], terms: Mapping[UUID, int]) -> Raw:
    """Put the ids of this database in the place of keys."""
    found = copy.deepcopy(body)
    for block in found:
        value = block["value"]
        for name in LIBRARY.get(block["type"], ()):
            value[name] = library[UUID(value[name])] if value[name] else None
        if block["type"] == "terms":
            for item in block["value"]["terms"]:
                item["value"] = terms[UUID(item["value"])]
    return found


def questions(listed: Sequence[ChoiceQuestion], competency_keys: Mapping[str, UUID]) -> Raw:
    return [
        {"type": "question", "id": question.id, "value": _question(question, competency_keys)} for question in listed
    ]


def blueprint(rows: Sequence[BlueprintRow], competency_keys: Mapping[str, UUID]) -> Raw:
    return [
        {
            "type": "row",
            "id": row.id,
            "value": {
                "competency": _competency(row.competency, competency_keys),
                "difficulty": row.difficulty,
                "take": row.take,
            },
        }
        for row in rows
    ]


def answer(option: ChoiceOption) -> dict[str, Any]:
    return item(option.id, {"text": option.text, "right": option.right, "why": option.why})


def numbers(body: NumericBody, competency_keys: Mapping[str, UUID]) -> Raw:
    return [
        {"type": "number", "id": question.id, "value": _number(question, competency_keys)}
        for question in body.questions
    ]


def pairs(body: MatchBody) -> Raw:
    return [
        {"type": "pair", "id": pair.id, "value": {"text": pair.text, "match": pair.match, "why": pair.why}}
        for pair in body.pairs
    ]


def scenarios(body: SjtBody) -> Raw:
    """Give the scenarios; the ratings of an option are written in one line."""
    return [
        {
            "type": "situation",
            "id": scenario.id,
            "value": {
                "text": scenario.body_html,
                "question": scenario.question,
                "options": [item(option.id, _judged(option)) for option in scenario.options],
            },
        }
        for scenario in body.scenarios
    ]


def _judged(option: JudgedOption) -> dict[str, Any]:
    return {"text": option.text, "ratings": " ".join(map(str, option.ratings)), "why": option.why}


def entries(body: OrderBody) -> Raw:
    """Give the entries in their right order, as an instructor writes them."""
    ranked = sorted(body.entries, key=lambda entry: entry.rank)
    above: list[OrderEntry | None] = [None, *ranked]
    return [
        {
            "type": "entry",
            "id": entry.id,
            "value": {
                "text": entry.text,
                "same_as_above": before is not None and before.rank == entry.rank,
                "note": entry.note,
            },
        }
        for before, entry in zip(above, ranked, strict=False)
    ]


def left_out(body: OrderBody) -> Raw:
    """Give what does not belong in the list."""
    return [
        {"type": "entry", "id": entry.id, "value": {"text": entry.text, "note": entry.note}} for entry in body.left_out
    ]


def rules(body: OrderBody) -> Raw:
    """Give the rules; an instructor names entries by their text."""
    texts = {entry.id: entry.text for entry in body.entries}
    return [
        {
            "type": "rule",
            "id": rule.id,
            "value": {
                "text": rule.text,
                "higher": [item(entry, texts[entry]) for entry in rule.higher],
                "lower": [item(entry, texts[entry]) for entry in rule.lower],
            },
        }
        for rule in body.rules
    ]


def item(name: str, value: object) -> dict[str, Any]:
    return {"type": "item", "id": name, "value": value}


def _question(question: ChoiceQuestion, competency_keys: Mapping[str, UUID]) -> dict[str, Any]:
    options = [answer(option) for option in question.options]
    return {
        "prompt": question.prompt_html,
        "mode": question.mode,
        "options": options,
        "why": question.why_html,
        "points": question.points,
        "source": question.source,
        "competency": _competency(question.competency, competency_keys),
    } | ({"difficulty": question.difficulty} if question.difficulty else {})


def _competency(slug: str, keys: Mapping[str, UUID]) -> str:
    return str(keys[slug]) if slug else ""


def _number(question: NumberQuestion, competency_keys: Mapping[str, UUID]) -> dict[str, Any]:
    return {
        "prompt": question.prompt_html,
        "value": question.value,
        "tolerance": question.tolerance,
        "amount": question.within or None,
        "half": question.half,
        "units": [item(unit.id, {"text": unit.text, "factor": unit.factor}) for unit in question.units],
        "why": question.why_html,
        "points": question.points,
        "source": question.source,
        "competency": _competency(question.competency, competency_keys),
    }


_Value = Mapping[str, Any]


def _callout(value: _Value) -> dict[str, Any]:
    return {"style": value["style"], "title": value["title"], "text": value["html"], "source": value["source"]}


def _figure(value: _Value) -> dict[str, Any]:
    described = {name: value[name] for name in ("alt", "caption", "credit")}
    return {"image": str(value["key"]), **described}


def _recording(value: _Value) -> dict[str, Any]:
    return {"recording": str(value["key"]), "credit": value["credit"]}


def _download(value: _Value) -> dict[str, Any]:
    return {"document": str(value["key"]), "title": value["title"], "purpose": value["purpose"]}


def _terms(value: _Value) -> dict[str, Any]:
    return {"terms": [item(str(key), str(key)) for key in value["terms"]]}


def _jurisdictions(value: _Value) -> dict[str, Any]:
    columns = [{"type": "text", "heading": heading} for heading in value["columns"]]
    rows = [{"values": list(row)} for row in value["rows"]]
    return {"table": {"caption": value["caption"], "columns": columns, "rows": rows}}


def _sources(value: _Value) -> dict[str, Any]:
    items = [item(f"source-{number}", dict(source)) for number, source in enumerate(value["items"], start=1)]
    return {"items": items, "reviewed": value["reviewed"]}


def _case_document(value: _Value) -> dict[str, Any]:
    library = {name: str(value[name]) if value[name] else None for name in LIBRARY["document"]}
    described = {name: value[name] for name in ("kind", "title", "sender", "recipient", "date", "alt")}
    return described | library | {"text": value["html"]}


_VALUES: dict[str, Callable[[_Value], Any]] = {
    "prose": lambda value: value["html"],
    "callout": _callout,
    "figure": _figure,
    "audio": _recording,
    "video": _recording,
    "download": _download,
    "terms": _terms,
    "jurisdictions": _jurisdictions,
    "quote": dict,
    "think": lambda value: {"question": value["question"], "answer": value["html"]},
    "sources": _sources,
    "document": _case_document,
    "act": lambda value: {"title": value["title"], "exercises": "\n".join(value["exercises"])},
    "debrief": dict,
}
