"""A whole branching case as its author looks at it: the best and the worst way through, and what endings are worth."""

from assessments.rules import points
from assessments.rules.scorers.branch.graph import (
    Graph,
    Road,
    State,
    best_road,
    depth_first,
    graph_of,
    values,
    worst_road,
)
from assessments.rules.types.kinds import CaseShape, Definition
from assessments.rules.types.scores import MICRO


def case_shape(definition: Definition) -> CaseShape:
    """Work out how a case runs.

    Args:
        definition: a branching definition without problems.

    Returns:
        The best and the worst way through, and what can be earned on the ways to each ending.

    Source:
        scoring.md 3b: what is earned lies between the worst and the best total as the total of the way does.
    """
    graph, start = graph_of(definition), definition["start"]
    totals = values(graph, start)
    worst, span = totals.worst[start], totals.best[start] - totals.worst[start]
    possible = definition["points"] * MICRO
    return CaseShape(
        best=_decisions(best_road(graph, totals, start)),
        worst=_decisions(worst_road(graph, totals, start)),
        endings={
            state: (points.ratio(possible * (low - worst), span), points.ratio(possible * (high - worst), span))
            for state, (low, high) in _totals(graph, start).items()
            if not graph[state]
        },
    )


def _totals(graph: Graph, start: State) -> dict[State, tuple[int, int]]:
    """Compute the lowest and the highest total with which a way arrives in each state that can be reached."""
    found = {start: (0, 0)}
    for state in reversed(depth_first(graph, start)[0]):
        for move in graph[state]:
            low, high = (total + move.points for total in found[state])
            known = found.get(move.to, (low, high))
            found[move.to] = (min(low, known[0]), max(high, known[1]))
    return found


def _decisions(road: Road) -> tuple[tuple[str, str], ...]:
    return tuple((state, move.option) for state, move in road[0])
