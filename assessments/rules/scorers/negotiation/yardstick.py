"""What a deal that is reached in one round earns of claim, creation and fairness."""

from collections.abc import Mapping
from typing import Any

from assessments.rules import points
from assessments.rules.scorers.negotiation.domain import Domain, Point, named_deal
from assessments.rules.scorers.negotiation.measures import (
    CLAIM,
    CREATION,
    CRITERIA,
    FAIRNESS,
    Gains,
    Measures,
    Worth,
)
from assessments.rules.types.scores import Evidence

Scored = dict[str, tuple[int, list[Evidence]]]


class Yardstick:
    """Measures deals by what is possible in one round.

    Attributes:
        worth: turns measures into micro-points.
        best: criterion → what the best deal of the round earns there, {} when no deal is acceptable to both.
    """

    def __init__(self, domain: Domain, shares: Mapping[str, int], bounds: Mapping[str, Any]) -> None:
        """Prepare.

        Args:
            domain: the tables of the round.
            shares: criterion → micro-points.
            bounds: what is stored of the deals possible in the round.
        """
        self._domain, self._measures = domain, Measures(domain)
        self.worth = Worth(shares, bounds["rational"], bounds["unused"])
        best = named_deal(domain, bounds["best"]) if bounds["best"] else None
        self.best = {name: earned for name, (earned, _) in self.earned(best, None).items()} if best else {}

    def broken(self, deal: Point) -> dict[str, Any] | None:
        """Say what of the mandate a deal breaks.

        Args:
            deal: that was agreed.

        Returns:
            {"reserve": whether it is below the least, "options": [issue id, option id] of forbidden terms}; None when
            the mandate allows it.
        """
        options = [list(term) for term in self._domain.broken_terms(deal.deal)]
        is_below = deal.own < self._domain.own_reserve
        return {"reserve": is_below, "options": options} if is_below or options else None

    def earned(self, deal: Point, broken: Mapping[str, Any] | None) -> Scored:
        """Score a deal.

        Args:
            deal: that was agreed.
            broken: as above.

        Returns:
            Criterion → micro-points and why some are missing.
        """
        gains = self._measures.gains(deal.own, deal.other)
        if not self._measures.scale:
            return {name: self._less(name, 0, "mandate", broken or {}) for name in CRITERIA}
        return {
            CLAIM: self._less(CLAIM, 0, "mandate", broken) if broken else self._claim(deal, gains),
            CREATION: self._creation(gains),
            FAIRNESS: self._fairness(gains),
        }

    def _claim(self, deal: Point, gains: Gains) -> tuple[int, list[Evidence]]:
        most, reserve = self._measures.own_most, self._domain.own_reserve
        earned = self.worth.claim(gains, self._measures.scale)
        return self._less(CLAIM, earned, CLAIM, {"own": deal.own, "reserve": reserve, "most": most})

    def _creation(self, gains: Gains) -> tuple[int, list[Evidence]]:
        unused = self._measures.unused(gains)[0]
        earned = self.worth.creation(unused)
        percent = points.percent(unused, self._measures.scale) if unused else 0
        return self._less(CREATION, earned, CREATION, {"unused_percent": percent})

    def _fairness(self, gains: Gains) -> tuple[int, list[Evidence]]:
        earned, scale = self.worth.fairness(gains), self._measures.scale
        percents = {
            "own_percent": points.percent(gains.own, scale),
            "other_percent": points.percent(gains.other, scale),
        }
        return self._less(FAIRNESS, earned, FAIRNESS, percents)

    def _less(self, name: str, earned: int, key: str, params: Mapping[str, Any]) -> tuple[int, list[Evidence]]:
        return less(self.worth.shares[name], earned, key, params)


def less(share: int, earned: int, key: str, params: Mapping[str, Any]) -> tuple[int, list[Evidence]]:
    """Say why a line earns less than its share.

    Args:
        share: micro-points of the line.
        earned: micro-points, up to that.
        key: of the reason.
        params: that fill its sentence.

    Returns:
        What is earned, and the reason when something is lost.
    """
    lost = share - earned
    return earned, [Evidence(f"negotiation.{key}", params, lost)] if lost else []
