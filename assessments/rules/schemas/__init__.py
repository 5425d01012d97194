"""JSON Schemas (draft 2020-12) of every kind of exercise: what outsiders read, and what must agree with the checks.

`exercise.json` holds what all kinds share, `KIND.json` what is a kind's own; both name their parts under `$defs`.
`policy.json` describes the rules of taking an exercise.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PARTS = ("definition", "variant", "response", "marks", "result")
"""What a schema can describe; only written work has marks."""
_HERE = Path(__file__).parent
_LOCAL = "#/$defs/"


def schema(kind: str) -> dict[str, Any]:
    """Put the schema of a kind together.

    Args:
        kind: its name, as in `registry.KINDS`.

    Returns:
        One JSON Schema that refers to nothing outside of it: of an object with some of `PARTS`, each of which also
        stands in `$defs` under its name.
    """
    shared, own = _read("exercise"), _read(kind)
    known = shared.pop("$defs") | own["$defs"]
    parts = [name for name in PARTS if name in known]
    return {
        "$schema": shared["$schema"],
        "title": own["title"],
        **shared,
        "properties": {name: {"$ref": _LOCAL + name} for name in parts},
        "$defs": {name: known[name] for name in _reached(parts, known)},
    }


def policy_schema() -> dict[str, Any]:
    """Return the schema of a policy, the rules of taking an exercise.

    Returns:
        One JSON Schema that refers to nothing outside of it.
    """
    return _read("policy")


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_HERE / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _reached(parts: list[str], known: dict[str, Any]) -> list[str]:
    """List the names that some parts need, in the order in which they are met."""
    reached = dict.fromkeys(parts)
    waiting = list(parts)
    while waiting:
        met = [name for name in _named(known[waiting.pop(0)]) if name not in reached]
        reached |= dict.fromkeys(met)
        waiting += dict.fromkeys(met)
    return list(reached)


def _named(value: Any) -> Iterator[str]:
    """Yield the names that a schema refers to."""
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"].removeprefix(_LOCAL)
        value = list(value.values())
    if isinstance(value, list):
        for entry in value:
            yield from _named(entry)
