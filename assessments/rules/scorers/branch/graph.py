"""What each state of a case is worth: the best and the worst that can still be reached, and the ways there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assessments.rules.scorers.branch.story import Move, State, Story

Decisions = list[tuple[State, Move]]
Road = tuple[Decisions, State]


@dataclass(frozen=True, slots=True)
class Values:
    """Best and worst total of points that can still be reached from each state."""

    best: Mapping[State, int]
    worst: Mapping[State, int]

    def of(self, move: Move) -> int:
        """Return the best total after a move, the move included (Q*)."""
        return move.points + self.best[move.to]


def follow(story: Story, path: Sequence[object]) -> Road:
    """Follow a path as far as it goes.

    Args:
        story: the case.
        path: option ids from the start; other values stop it.

    Returns:
        The decisions taken, and where the path stands.
    """
    decisions: Decisions = []
    state = story.start
    for option in path:
        move = next((move for move in story.moves(state) if move.option == option), None)
        if move is None:
            break
        decisions.append((state, move))
        state = move.to
    return decisions, state


def depth_first(story: Story) -> tuple[list[State], Decisions]:
    """Walk the whole case.

    Args:
        story: the case.

    Returns:
        The states that can be reached, each after every state it leads to; and the moves that lead back to a state on
        the way to them, [] in a case without circles.

    Raises:
        TooManyStatesError: there are more states than may be worked out.
    """
    finished: dict[State, None] = {}
    open_states = {story.start}
    back: Decisions = []
    stack = [(story.start, iter(story.moves(story.start)))]
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
            stack.append((move.to, iter(story.moves(move.to))))
    return list(finished), back


def values(story: Story, states: Sequence[State] = ()) -> Values:
    """Compute the best and the worst total from every state that can be reached.

    Args:
        story: without circles.
        states: what `depth_first` found, if it has been asked.

    Returns:
        V* and V_, in option points.

    Source:
        scoring.md 3b.
    """
    best: dict[State, int] = {}
    worst: dict[State, int] = {}
    for state in states or depth_first(story)[0]:
        moves = story.moves(state)
        best[state] = max((move.points + best[move.to] for move in moves), default=0)
        worst[state] = min((move.points + worst[move.to] for move in moves), default=0)
    return Values(best, worst)


def best_moves(story: Story, totals: Values, state: State) -> list[Move]:
    """List the best ways on from a state.

    Args:
        story: without circles.
        totals: its values.
        state: a state that can be reached.

    Returns:
        Every move whose total is the best there, in the order of the definition; [] at an ending.
    """
    return [move for move in story.moves(state) if totals.of(move) == totals.best[state]]


def best_road(story: Story, totals: Values, state: State) -> Road:
    """Follow a best way on to its end.

    Args:
        story: without circles.
        totals: its values.
        state: where to begin.

    Returns:
        The decisions, the first best option at each; and the ending.
    """
    return _road(story, state, lambda moves: max(moves, key=totals.of))


def worst_road(story: Story, totals: Values, state: State) -> Road:
    """Follow a worst way on to its end.

    Args:
        story: without circles.
        totals: its values.
        state: where to begin.

    Returns:
        The decisions, the first worst option at each; and the ending.
    """
    return _road(story, state, lambda moves: min(moves, key=lambda move: move.points + totals.worst[move.to]))


def _road(story: Story, state: State, choose: Callable[[Sequence[Move]], Move]) -> Road:
    road: Decisions = []
    while moves := story.moves(state):
        move = choose(moves)
        road.append((state, move))
        state = move.to
    return road, state
