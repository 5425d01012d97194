"""Ways into an ordering exercise: the draw, the form and the key."""

from typing import Any

from assessments.rules.prf import Stream
from assessments.rules.scorers.order.pairs import (
    COMPARING,
    equal_pairs,
    ranked_ids,
    reversed_pairs,
    strangers,
    strict_pairs,
)
from assessments.rules.types.kinds import Definition, Form

_DRAWS = 64
_STEPS = {"up": -1, "down": 1}
MARKS = ("same", "out")
"""What an entry may be beside one with a rank of its own: of the same rank as the one above, or left out."""


def draw(definition: Definition, seed: bytes) -> dict[str, Any]:
    """Draw the order that is shown first, so that it earns nothing and its reverse next to nothing.

    Args:
        definition: a definition without problems.
        seed: secret bytes of the attempt.

    Returns:
        {"order": every entry id once}: of some draws the one whose tau is nearest to 0 without being above.

    Source:
        scoring.md 3c.
    """
    stream = Stream(seed, "order")
    entries = [entry["id"] for entry in definition["entries"]]
    pairs = strict_pairs(definition)
    shuffles = [stream.shuffled(entries) for _ in range(_DRAWS)]
    nets = [len(pairs) - 2 * len(reversed_pairs(pairs, order)) for order in shuffles]
    distance, chosen = min((abs(net), position) for position, net in enumerate(nets))
    order = shuffles[chosen]
    return {"order": order if nets[chosen] == -distance else order[::-1]}


def field_of(entry: str) -> str:
    """Name the form field that says whether an entry shares a rank or is left out."""
    return f"p-{entry}"


def read_form(definition: Definition, form: Form) -> dict[str, Any]:
    """Turn form fields into a response.

    Args:
        definition: a definition without problems.
        form: `order` → entry ids; `move` → "<entry id>:up" or "<entry id>:down"; `confirmed` when ticked;
            `p-<entry id>` → "same", "out" or anything else for a rank of its own.

    Returns:
        {"order": ids after the move or None, "confirmed": bool}, and where entries may share a rank or be left out
        {"same": ids, "out": ids}; a move that is not possible changes nothing.
    """
    order = list(form.get("order", ()))
    for move in form.get("move", ()):
        entry, _, direction = move.partition(":")
        _move(order, entry, _STEPS.get(direction, 0))
    marks = {mark: [entry for entry in order if mark in form.get(field_of(entry), ())] for mark in MARKS}
    own = marks if definition.get("scorer") in COMPARING else {}
    return {"order": order or None, "confirmed": bool(form.get("confirmed")), **own}


def _move(order: list[str], entry: str, step: int) -> None:
    place = order.index(entry) if entry in order else -1
    target = place + step
    if place >= 0 and 0 <= target < len(order):
        order[place], order[target] = order[target], order[place]


def answer_key(definition: Definition) -> dict[str, Any]:
    """Return a response that earns every point; for tests and seeding only.

    Args:
        definition: a definition without problems.

    Returns:
        A confirmed order by rank; what does not belong comes last and is left out.
    """
    out = strangers(definition)
    response = {"order": [*(entry for _, entry in ranked_ids(definition)), *out], "confirmed": True}
    if definition.get("scorer") not in COMPARING:
        return response
    return {**response, "same": sorted({second for _, second in equal_pairs(definition)}), "out": list(out)}
