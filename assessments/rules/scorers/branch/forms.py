"""Ways into a branching case: the draw, the form and the key."""

from typing import Any

from assessments.rules.scorers.branch.graph import best_road, graph_of, values
from assessments.rules.types.kinds import Definition, Form


def draw(_definition: Definition, _seed: bytes) -> dict[str, Any]:
    """Draw nothing: every attempt at a case is the same.

    Args:
        _definition: a definition without problems; it is not needed.
        _seed: secret bytes of the attempt; not needed.

    Returns:
        {}.
    """
    return {}


def read_form(_definition: Definition, form: Form) -> dict[str, Any]:
    """Turn form fields into a response.

    Args:
        _definition: a definition without problems; it is not needed.
        form: `path` → option ids so far, `option` → the option taken now; each may be absent.

    Returns:
        {"path": option ids from the start}.
    """
    return {"path": [*form.get("path", ()), *form.get("option", ())]}


def answer_key(definition: Definition) -> dict[str, Any]:
    """Return a response that earns every point; for tests and seeding only.

    Args:
        definition: a definition without problems.

    Returns:
        The first best path.
    """
    graph = graph_of(definition)
    road, _ = best_road(graph, values(graph, definition["start"]), definition["start"])
    return {"path": [move.option for _, move in road]}
