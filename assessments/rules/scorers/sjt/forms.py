"""Ways into situations to judge: the draw, the form and the key."""

import re
from collections.abc import Mapping
from typing import Any

from assessments.rules.prf import Stream
from assessments.rules.scorers.sjt.pairs import extremes, total
from assessments.rules.types.kinds import Definition, Form

BEST, WORST = "best", "worst"
PICKS = (BEST, WORST)


def number_field(scenario: str, option: str) -> str:
    """Name the form field of the rating or the place of an option.

    Args:
        scenario: its id.
        option: its id.

    Returns:
        A name; the dot stands in no id.
    """
    return f"r-{scenario}.{option}"


def pick_field(scenario: str, pick: str) -> str:
    """Name the form field of the best or the worst option.

    Args:
        scenario: its id.
        pick: "best" or "worst".

    Returns:
        A name.
    """
    return f"{pick}-{scenario}"


def draw(definition: Definition, seed: bytes) -> dict[str, Any]:
    """Draw the order of the options of each scenario.

    Args:
        definition: a definition without problems.
        seed: secret bytes of the attempt.

    Returns:
        {"options": scenario id → option ids in the order shown}.
    """
    orders = {
        scenario["id"]: Stream(seed, f"sjt/{scenario['id']}").shuffled([option["id"] for option in scenario["options"]])
        for scenario in definition["scenarios"]
    }
    return {"options": orders}


def read_form(definition: Definition, form: Form) -> dict[str, Any]:
    """Turn form fields into a response.

    Args:
        definition: a definition without problems.
        form: `r-<scenario id>.<option id>` → rating or place; `best-<scenario id>` and `worst-<scenario id>` → option
            id; other fields are ignored.

    Returns:
        {"answers": scenario id → what was sent for it}, without the scenarios that have nothing: option id → rating
        or place, or "best" and "worst" → option id.
    """
    read = _picks if definition["mode"] == "best-worst" else _numbers
    sent = {scenario["id"]: read(scenario, form) for scenario in definition["scenarios"]}
    return {"answers": {scenario: answer for scenario, answer in sent.items() if answer}}


def _numbers(scenario: Mapping[str, Any], form: Form) -> dict[str, int | str]:
    ids = [option["id"] for option in scenario["options"]]
    sent = {option: _first(form, number_field(scenario["id"], option)) for option in ids}
    return {option: int(text) if re.fullmatch("[0-9]", text) else text for option, text in sent.items() if text}


def _picks(scenario: Mapping[str, Any], form: Form) -> dict[str, str]:
    sent = {pick: _first(form, pick_field(scenario["id"], pick)) for pick in PICKS}
    return {pick: option for pick, option in sent.items() if option}


def _first(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "")


def answer_key(definition: Definition) -> dict[str, Any]:
    """Return the response that earns every point; for tests and seeding only.

    Args:
        definition: a definition without problems.

    Returns:
        A response.
    """
    return {"answers": {scenario["id"]: _KEYS[definition["mode"]](scenario) for scenario in definition["scenarios"]}}


def _rated(scenario: Mapping[str, Any]) -> dict[str, int]:
    sums = sorted({total(option) for option in scenario["options"]})
    return {option["id"]: 1 + sums.index(total(option)) for option in scenario["options"]}


def _ranked(scenario: Mapping[str, Any]) -> dict[str, int]:
    ordered = sorted(scenario["options"], key=total, reverse=True)
    return {option["id"]: place for place, option in enumerate(ordered, 1)}


def _picked(scenario: Mapping[str, Any]) -> dict[str, str]:
    best, worst = extremes(scenario["options"])
    return {BEST: min(best), WORST: min(worst)}


_KEYS = {"rate": _rated, "rank": _ranked, "best-worst": _picked}
