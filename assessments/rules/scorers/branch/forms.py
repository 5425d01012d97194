"""Ways into a branching case: the form and the key."""

from collections.abc import Mapping, Sequence
from typing import Any

from assessments.rules.scorers.branch.graph import best_road, values
from assessments.rules.scorers.branch.outline import options_of, scene_at
from assessments.rules.scorers.branch.story import Story
from assessments.rules.types.kinds import Definition, Form, Variant


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


def may_move(definition: Definition, variant: Variant, moves: Sequence[Any], move: object) -> bool:
    """Say whether a decision is possible after these.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        moves: option ids from the start.
        move: any JSON value.

    Returns:
        Whether the scene that was reached offers it.
    """
    position = scene_at(definition, moves, variant)
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
        The first best path when nothing happens by chance.
    """
    story = Story(definition, {})
    return {"path": options_of(best_road(story, values(story), story.start))}
