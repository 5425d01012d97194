"""The parts of a composed definition, each as a definition of its own kind.

A composed definition holds `items` as a knowledge check has them, each with one right option, and `order`: None, or
what an ordering exercise holds beside its texts.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assessments.rules.prf import Stream
from assessments.rules.scorers import choice, order
from assessments.rules.types.kinds import Definition, Form

KEY_PARTS: tuple[str, ...] = (
    "points",
    "items/*/points",
    "items/*/competency",
    "items/*/options/*/right",
    "order/points",
    "order/competency",
    "order/entries/",
    "order/entries/*/rank",
    "order/rules",
)


def ordering(definition: Definition) -> Definition | None:
    """Give the ordering part as an ordering exercise.

    Args:
        definition: a definition without problems.

    Returns:
        An ordering definition with the texts of the whole; None when nothing is to be put in order.
    """
    part = definition.get("order")
    return None if part is None else {**definition, **part, "scorer": definition["scorer"]}


def draw(definition: Definition, seed: bytes, kept: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Draw the order of the options and of the entries.

    Args:
        definition: a definition without problems.
        seed: secret bytes of the attempt.
        kept: options that are the same everywhere, by `id`; they keep their places, before all others.

    Returns:
        {"options": item id → option ids in the order shown, "order": entry ids}, the second only with an order.
    """
    first = [word["id"] for word in kept]
    options = {item["id"]: _mixed(item, first, seed) for item in definition["items"]}
    part = ordering(definition)
    return {"options": options, **(order.draw(part, seed) if part else {})}


def _mixed(item: Mapping[str, Any], first: Sequence[str], seed: bytes) -> list[str]:
    ids = {option["id"] for option in item["options"]}
    mixed = Stream(seed, f"papers/{item['id']}").shuffled(sorted(ids.difference(first)))
    return [word for word in first if word in ids] + mixed


def read_form(definition: Definition, form: Form) -> dict[str, Any]:
    """Turn form fields into a response.

    Args:
        definition: a definition without problems.
        form: the fields of a knowledge check and of an ordering exercise.

    Returns:
        {"answers": …} and, where something is to be put in order, {"order": …, "confirmed": …}.
    """
    part = ordering(definition)
    return {**choice.read_form(definition, form), **(order.read_form(part, form) if part else {})}


def answer_key(definition: Definition) -> dict[str, Any]:
    """Return a response that earns every point; for tests and seeding only.

    Args:
        definition: a definition without problems.

    Returns:
        A response.
    """
    part = ordering(definition)
    return {**choice.answer_key(definition), **(order.answer_key(part) if part else {})}
