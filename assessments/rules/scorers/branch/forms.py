"""Ways into a branching case: the draw, the form and the key."""

from collections.abc import Mapping, Sequence
from typing import Any

from assessments.rules.scorers.branch.graph import best_road, graph_of, values
from assessments.rules.scorers.branch.outline import scene_at
from assessments.rules.types.kinds import Definition, Form, Variant


def draw(_definition: Definition, _seed: bytes) -> dict[str, Any]:
    """Draw nothing: every attempt at a case is the same.

    Args:
        _definition: a definition without problems; it is not needed.
        _seed: secret bytes of the attempt; not needed.

    Returns:
        {}.
    """
    return {}


def response_of(moves: Sequence[Any]) -> dict[str, Any]:
    """Build the response that these moves make.

    Args:
        moves: option ids from the start.

    Returns:
        {"path": the same}.
    """
    return {"path": list(moves)}


def moves_of(response: Mapping[str, Any]) -> list[Any]:
    """List the moves of a response.

    Args:
        response: as `read_form` gives it.

    Returns:
        Option ids from the start.
    """
    return list(response["path"])


def read_move(_definition: Definition, form: Form) -> str | None:
    """Turn form fields into one decision.

    Args:
        _definition: a definition without problems; it is not needed.
        form: `option` → the option taken now.

    Returns:
        Its id, None when nothing was chosen.
    """
    return next(iter(form.get("option", ())), None)


def may_move(definition: Definition, _variant: Variant, moves: Sequence[Any], move: object) -> bool:
    """Say whether a decision is possible after these.

    Args:
        definition: a definition without problems.
        _variant: what was drawn for the attempt; it is not needed.
        moves: option ids from the start.
        move: any JSON value.

    Returns:
        Whether the scene that was reached offers it.
    """
    position = scene_at(definition, moves)
    return position.valid and move in position.options


def form_of(response: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Turn the decisions taken into form fields that `read_form` reads back.

    Args:
        response: as `read_form` gives it.

    Returns:
        (name, value) pairs.
    """
    return tuple(("path", option) for option in response["path"])


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
