"""Ways into places to be pointed at: the draw, the form and the key."""

from typing import Any

from assessments.rules.types.kinds import Definition, Form

FIELD = "region"


def draw(_definition: Definition, _seed: bytes) -> dict[str, Any]:
    """Draw nothing: places are listed as somebody reads the picture, whatever their order in the definition.

    Returns:
        {}.
    """
    return {}


def read_form(_definition: Definition, form: Form) -> dict[str, Any]:
    """Turn form fields into a response.

    Args:
        form: `region` → ids of regions; other fields are ignored, so that no point of the picture is ever taken.

    Returns:
        {"chosen": ids as sent, each once}.
    """
    return {"chosen": sorted(set(form.get(FIELD, ())))}


def answer_key(definition: Definition) -> dict[str, Any]:
    """Return the response that earns every point; for tests and seeding only.

    Args:
        definition: a definition without problems.

    Returns:
        A response.
    """
    return {"chosen": [region["id"] for region in definition["regions"] if region["right"]]}
