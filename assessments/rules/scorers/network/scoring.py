"""`network/1`: how far a choice of partners lies between a random one and the best one, by what it leaves uncovered."""

from collections.abc import Iterator

from assessments.rules.scorers.network.coverage import Coverage
from assessments.rules.scorers.results import Line, Reasons, Stamp, name_of
from assessments.rules.scorers.scale import Loss, Scale
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import MICRO, ScoredResponse

LINE = "network"


def scale_of(definition: Definition) -> Scale:
    """Read what the best choice loses and what random ones do.

    Args:
        definition: a definition without problems.

    Returns:
        The scale.
    """
    bounds = definition["bounds"]
    return Scale(bounds["loss"], bounds["random"], bounds["sample"])


class Network:
    """Scorer of one choice of partners."""

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt; it does not change the score.
        """
        self._stamp = Stamp.of(definition, variant)
        self._line = Line(LINE, definition.get("competency"), definition["points"] * MICRO, "network")
        self._coverage = Coverage(definition)
        self._positions = {candidate: position for position, candidate in enumerate(self._coverage.ids)}
        self._needs = [(need["id"], need["weight"]) for need in definition["needs"]]
        self._reach = definition["reach"]
        self._resources = [resource["id"] for resource in definition["resources"]]
        self._scale = scale_of(definition)

    @property
    def possible(self) -> int:
        """Micro-points that the exercise is worth."""
        return self._line.possible

    def score(self, response: object, policy: str = "") -> ScoredResponse:
        """Score any JSON value; never raises.

        Args:
            response: {"chosen": ids of candidates, each once}; a choice that the budget does not allow is invalid.
            policy: digest of the policy, kept in the result.

        Returns:
            One line with what is not covered as evidence, and adjustments: what no affordable choice could have
            covered, the rest below 0.

        Source:
            scoring.md 3g.
        """
        reasons = Reasons()
        chosen = self._read(response, reasons)
        ids = [self._coverage.ids[one] for one in chosen]
        if reasons.entries:
            diagnostics = {"reasons": reasons.entries, "chosen": ids}
            return self._stamp.nothing("invalid", [self._line], diagnostics, response, policy)
        if not chosen:
            return self._stamp.nothing("unanswered", [self._line], {"chosen": []}, response, policy)
        losses = list(self._losses(self._coverage.covered(chosen)))
        covered = self._coverage.total - sum(units for _, _, units in losses)
        counts = {"covered": covered, "total": self._coverage.total}
        criteria = self._scale.criteria(self._line, losses, "network.choice", counts)
        return self._stamp.result("answered", criteria, {"chosen": ids, "covered": covered}, response, policy)

    def _losses(self, covered: int) -> Iterator[Loss]:
        for bit, (need, weight) in enumerate(self._needs):
            if not covered >> bit & 1:
                yield "network.unmet", {"need": need}, weight
        reached = covered >> len(self._needs)
        far = [candidate for bit, candidate in enumerate(self._coverage.ids) if not reached >> bit & 1]
        if self._reach and far:
            yield "network.out_of_reach", {"candidates": far}, self._reach * len(far)

    def _read(self, response: object, reasons: Reasons) -> list[int]:
        """Return the positions of those chosen."""
        given = response.get("chosen") if isinstance(response, dict) else response
        if given is None:
            return []
        if not isinstance(given, list) or not isinstance(response, dict):
            reasons.add("network.not_a_list" if isinstance(response, dict) else "response.not_an_object")
            return []
        chosen: list[int] = []
        for name in given:
            position = self._positions.get(name) if isinstance(name, str) else None
            if position is None:
                reasons.add("network.unknown_candidate", candidate=name_of(name))
            elif position in chosen:
                reasons.add("network.candidate_repeated", candidate=name)
            else:
                chosen.append(position)
        spent = zip(self._resources, self._coverage.spent(chosen), self._coverage.limits, strict=True)
        for resource, amount, limit in spent:
            if amount > limit:
                reasons.add("network.over_budget", resource=resource, spent=amount, limit=limit)
        return sorted(chosen)
