"""The best affordable choice, found and proved; what comes of greed; and what random choices are worth.

Depth-first branch and bound. Coverage is submodular, so what a set of further partners adds is at most the sum of what
each of them adds by itself; the bound fills what is left of each resource with the best of them, the last one in part.
"""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from assessments.rules.canon import canonical
from assessments.rules.errors import NotProvedError
from assessments.rules.prf import Stream
from assessments.rules.scorers.network.coverage import Coverage
from assessments.rules.types.kinds import Definition

SAMPLE = 2000
MOST_STEPS = 300_000
QUICK = 20_000
"""So many choices are looked at in a second or two."""
_SEED = b"chancery network"
_SCORED = ("resources", "needs", "candidates", "links", "reach")
_FINE = 10**18
"""Tells any two values for money apart: costs are at most 10**9, so those that differ do so by 1 / 10**18 or more."""


class Search:
    """Looks for the best choice of one definition."""

    def __init__(self, coverage: Coverage) -> None:
        """Begin with nothing.

        Args:
            coverage: the tables.
        """
        self._coverage = coverage
        self._best: list[int] = []
        self._weight = self._steps = self._most = 0
        self._part = [
            sum(_FINE * cost // max(limit, 1) for cost, limit in zip(costs, coverage.limits, strict=True)) + 1
            for costs in coverage.costs
        ]

    def run(self, most_steps: int = MOST_STEPS) -> list[int] | None:
        """Search.

        Args:
            most_steps: after so many choices looked at it stops.

        Returns:
            Positions of a best choice; None when it was stopped before every other choice was ruled out.
        """
        self._best = greedy(self._coverage)
        self._weight = self._coverage.weight(self._coverage.covered(self._best))
        self._steps, self._most = 0, most_steps
        self._descend([], 0, list(self._coverage.limits), list(range(len(self._coverage.ids))))
        return self._best if self._steps < most_steps else None

    def _descend(self, chosen: list[int], covered: int, left: list[int], rest: list[int]) -> None:
        """Try every way to go on from a choice that no bound rules out."""
        weight = self._coverage.weight(covered)
        if weight > self._weight:
            self._weight, self._best = weight, chosen
        gains = {one: self._gain(one, covered) for one in rest if self._fits(one, left)}
        ready = sorted((one for one in gains if gains[one]), key=lambda one: -(gains[one] * _FINE // self._part[one]))
        for number, one in enumerate(ready):
            self._steps += 1
            bound = weight + self._most_more(ready[number:], gains, covered, left)
            if self._steps >= self._most or bound <= self._weight:
                return
            after = [amount - cost for amount, cost in zip(left, self._coverage.costs[one], strict=True)]
            self._descend([*chosen, one], covered | self._coverage.covers[one], after, ready[number + 1 :])

    def _gain(self, one: int, covered: int) -> int:
        return self._coverage.weight(self._coverage.covers[one] & ~covered)

    def _fits(self, one: int, left: Sequence[int]) -> bool:
        return all(cost <= amount for cost, amount in zip(self._coverage.costs[one], left, strict=True))

    def _most_more(self, ready: Sequence[int], gains: dict[int, int], covered: int, left: Sequence[int]) -> int:
        """Say what those who are ready can add at most."""
        whole = self._coverage.weight(self._coverage.covered(ready) & ~covered)
        return min(whole, *(self._filled(ready, gains, resource, amount) for resource, amount in enumerate(left)))

    def _filled(self, ready: Sequence[int], gains: dict[int, int], resource: int, amount: int) -> int:
        """Fill what is left of one resource with the best value for it, the last one in part and rounded up."""
        costs = self._coverage.costs
        paid = [one for one in ready if costs[one][resource]]
        found = sum(gains[one] for one in ready if not costs[one][resource])
        for one in sorted(paid, key=lambda one: -(gains[one] * _FINE // costs[one][resource])):
            cost = costs[one][resource]
            if cost > amount:
                return found - (-gains[one] * amount // cost)
            found, amount = found + gains[one], amount - cost
        return found


def greedy(coverage: Coverage) -> list[int]:
    """Take again and again the affordable partner that adds most.

    Args:
        coverage: the tables.

    Returns:
        Positions of those chosen, in the order taken; of equals the first in the definition.

    Source:
        scoring.md 3g, as a baseline to show.
    """
    chosen: list[int] = []
    while True:
        covered = coverage.covered(chosen)
        gains = {
            one: coverage.weight(covers & ~covered)
            for one, covers in enumerate(coverage.covers)
            if coverage.is_affordable([*chosen, one])
        }
        best = max(gains, key=gains.__getitem__, default=0)
        if not gains.get(best):
            return chosen
        chosen.append(best)


def random_loss(coverage: Coverage, sample: int) -> int:
    """Say what random choices lose: partners are taken in a random order, each one that the budget still allows.

    Args:
        coverage: the tables.
        sample: number of choices, always the same ones.

    Returns:
        Units, the sum over the choices.
    """
    return sum(map(coverage.loss, _random_choices(coverage, sample)))


def _random_choices(coverage: Coverage, number: int) -> Iterator[list[int]]:
    stream = Stream(_SEED, "choices")
    for _ in range(number):
        chosen: list[int] = []
        left = coverage.limits
        for one in stream.shuffled(range(len(coverage.ids))):
            after = [amount - cost for amount, cost in zip(left, coverage.costs[one], strict=True)]
            if min(after) >= 0:
                chosen, left = [*chosen, one], after
        yield chosen


def bounds(definition: Definition, most_steps: int = MOST_STEPS, sample: int = SAMPLE) -> dict[str, Any] | None:
    """Work out what a definition stores of its best choice and of random ones.

    Args:
        definition: a definition without problems, but for its bounds.
        most_steps: after so many choices looked at the search stops.
        sample: number of random choices, >= 1.

    Returns:
        The "bounds"; None when the search was stopped before it was sure.
    """
    found = _searched(canonical({name: definition[name] for name in _SCORED}), most_steps, sample)
    return None if found is None else json.loads(found)


def optimum(definition: Definition, most_steps: int = MOST_STEPS) -> dict[str, Any]:
    """Search for the best choice again.

    Args:
        definition: a definition without problems.
        most_steps: after so many choices looked at the search stops.

    Returns:
        {"response": a choice that earns every point, "bounds": as a definition stores them}.

    Raises:
        NotProvedError: the search was given up.
    """
    found = bounds(definition, most_steps, definition["bounds"]["sample"])
    if found is None:
        raise NotProvedError
    return {"response": {"chosen": found["chosen"]}, "bounds": found}


@lru_cache(maxsize=256)
def _searched(scored: bytes, most_steps: int, sample: int) -> bytes | None:
    """Search once for definitions that differ in their words only; as bytes, which no caller can change."""
    coverage = Coverage(json.loads(scored))
    best = Search(coverage).run(most_steps)
    if best is None:
        return None
    chosen = sorted(coverage.ids[one] for one in best)
    random = random_loss(coverage, sample)
    return canonical({"chosen": chosen, "loss": coverage.loss(best), "random": random, "sample": sample})
