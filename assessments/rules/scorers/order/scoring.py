"""What every ordering exercise shares; `order-tau/1`: concordant less discordant pairs, over those of unequal rank."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from assessments.rules import points
from assessments.rules.scorers.order.pairs import Pair, reversed_pairs, strict_pairs
from assessments.rules.scorers.results import Line, Reasons, Stamp, name_of
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import MICRO, Evidence, ScoredResponse

LINE = "order"

Answer = Mapping[str, Any]
"""Facts of a confirmed order, kept with the score."""
Judged = tuple[str, dict[str, int], list[Evidence], int]
"""Message key, counts for it, reasons, and micro-points of any sign."""


class Ordering(ABC):
    """Scorer of one ordering exercise, but for the rule that gives the points."""

    RULE: ClassVar[str]

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt; it does not change the score.
        """
        self._stamp = Stamp.of(definition, variant)
        self._line = Line(LINE, definition.get("competency"), definition["points"] * MICRO, self.RULE)
        self._entries = tuple(entry["id"] for entry in definition["entries"])

    @property
    def possible(self) -> int:
        """Micro-points that the exercise is worth."""
        return self._line.possible

    def score(self, response: object, policy: str = "") -> ScoredResponse:
        """Score any JSON value; never raises.

        Args:
            response: {"order": every entry id once, "confirmed": true}; not confirmed is unanswered.
            policy: digest of the policy, kept in the result.

        Returns:
            One line, with what stands wrong as evidence, and the floor below 0.

        Source:
            scoring.md 3c.
        """
        order, reasons = self._read(response)
        if reasons.entries:
            return self._stamp.nothing("invalid", [self._line], {"reasons": reasons.entries}, response, policy)
        if order is None:
            return self._stamp.nothing("unanswered", [self._line], {}, response, policy)
        answer = self._answer(order, response)
        message, counts, evidence, earned = self._judge(answer)
        criteria = self._line.criterion(message, counts, evidence, earned)
        return self._stamp.result("answered", criteria, {**answer, **counts}, response, policy)

    def _answer(self, order: list[str], _response: Any) -> Answer:
        """Return what a confirmed order says."""
        return {"order": order}

    @abstractmethod
    def _judge(self, answer: Answer) -> Judged:
        """Judge a confirmed order."""

    def _read(self, response: object) -> tuple[list[str] | None, Reasons]:
        """Return the confirmed order, None when there is none, and what is wrong with the response."""
        reasons = Reasons()
        if response is None:
            return None, reasons
        if not isinstance(response, dict):
            reasons.add("response.not_an_object")
            return None, reasons
        order, confirmed = response.get("order"), response.get("confirmed", False)
        if not isinstance(confirmed, bool):
            reasons.add("order.confirmed_not_a_boolean")
        if order is None and confirmed is not True:
            return None, reasons
        if not isinstance(order, list):
            reasons.add("order.not_a_list")
            return None, reasons
        self._check_entries(order, reasons)
        return (order if confirmed else None), reasons

    def _check_entries(self, order: list[Any], reasons: Reasons) -> None:
        seen: set[str] = set()
        for entry in order:
            if not isinstance(entry, str) or entry not in self._entries:
                reasons.add("order.unknown_entry", entry=name_of(entry))
            elif entry in seen:
                reasons.add("order.repeated_entry", entry=entry)
            else:
                seen.add(entry)
        for entry in self._entries:
            if entry not in seen:
                reasons.add("order.missing_entry", entry=entry)


class OrderTau(Ordering):
    """Scorer by pairs: who stands before whom."""

    RULE = "order-tau"

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt; it does not change the score.
        """
        super().__init__(definition, variant)
        self._pairs = strict_pairs(definition)
        self._rules = (*(rule["id"] for rule in definition.get("rules") or ()), None)

    def _judge(self, answer: Answer) -> Judged:
        """Give max(0, tau) of the points, scoring.md 3c; the reversed pairs are grouped by rule."""
        wrong = reversed_pairs(self._pairs, answer["order"])
        counts = {
            "concordant": len(self._pairs) - len(wrong),
            "discordant": len(wrong),
            "pairs": len(self._pairs),
        }
        net = len(self._pairs) - 2 * len(wrong)
        earned = points.ratio(self._line.possible * net, len(self._pairs))
        return "order.tau", counts, self._evidence(wrong, earned), earned

    def _evidence(self, wrong: list[Pair], earned: int) -> list[Evidence]:
        grouped = [(rule, [pair for pair in wrong if pair.rule == rule]) for rule in self._rules]
        groups = [(rule, pairs) for rule, pairs in grouped if pairs]
        losses = points.split(self._line.possible - earned, [len(pairs) for _, pairs in groups])
        return [
            Evidence("order.reversed", {"rule": rule, "pairs": [[pair.higher, pair.lower] for pair in pairs]}, lost)
            for (rule, pairs), lost in zip(groups, losses, strict=True)
        ]
