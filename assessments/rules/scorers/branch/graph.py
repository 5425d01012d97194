"""The graph of a branching case: states, ways on, and what each is worth.

A state is a scene id here. When a case gets variables a state becomes a scene id with their values; nothing else in
this module or in the scorer needs to know.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from assessments.rules.types.kinds import Definition

State = str


class Move(NamedTuple):
    """One way on from a state."""

    option: str
    points: int
    to: State


Graph = Mapping[State, tuple[Move, ...]]
Road = tuple[list[tuple[State, Move]], State]


@dataclass(frozen=True, slots=True)
class Values:
    """Best and worst total of option points that can still be reached from each state."""

    best: Mapping[State, int]
    worst: Mapping[State, int]

    def of(self, move: Move) -> int:
        """Return the best total after a move, the move included (Q*)."""
        return move.points + self.best[move.to]


def graph_of(definition: Definition) -> dict[State, tuple[Move, ...]]:
    """Read the graph.

    Args:
        definition: a branching definition whose scenes and options are well formed.

    Returns:
        State → ways on, () at an ending.
    """
    return {
        scene["id"]: tuple(Move(option["id"], option["points"], option["to"]) for option in scene["options"])
        for scene in definition["scenes"]
    }


def depth_first(graph: Graph, start: State) -> tuple[list[State], list[tuple[State, Move]]]:
    """Walk the graph.

    Args:
        graph: every state that a move leads to is in it.
        start: where to begin.

    Returns:
        The states that can be reached, each after every state it leads to; and the moves that lead back to a state on
        the way to them, [] in a graph without cycles.
    """
    finished: dict[State, None] = {}
    open_states = {start}
    back: list[tuple[State, Move]] = []
    stack = [(start, iter(graph[start]))]
    while stack:
        state, moves = stack[-1]
        move = next(moves, None)
        if move is None:
            stack.pop()
            open_states.discard(state)
            finished[state] = None
        elif move.to in open_states:
            back.append((state, move))
        elif move.to not in finished:
            open_states.add(move.to)
            stack.append((move.to, iter(graph[move.to])))
    return list(finished), back


def values(graph: Graph, start: State) -> Values:
    """Compute the best and the worst total from every state that can be reached.

    Args:
        graph: without cycles.
        start: where to begin.

    Returns:
        V* and V_, in option points.

    Source:
        scoring.md 3b.
    """
    best: dict[State, int] = {}
    worst: dict[State, int] = {}
    for state in depth_first(graph, start)[0]:
        best[state] = max((move.points + best[move.to] for move in graph[state]), default=0)
        worst[state] = min((move.points + worst[move.to] for move in graph[state]), default=0)
    return Values(best, worst)


def best_moves(graph: Graph, totals: Values, state: State) -> list[Move]:
    """List the best ways on from a state.

    Args:
        graph: without cycles.
        totals: its values.
        state: a state that can be reached.

    Returns:
        Every move whose total is the best there, in the order of the definition; [] at an ending.
    """
    return [move for move in graph[state] if totals.of(move) == totals.best[state]]


def best_road(graph: Graph, totals: Values, state: State) -> Road:
    """Follow a best way on to its end.

    Args:
        graph: without cycles.
        totals: its values.
        state: where to begin.

    Returns:
        The decisions, the first best option at each; and the ending.
    """
    return _road(graph, state, lambda state: best_moves(graph, totals, state)[0])


def worst_road(graph: Graph, totals: Values, state: State) -> Road:
    """Follow a worst way on to its end.

    Args:
        graph: without cycles.
        totals: its values.
        state: where to begin.

    Returns:
        The decisions, the first worst option at each; and the ending.
    """
    return _road(graph, state, lambda state: min(graph[state], key=lambda move: move.points + totals.worst[move.to]))


def _road(graph: Graph, state: State, choose: Callable[[State], Move]) -> Road:
    road: list[tuple[State, Move]] = []
    while graph[state]:
        move = choose(state)
        road.append((state, move))
        state = move.to
    return road, state
