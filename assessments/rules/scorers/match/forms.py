"""Ways into pairs to be matched: the draw, the form and the key."""

from typing import Any

from assessments.rules.prf import Stream
from assessments.rules.types.kinds import Definition, Form

FIELD_PREFIX = "m-"


def draw(definition: Definition, seed: bytes) -> dict[str, Any]:
    """Draw the order of the right sides.

    Args:
        definition: a definition without problems.
        seed: secret bytes of the attempt.

    Returns:
        {"targets": ids of the right sides in the order shown}.
    """
    return {"targets": Stream(seed, "match").shuffled(sorted(pair["target"] for pair in definition["pairs"]))}


def read_form(definition: Definition, form: Form) -> dict[str, Any]:
    """Turn form fields into a response.

    Args:
        definition: a definition without problems.
        form: `m-<pair id>` → id of a right side; other fields are ignored.

    Returns:
        {"matches": pair id → id of a right side as sent}, without the pairs that have none.
    """
    sent = {pair["id"]: next(iter(form.get(FIELD_PREFIX + pair["id"], ())), "") for pair in definition["pairs"]}
    return {"matches": {pair: target for pair, target in sent.items() if target}}


def answer_key(definition: Definition) -> dict[str, Any]:
    """Return the response that earns every point; for tests and seeding only.

    Args:
        definition: a definition without problems.

    Returns:
        A response.
    """
    return {"matches": {pair["id"]: pair["target"] for pair in definition["pairs"]}}
