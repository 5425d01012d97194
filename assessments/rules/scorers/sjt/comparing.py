"""Scenarios whose options are rated or put in order: scored by the pairs that the panel agrees on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.rules import points
from assessments.rules.scorers.results import Line, Reasons, name_of
from assessments.rules.scorers.sjt.pairs import Pair
from assessments.rules.types.scores import Criterion, Evidence

RULE = "sjt-pairs"
REVERSED, TIED, OPEN = "sjt.reversed", "sjt.tied", "sjt.open"


@dataclass(frozen=True, slots=True)
class Compared:
    """One scenario, ready to score.

    Attributes:
        options: ids.
        pairs: the pairs kept, at least one.
        highest: the highest number that may be given.
        is_ranked: whether numbers are places, 1 being the best; else ratings, 1 being the worst.
    """

    line: Line
    options: tuple[str, ...]
    pairs: tuple[Pair, ...]
    highest: int
    is_ranked: bool

    def read(self, answer: Mapping[Any, object], reasons: Reasons) -> dict[str, int]:
        """Read the numbers given to options.

        Args:
            answer: option id → rating or place; any JSON object.
            reasons: where goes what no form of ours sends.

        Returns:
            Option id → number, without the options that have none.
        """
        for option in answer:
            if option not in self.options:
                reasons.add("sjt.unknown_option", scenario=self.line.id, option=name_of(option))
        read: dict[str, int] = {}
        for option in self.options:
            number = answer.get(option)
            if type(number) is int and 1 <= number <= self.highest:
                read[option] = number
            elif number is not None and number != "":
                reasons.add("sjt.unknown_number", scenario=self.line.id, option=option, number=name_of(number))
        return read

    def score(self, given: Mapping[str, Any]) -> tuple[Criterion, ...]:
        """Score the numbers given: 2C - 1 of the points, C being the weighted share of pairs in the panel's order.

        A pair counts 1 in the panel's order, 1/2 with equal numbers or with a number missing, 0 reversed. Of a ranking
        this is a weighted tau over the pairs kept.

        Args:
            given: what `read` gave.

        Returns:
            The line of the scenario, and a floor line when it went below 0.

        Source:
            scoring.md 3a: C = sum w [1; 1/2; 0] / sum w, max(0, 2C - 1).
        """
        if not given:
            return self.line.nothing("unanswered")
        found = [(pair, *self._found(pair, given)) for pair in self.pairs]
        net = sum(pair.weight * sign for pair, _, sign in found)
        earned = points.ratio(self.line.possible * net, sum(pair.weight for pair in self.pairs))
        faults = [(pair, key, pair.weight * (1 - sign)) for pair, key, sign in found if key]
        losses = points.split(self.line.possible - earned, [weight for *_, weight in faults])
        evidence = [
            Evidence(key, {"higher": pair.higher, "lower": pair.lower}, lost)
            for (pair, key, _), lost in zip(faults, losses, strict=True)
        ]
        counts = {"agreeing": len(self.pairs) - len(faults), "pairs": len(self.pairs)}
        return self.line.criterion("sjt.pairs", counts, evidence, earned)

    def _found(self, pair: Pair, given: Mapping[str, int]) -> tuple[str, int]:
        """Return what is wrong with a pair ("" = nothing), and whether it adds (1), takes away (-1) or neither."""
        if pair.higher not in given or pair.lower not in given:
            return OPEN, 0
        ahead = given[pair.higher] - given[pair.lower]
        if self.is_ranked:
            ahead = -ahead
        if ahead == 0:
            return TIED, 0
        return ("", 1) if ahead > 0 else (REVERSED, -1)
