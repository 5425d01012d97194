"""Ways into a placement exercise: the draw, the form and the key."""

from typing import Any

from assessments.rules.prf import Stream
from assessments.rules.scorers.placement.scoring import Bounds
from assessments.rules.types.kinds import Definition, Form

FIELD_PREFIX = "g-"


def draw(definition: Definition, seed: bytes) -> dict[str, Any]:
    """Draw the order in which the guests wait for a place.

    Args:
        definition: a definition without problems.
        seed: secret bytes of the attempt.

    Returns:
        {"guests": ids of the guests to be placed}.
    """
    waiting = sorted(guest["id"] for guest in definition["guests"] if not guest["place"])
    return {"guests": Stream(seed, "placement").shuffled(waiting)}


def read_form(definition: Definition, form: Form) -> dict[str, Any]:
    """Turn form fields into a response.

    Args:
        definition: a definition without problems.
        form: `g-<guest id>` → id of a place; other fields are ignored, and so is a guest who has a place already.

    Returns:
        {"plan": guest id → place id as sent}, without the guests that have none.
    """
    sent = {
        guest["id"]: next(iter(form.get(FIELD_PREFIX + guest["id"], ())), "")
        for guest in definition["guests"]
        if not guest["place"]
    }
    return {"plan": {guest: place for guest, place in sent.items() if place}}


def answer_key(definition: Definition) -> dict[str, Any]:
    """Return a response that earns every point; for tests and seeding only.

    Args:
        definition: a definition without problems.

    Returns:
        The plan that was stored as a best one.
    """
    return {"plan": dict(Bounds.of(definition, definition["jurisdiction"]).plan)}
