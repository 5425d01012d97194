"""Ways into a knowledge check: the draw, the form and the key."""

from typing import Any

from assessments.rules.prf import Stream
from assessments.rules.types.kinds import Definition, Form

FIELD_PREFIX = "q-"


def draw(definition: Definition, seed: bytes) -> dict[str, Any]:
    """Draw the order of the options of each question.

    Args:
        definition: a definition without problems.
        seed: secret bytes of the attempt.

    Returns:
        {"options": item id → option ids in the order shown}.
    """
    orders: dict[str, list[str]] = {}
    for item in definition["items"]:
        options = [option["id"] for option in item["options"]]
        shuffle = definition.get("shuffle", True)
        orders[item["id"]] = Stream(seed, f"choice/{item['id']}").shuffled(options) if shuffle else options
    return {"options": orders}


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
    """Return the response that earns every point; for tests and seeding only.

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
