"""How good a deal is: what was claimed, what was left on the table, how equal the gains are; and what is stored of it.

Everything is a whole number. A gain is counted in parts of `scale`: 0 at the least that a side may accept, `scale` at
the most it can have among deals acceptable to both.
"""

import json
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assessments.rules import points
from assessments.rules.canon import canonical
from assessments.rules.scorers.negotiation.domain import Domain, Point
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import MICRO

CLAIM, CREATION, FAIRNESS, PROCESS = CRITERIA = ("claim", "creation", "fairness", "process")
_SCORED = ("issues", "own_reserve", "other_reserve", "criteria", "own_discount", "other_discount", "rounds")


@dataclass(frozen=True, slots=True)
class Gains:
    """What both sides gain by a deal, in parts of the same whole."""

    own: int
    other: int


class Measures:
    """Measures deals against those acceptable to both.

    Attributes:
        rational: the frontier as far as it is acceptable to both, the counterpart's best first; [] when nothing is.
        own_most: the most that the learner can have among deals acceptable to both; `other_most` the counterpart.
        scale: the whole of a gain.
    """

    def __init__(self, domain: Domain) -> None:
        """Find the frontier.

        Args:
            domain: the tables.
        """
        least = (domain.own_reserve, domain.other_reserve)
        self.rational = [point for point in domain.frontier() if point.own >= least[0] and point.other >= least[1]]
        self._least = least
        self.own_most = self.rational[-1].own if self.rational else least[0]
        self.other_most = self.rational[0].other if self.rational else least[1]
        self._own_room, self._other_room = self.own_most - least[0], self.other_most - least[1]
        self.scale = self._own_room * self._other_room
        self._gains = [self.gains(point.own, point.other) for point in self.rational]
        self._leads = [gains.own - gains.other for gains in self._gains]

    def gains(self, own: int, other: int) -> Gains:
        """Say what both sides gain.

        Args:
            own: worth of a deal to the learner.
            other: worth to the counterpart.

        Returns:
            Both gains, 0 to `scale`.

        Source:
            scoring.md 3e, claim.
        """
        first = min(max(own - self._least[0], 0), self._own_room)
        second = min(max(other - self._least[1], 0), self._other_room)
        return Gains(first * self._other_room, second * self._own_room)

    def unused(self, gains: Gains) -> tuple[int, Point | None]:
        """Find the largest equal gain that both could still have.

        Args:
            gains: of a deal.

        Returns:
            0 to `scale`, and a deal that both prefer; None when there is none.

        Source:
            scoring.md 3e, unused.
        """
        place = bisect_left(self._leads, gains.own - gains.other)
        most, better = 0, None
        for near in (place - 1, place):
            if 0 <= near < len(self._gains):
                there = self._gains[near]
                gain = min(there.own - gains.own, there.other - gains.other)
                if gain > most:
                    most, better = gain, self.rational[near]
        return most, better

    def free_gain(self, own: int, other: int) -> Point | None:
        """Find a deal that one side would have preferred at no cost to the other.

        Args:
            own: worth of a deal to the learner.
            other: worth to the counterpart.

        Returns:
            The one with most to gain, None when there is none.
        """
        found = [point for point in self.rational if point.own >= own and point.other >= other]
        gain, deal = max(((point.own + point.other, point) for point in found), key=_first, default=(0, None))
        return deal if gain > own + other else None

    def kalai(self) -> Point | None:
        """Find the Kalai-Smorodinsky deal.

        Returns:
            The deal on the frontier whose smaller gain is largest, of two alike the learner's; None when no deal is
            acceptable to both.

        Source:
            scoring.md 3e, KS point: leximin.
        """
        pairs = zip(self._gains, self.rational, strict=True)
        ranked = (((*_leximin(gains), gains.own), point) for gains, point in pairs)
        return max(ranked, key=_first, default=(None, None))[1]

    def nash(self) -> Point | None:
        """Find the Nash deal.

        Returns:
            The deal with the largest product of gains, of equal ones the most equal; None as above.
        """
        pairs = zip(self._gains, self.rational, strict=True)
        ranked = (((gains.own * gains.other, *_leximin(gains)), point) for gains, point in pairs)
        return max(ranked, key=_first, default=(None, None))[1]

    def tally(self, domain: Domain) -> tuple[int, int]:
        """Count the deals acceptable to both and add up what they leave on the table.

        Args:
            domain: the tables.

        Returns:
            Their number, and the sum of `unused` over them; their ratio is what a random one leaves.

        Source:
            scoring.md 3e, e0, as the exact mean in place of a sample.
        """
        number = total = 0
        for own, other, count in domain.tally():
            if own >= self._least[0] and other >= self._least[1]:
                number += count
                total += count * self.unused(self.gains(own, other))[0]
        return number, total


@dataclass(frozen=True, slots=True)
class Worth:
    """Turns measures into micro-points.

    Attributes:
        shares: micro-points of each criterion.
        rational: number of deals acceptable to both.
        unused: sum of what they leave on the table.
    """

    shares: Mapping[str, int]
    rational: int
    unused: int

    def claim(self, gains: Gains, scale: int) -> int:
        """Give the points of the own gain.

        Args:
            gains: of a deal.
            scale: the whole of a gain.

        Returns:
            Micro-points.
        """
        return points.ratio(self.shares[CLAIM] * gains.own, scale)

    def creation(self, unused: int) -> int:
        """Give the points of leaving little on the table: 0 for as much as random deals leave.

        Args:
            unused: of a deal.

        Returns:
            Micro-points.

        Source:
            scoring.md 3e: (e - e0) / (1 - e0), in which unused(d) cancels out.
        """
        share = self.shares[CREATION]
        if not unused:
            return share
        return max(0, share - points.ratio(share * self.rational * unused, self.unused)) if self.unused else 0

    def fairness(self, gains: Gains) -> int:
        """Give the points of equal gains.

        Args:
            gains: of a deal.

        Returns:
            Micro-points, 0 when nobody gains.
        """
        more = max(gains.own, gains.other)
        return points.ratio(self.shares[FAIRNESS] * min(gains.own, gains.other), more) if more else 0


def shares_of(definition: Definition) -> dict[str, int]:
    """Share the points of an exercise out.

    Args:
        definition: a definition without problems, but for its bounds.

    Returns:
        Criterion → micro-points.
    """
    parts = points.split(definition["points"] * MICRO, [definition["criteria"][name] for name in CRITERIA])
    return dict(zip(CRITERIA, parts, strict=True))


def best_deal(measures: Measures, weights: Mapping[str, int]) -> Point | None:
    """Find the deal that earns everything.

    Args:
        measures: of the domain.
        weights: of each criterion.

    Returns:
        The Kalai-Smorodinsky deal; where fairness does not count, the learner's best acceptable to both; None when no
        deal is better for each side than its least.
    """
    if not measures.scale:
        return None
    return measures.kalai() if weights[FAIRNESS] else measures.rational[-1]


def bounds(definition: Definition) -> dict[str, Any]:
    """Work out what a definition stores of the deals that are possible.

    Args:
        definition: a definition without problems, but for its bounds.

    Returns:
        The entry "bounds".
    """
    found: dict[str, Any] = json.loads(
        _worked_out(canonical({name: definition[name] for name in _SCORED if name in definition}))
    )
    return found


@lru_cache(maxsize=256)
def _worked_out(scored: bytes) -> bytes:
    """Work it out once for definitions that differ in their words only; as bytes, which no caller can change."""
    definition = json.loads(scored)
    domain, weights = Domain(definition), definition["criteria"]
    found = _in_round(domain, weights)
    if any(domain.discounts):
        found["later"] = [_in_round(domain.at(number), weights) for number in range(2, definition["rounds"] + 1)]
    return canonical(found)


def _in_round(domain: Domain, weights: Mapping[str, int]) -> dict[str, Any]:
    measures = Measures(domain)
    number, unused = measures.tally(domain)
    best = best_deal(measures, weights)
    return {
        "rational": number,
        "unused": unused,
        "own_most": measures.own_most if number else None,
        "other_most": measures.other_most if number else None,
        "nash": _pair(measures.nash()),
        "best": domain.named(best.deal) if best else None,
    }


def bounds_in(definition: Definition, number: int) -> Mapping[str, Any]:
    """Look up what is stored of the deals that are possible in a round.

    Args:
        definition: a definition without problems.
        number: of the round, from 1.

    Returns:
        The entry "bounds", or its part for that round where waiting costs something.
    """
    first: Mapping[str, Any] = definition["bounds"]
    return first["later"][number - 2] if number > 1 and "later" in first else first


def _pair(point: Point | None) -> list[int] | None:
    return [point.own, point.other] if point else None


def _leximin(gains: Gains) -> tuple[int, int]:
    return min(gains.own, gains.other), max(gains.own, gains.other)


def _first(pair: tuple[Any, Any]) -> Any:
    return pair[0]
