"""Where a path stands, and facts about a whole case."""

from collections.abc import Sequence
from typing import Any

from assessments.rules.scorers.branch.graph import Road, best_road, depth_first, follow, values, worst_road
from assessments.rules.scorers.branch.story import State, Story, variants
from assessments.rules.types.kinds import Definition, OutlineStats, Position, Variant


def scene_at(definition: Definition, path: Sequence[object], variant: Variant | None = None) -> Position:
    """Say where a path stands.

    Args:
        definition: a definition without problems.
        path: option ids from the start.
        variant: what was drawn for the attempt.

    Returns:
        The position after as much of the path as is possible.
    """
    story = Story(definition, variant or {})
    decisions, state = follow(story, path)
    options = tuple(move.option for move in story.moves(state))
    return Position(
        scene=state.scene,
        step=len(decisions),
        finished=not options,
        valid=len(decisions) == len(path),
        options=options,
    )


def outline_stats(definition: Definition) -> OutlineStats:
    """Gather facts for the author.

    Args:
        definition: a definition without problems.

    Returns:
        Numbers of scenes, lengths of paths in decisions and totals in option points, over all that chance can bring.
    """
    measured = [_lengths(Story(definition, variant)) for variant in variants(definition)]
    shortest, longest, lowest, highest = zip(*measured, strict=True)
    endings = sum(not scene["options"] for scene in definition["scenes"])
    return OutlineStats(
        decision_scenes=len(definition["scenes"]) - endings,
        endings=endings,
        shortest=min(shortest),
        longest=max(longest),
        lowest=min(lowest),
        highest=max(highest),
    )


def _lengths(story: Story) -> tuple[int, int, int, int]:
    states = depth_first(story)[0]
    totals = values(story, states)
    shortest: dict[State, int] = {}
    longest: dict[State, int] = {}
    for state in states:
        moves = story.moves(state)
        shortest[state] = min((1 + shortest[move.to] for move in moves), default=0)
        longest[state] = max((1 + longest[move.to] for move in moves), default=0)
    start = story.start
    return shortest[start], longest[start], totals.worst[start], totals.best[start]


def optimum(definition: Definition) -> dict[str, Any]:
    """Say what the best and the worst path are worth.

    Args:
        definition: a definition without problems.

    Returns:
        {"best", "worst": totals of points, "response", "worst_response": paths that are worth that}; of the attempt in
        which nothing happens by chance, with the same of every attempt under "variants" where something can.

    Source:
        scoring.md 3b, V* and V_.
    """
    found = [(variant, _bounds(Story(definition, variant))) for variant in variants(definition)]
    quiet, bounds = found[0]
    return {**bounds, "variants": [{**variant, **of_it} for variant, of_it in found]} if quiet else bounds


def _bounds(story: Story) -> dict[str, Any]:
    totals, start = values(story), story.start
    roads = {"response": best_road(story, totals, start), "worst_response": worst_road(story, totals, start)}
    return {
        "best": totals.best[start],
        "worst": totals.worst[start],
        **{name: {"path": options_of(road)} for name, road in roads.items()},
    }


def options_of(road: Road) -> list[str]:
    """List the options of a road.

    Args:
        road: decisions and where they lead.

    Returns:
        Their ids, a path when the road begins at the start.
    """
    return [move.option for _, move in road[0]]
