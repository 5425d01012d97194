"""Where a path stands, and facts about a whole case."""

from collections.abc import Sequence
from typing import Any

from assessments.rules.scorers.branch.graph import Graph, Move, best_road, depth_first, graph_of, values, worst_road
from assessments.rules.types.kinds import Definition, OutlineStats, Position

Decisions = list[tuple[str, Move]]


def follow(graph: Graph, start: str, path: Sequence[object]) -> tuple[Decisions, str]:
    """Follow a path as far as it goes.

    Args:
        graph: without cycles.
        start: where to begin.
        path: option ids from the start; other values stop it.

    Returns:
        The decisions taken, and the scene in which the path stands.
    """
    decisions: Decisions = []
    scene = start
    for option in path:
        move = next((move for move in graph[scene] if move.option == option), None)
        if move is None:
            break
        decisions.append((scene, move))
        scene = move.to
    return decisions, scene


def scene_at(definition: Definition, path: Sequence[object]) -> Position:
    """Say where a path stands.

    Args:
        definition: a definition without problems.
        path: option ids from the start.

    Returns:
        The position after as much of the path as is possible.
    """
    graph = graph_of(definition)
    decisions, scene = follow(graph, definition["start"], path)
    return Position(
        scene=scene,
        step=len(decisions),
        finished=not graph[scene],
        valid=len(decisions) == len(path),
        options=tuple(move.option for move in graph[scene]),
    )


def outline_stats(definition: Definition) -> OutlineStats:
    """Gather facts for the author.

    Args:
        definition: a definition without problems.

    Returns:
        Numbers of scenes, lengths of paths in decisions and totals in option points.
    """
    graph, start = graph_of(definition), definition["start"]
    totals = values(graph, start)
    shortest: dict[str, int] = {}
    longest: dict[str, int] = {}
    for scene in depth_first(graph, start)[0]:
        shortest[scene] = min((1 + shortest[move.to] for move in graph[scene]), default=0)
        longest[scene] = max((1 + longest[move.to] for move in graph[scene]), default=0)
    endings = sum(not moves for moves in graph.values())
    return OutlineStats(
        decision_scenes=len(graph) - endings,
        endings=endings,
        shortest=shortest[start],
        longest=longest[start],
        lowest=totals.worst[start],
        highest=totals.best[start],
    )


def optimum(definition: Definition) -> dict[str, Any]:
    """Say what the best and the worst path are worth.

    Args:
        definition: a definition without problems.

    Returns:
        {"best", "worst": totals of option points, "response", "worst_response": paths that are worth that}.

    Source:
        scoring.md 3b, V* and V_.
    """
    graph, start = graph_of(definition), definition["start"]
    totals = values(graph, start)
    roads = {"response": best_road(graph, totals, start), "worst_response": worst_road(graph, totals, start)}
    paths = {name: {"path": [move.option for _, move in road]} for name, (road, _) in roads.items()}
    return {"best": totals.best[start], "worst": totals.worst[start], **paths}
