"""Ways into a knowledge check: the draw, the form and the key."""

from typing import Any

from assessments.rules.prf import Stream
from assessments.rules.scorers.choice.pool import drawn, is_pool
from assessments.rules.types.kinds import Definition, Form

FIELD_PREFIX = "q-"


def draw(definition: Definition, seed: bytes) -> dict[str, Any]:
    """Draw which questions are asked, and the order of the options of each.

    Args:
        definition: a definition without problems.
        seed: secret bytes of the attempt.

    Returns:
        {"options": item id → option ids in the order shown}; where only some questions are asked also {"items": their
        ids in the order in which they are asked}.
    """
    orders: dict[str, list[str]] = {}
    items = drawn(definition, seed)
    for item in items:
        options = [option["id"] for option in item["options"]]
        shuffle = definition.get("shuffle", True)
        orders[item["id"]] = Stream(seed, f"choice/{item['id']}").shuffled(options) if shuffle else options
    asked = {"items": [item["id"] for item in items]} if is_pool(definition) else {}
    return {**asked, "options": orders}


def read_form(definition: Definition, form: Form) -> dict[str, Any]:
    """Turn form fields into a response.

    Args:
        definition: a definition without problems.
        form: `q-<item id>` → option ids; other fields are ignored.

    Returns:
        {"answers": item id → option ids as sent}, without the questions that have none.
    """
    sent = {item["id"]: list(form.get(FIELD_PREFIX + item["id"], ())) for item in definition["items"]}
    return {"answers": {item: options for item, options in sent.items() if options}}


def answer_key(definition: Definition) -> dict[str, Any]:
    """Return the response that earns every point, whichever questions are asked; for tests and seeding only.

    Args:
        definition: a definition without problems.

    Returns:
        A response.
    """
    return {
        "answers": {
            item["id"]: [option["id"] for option in item["options"] if option["right"]] for item in definition["items"]
        }
    }
