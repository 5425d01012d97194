"""The best plan, found and proved.

The places are filled one after the other. Every few rules are an automaton that knows the least its rules still cost,
and what they cost at least together is the sum (additive pattern databases: Felner, Korf and Hanan 2004). Of all ways
to reach the same nodes with the same guests left only the cheapest counts, as in a decision diagram (Bergman, Cire, van
Hoeve and Hooker 2016). A sweep that had to leave ways out finds a good plan; one that left none out proves it. What a
stage cannot prove the next one tries with larger automata, which know more.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from assessments.rules.scorers.placement.automaton import Automaton, Piece, TooLargeError
from assessments.rules.scorers.placement.plans import Plans
from assessments.rules.scorers.placement.tours import NOBODY, TooLongError, Tour

Stage = tuple[int, tuple[int, ...]]
"""Nodes that an automaton of several rules may have, one of a single rule `_ALONE` times as many; and how many ways to
fill the first places each sweep keeps."""
MOST_STEPS = 100_000_000
"""About fifteen seconds of one core, on which several jurisdictions and other work have to fit within a time limit."""


class Effort(NamedTuple):
    """How hard to search.

    Attributes:
        stages: what is tried, one after the other.
        steps: after which the search ends without a proof.
    """

    stages: tuple[Stage, ...]
    steps: int = MOST_STEPS


QUICK = Effort(((1_000, (100, 800)),), 10_000_000)
THOROUGH = Effort(((1_000, (100, 800, 6_400)), (4_000, (51_200,)), (12_000, (51_200,))))
_SMALL = 1_000
_ALONE = 20
_USUAL = 10
"""Automata; with more of them a sweep keeps fewer ways, so that it takes no longer."""

Tell = Callable[[int], None]
_Layer = dict[tuple[int, ...], int]


def best_plan(plans: Plans, effort: Effort = THOROUGH, tell: Tell | None = None) -> list[int] | None:
    """Search.

    Args:
        plans: of one definition under one jurisdiction.
        effort: how hard to try.
        tell: is told after each place how far the search is at least, in percent.

    Returns:
        Position of each guest in a plan that loses the least, always the same one; None when that could not be proved.
    """
    tour = Tour(plans, effort.steps)
    try:
        return _searched(tour, effort.stages, tell)
    except (TooLargeError, TooLongError):
        return None


def _searched(tour: Tour, stages: Sequence[Stage], tell: Tell | None) -> list[int] | None:
    progress = _Progress(tell, len(tour.places) * sum(width for _, widths in stages for width in widths))
    best: list[int] | None = None
    limit = tour.most + 1
    for most, widths in stages:
        automata = _automata(tour, most)
        for width in widths:
            sweep = _Sweep(tour, automata, width, progress)
            found = sweep.run(limit)
            if found is not None:
                limit, best = found
            if not sweep.left_out:
                return best
    return None


class _Progress:
    """Adds up the places filled, each as many times as a sweep is wide."""

    def __init__(self, tell: Tell | None, whole: int) -> None:
        self._tell, self._whole, self._done = tell, whole, 0

    def add(self, width: int) -> None:
        self._done += width
        if self._tell is not None:
            self._tell(100 * self._done // self._whole)


class _Sweep:
    """Fills the places one after the other, with the `width` most promising ways to fill those before.

    Attributes:
        left_out: whether ways were left out for being less promising.
    """

    def __init__(self, tour: Tour, automata: list[Automaton], width: int, progress: _Progress) -> None:
        self._tour, self._automata, self._width, self._progress = tour, automata, width, progress
        self._most = max(1, width * _USUAL // max(len(automata), _USUAL))
        self.left_out = False
        people = range(len(tour.people))
        kinds = [tuple(one.kinds[who] for one in automata) for who in people]
        self._people = [
            (
                who,
                1 << who,
                next((1 << twin for twin in reversed(range(who)) if kinds[twin] == kinds[who]), 0),
                kinds[who],
            )
            for who in people
        ]

    def run(self, limit: int) -> tuple[int, list[int]] | None:
        """Search for a plan that costs less than a limit.

        Args:
            limit: what the best known plan costs.

        Returns:
            What the plan costs, without what was settled before anybody was seated, and the plan; None when no way that
            was kept leads to one.
        """
        layer: _Layer = {((1 << len(self._people)) - 1, *(0 for _ in self._automata)): 0}
        costs = [sum(one.least for one in self._automata)]
        trails = []
        for at in range(len(self._tour.places)):
            layer, costs, trail = self._fill(at, self._kept(layer, costs), costs, limit)
            trails.append(trail)
            self._progress.add(self._width)
        if not layer:
            return None
        cost = min(costs)
        return cost, self._plan(trails, costs.index(cost))

    def _kept(self, layer: _Layer, costs: list[int]) -> Iterable[tuple[tuple[int, ...], int]]:
        if len(layer) <= self._most:
            return layer.items()
        self.left_out = True
        return sorted(layer.items(), key=lambda entry: costs[entry[1]])[: self._most]

    def _fill(
        self, at: int, ways: Iterable[tuple[tuple[int, ...], int]], costs: list[int], limit: int
    ) -> tuple[_Layer, list[int], list[tuple[int, int]]]:
        """Seat everybody who is left in one more place, each way."""
        after: _Layer = {}
        following: list[int] = []
        trail: list[tuple[int, int]] = []
        moves = [one.moves[at] for one in self._automata]
        steps = (len(self._people) - at) * len(moves)
        for (left, *nodes), way in ways:
            self._tour.spend(steps)
            here = [known[node] for known, node in zip(moves, nodes, strict=True)]
            for who, bit, twin, kinds in self._people:
                if not left & bit or left & twin:
                    continue
                cost, key = costs[way], [left ^ bit]
                for options, kind in zip(here, kinds, strict=True):
                    extra, node = options[kind]
                    cost += extra
                    key.append(node)
                if cost >= limit:
                    continue
                known_as = after.setdefault(tuple(key), len(following))
                if known_as == len(following):
                    following.append(cost)
                    trail.append((way, who))
                elif cost < following[known_as]:
                    following[known_as], trail[known_as] = cost, (way, who)
        return after, following, trail

    def _plan(self, trails: list[list[tuple[int, int]]], way: int) -> list[int]:
        plan = list(self._tour.plans.start)
        for place, trail in zip(reversed(self._tour.places), reversed(trails), strict=True):
            way, who = trail[way]
            if self._tour.people[who] != NOBODY:
                plan[self._tour.people[who]] = place
        return plan


def _automata(tour: Tour, most: int) -> list[Automaton]:
    """Put rules together that cost more together than each by itself, the costliest first."""
    found: list[Automaton] = []
    rules = sorted(tour.plans.constraints, key=lambda rule: -rule.unit * rule.parts)
    for small in (one for rule in rules for one in _cut(tour, Piece.of(rule), most * _ALONE)):
        joined = [(at, one) for at, other in enumerate(found) for one in _joined(tour, other, small, most)]
        if joined:
            at, one = min(joined, key=lambda pair: (found[pair[0]].least - pair[1].least, pair[1].size))
            found[at] = one
        else:
            found.append(small)
    return found


def _joined(tour: Tour, one: Automaton, small: Automaton, most: int) -> Iterator[Automaton]:
    """Put two together if that is worth it: they share guests, and cost more or stay small."""
    if not one.guests & small.guests:
        return
    try:
        both = Automaton(tour, [*one.pieces, *small.pieces], most)
    except TooLargeError:
        return
    if both.least > one.least + small.least or both.size <= _SMALL:
        yield both


def _cut(tour: Tour, piece: Piece, most: int) -> Iterator[Automaton]:
    """Cut a piece until its automaton is small enough."""
    try:
        yield Automaton(tour, [piece], most)
    except TooLargeError:
        halves = piece.halves()
        if halves is None:
            raise
        for half in halves:
            yield from _cut(tour, half, most)
