"""Ways into a choice of partners: the draw, the form and the key."""

from typing import Any

from assessments.rules.prf import Stream
from assessments.rules.types.kinds import Definition, Form

FIELD = "partner"


def draw(definition: Definition, seed: bytes) -> dict[str, Any]:
    """Draw the order in which the candidates are shown.

    Args:
        definition: a definition without problems.
        seed: secret bytes of the attempt.

    Returns:
        {"candidates": ids of all candidates}.
    """
    ids = sorted(candidate["id"] for candidate in definition["candidates"])
    return {"candidates": Stream(seed, "network").shuffled(ids)}


def read_form(_definition: Definition, form: Form) -> dict[str, Any]:
    """Turn form fields into a response.

    Args:
        form: `partner` → ids of candidates; other fields are ignored.

    Returns:
        {"chosen": ids as sent, each once}.
    """
    return {"chosen": sorted(set(form.get(FIELD, ())))}


def answer_key(definition: Definition) -> dict[str, Any]:
    """Return a response that earns every point; for tests and seeding only.

    Args:
        definition: a definition without problems.

    Returns:
        The choice that was stored as a best one.
    """
    return {"chosen": list(definition["bounds"]["chosen"])}
