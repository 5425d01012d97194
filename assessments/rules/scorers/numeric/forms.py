"""Ways into an exercise with numbers: the draw, the form and the key."""

from collections.abc import Mapping
from typing import Any

from assessments.rules.types.kinds import Definition, Form

VALUE_PREFIX = "n-"
UNIT_PREFIX = "u-"


def draw(_definition: Definition, _seed: bytes) -> dict[str, Any]:
    """Draw nothing: every attempt has the same questions.

    Returns:
        {}.
    """
    return {}


def read_form(definition: Definition, form: Form) -> dict[str, Any]:
    """Turn form fields into a response.

    Args:
        definition: a definition without problems.
        form: `n-<item id>` → number as written, `u-<item id>` → unit id; other fields are ignored.

    Returns:
        {"answers": item id → {"value", "unit"}}, without the questions that have neither.
    """
    sent = {
        item["id"]: {
            "value": _first(form, VALUE_PREFIX + item["id"]).strip(),
            "unit": _first(form, UNIT_PREFIX + item["id"]),
        }
        for item in definition["items"]
    }
    return {"answers": {item: answer for item, answer in sent.items() if any(answer.values())}}


def _first(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "")


def answer_key(definition: Definition) -> dict[str, Any]:
    """Return the response that earns every point; for tests and seeding only.

    Args:
        definition: a definition without problems.

    Returns:
        A response.
    """
    return {
        "answers": {item["id"]: {"value": item["value"], "unit": key_unit(item)} for item in definition["items"]},
    }


def key_unit(item: Mapping[str, Any]) -> str:
    """Name the unit in which the key of a question is written.

    Args:
        item: a question without problems.

    Returns:
        Unit id, "" for a question without units.
    """
    return next((unit["id"] for unit in item.get("units", []) if is_one(unit["factor"])), "")


def is_one(factor: str) -> bool:
    """Say whether a factor is 1, however it is written.

    Args:
        factor: a decimal text of the definition.

    Returns:
        True for "1", "1.0", "01".
    """
    whole, _, decimals = factor.partition(".")
    return int(whole) == 1 and not decimals.strip("0")
