"""Ways into an ordering exercise: the draw, the form and the key."""

from typing import Any

from assessments.rules.prf import Stream
from assessments.rules.scorers.order.pairs import ranked_ids, reversed_pairs, strict_pairs
from assessments.rules.types.kinds import Definition, Form

_DRAWS = 64
_STEPS = {"up": -1, "down": 1}


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


def read_form(_definition: Definition, form: Form) -> dict[str, Any]:
    """Turn form fields into a response.

    Args:
        _definition: a definition without problems; it is not needed.
        form: `order` → entry ids; `move` → "<entry id>:up" or "<entry id>:down"; `confirmed` when ticked.

    Returns:
        {"order": ids after the move or None, "confirmed": bool}; a move that is not possible changes nothing.
    """
    order = list(form.get("order", ()))
    for move in form.get("move", ()):
        entry, _, direction = move.partition(":")
        _move(order, entry, _STEPS.get(direction, 0))
    return {"order": order or None, "confirmed": bool(form.get("confirmed"))}


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
        A confirmed order by rank.
    """
    return {"order": [entry for _, entry in ranked_ids(definition)], "confirmed": True}
