"""`match/1`: right matches less the one that chance gives, of all matches less that one; never below 0."""

from collections.abc import Mapping
from typing import Any

from assessments.rules import points
from assessments.rules.scorers.results import Line, Reasons, Stamp, name_of
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import MICRO, Criterion, Evidence, ScoredResponse


class Match:
    """Scorer of one exercise with pairs."""

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt; it does not change the score.
        """
        self._stamp = Stamp.of(definition, variant)
        self._targets: dict[str, str] = {pair["id"]: pair["target"] for pair in definition["pairs"]}
        self._known = frozenset(self._targets.values())
        self._line = Line("match", definition.get("competency"), definition["points"] * MICRO, "match")

    @property
    def possible(self) -> int:
        """Micro-points that the exercise is worth."""
        return self._line.possible

    def score(self, response: object, policy: str = "") -> ScoredResponse:
        """Score any JSON value; never raises.

        Args:
            response: {"matches": pair id → id of a right side}; one right side may be given several times.
            policy: digest of the policy, kept in the result.

        Returns:
            One line; "answered" as soon as one pair is.

        Source:
            scoring.md 3h: max(0, (c - 1) / (k - 1)).
        """
        reasons = Reasons()
        matches = self._read(response, reasons)
        if reasons.entries:
            return self._stamp.nothing("invalid", [self._line], {"reasons": reasons.entries}, response, policy)
        if not matches:
            return self._stamp.nothing("unanswered", [self._line], {"matches": {}}, response, policy)
        faults = [self._fault(pair, matches) for pair, target in self._targets.items() if matches.get(pair) != target]
        pairs = len(self._targets)
        right = pairs - len(faults)
        criteria = self._criteria(faults, right, pairs)
        diagnostics = {"matches": matches, "right": right, "pairs": pairs}
        return self._stamp.result("answered", criteria, diagnostics, response, policy)

    def _criteria(self, faults: list[tuple[str, dict[str, str]]], right: int, pairs: int) -> tuple[Criterion, ...]:
        earned = points.ratio(self.possible * (right - 1), pairs - 1)
        losses = points.split(self.possible - earned, [1] * len(faults))
        evidence = [Evidence(key, params, lost) for (key, params), lost in zip(faults, losses, strict=True)]
        return self._line.criterion("match.pairs", {"right": right, "pairs": pairs}, evidence, earned)

    def _fault(self, pair: str, matches: Mapping[str, str]) -> tuple[str, dict[str, str]]:
        if pair in matches:
            return "match.wrong", {"pair": pair, "target": matches[pair]}
        return "match.missed", {"pair": pair}

    def _read(self, response: object, reasons: Reasons) -> dict[str, str]:
        if response is None:
            return {}
        if not isinstance(response, dict):
            reasons.add("response.not_an_object")
            return {}
        matches = response.get("matches")
        if matches is not None and not isinstance(matches, dict):
            reasons.add("match.matches_not_an_object")
            return {}
        return self._read_matches(matches or {}, reasons)

    def _read_matches(self, matches: Mapping[Any, object], reasons: Reasons) -> dict[str, str]:
        for pair in matches:
            if pair not in self._targets:
                reasons.add("match.unknown_pair", pair=name_of(pair))
        read: dict[str, str] = {}
        for pair in self._targets:
            target = matches.get(pair)
            if isinstance(target, str) and target in self._known:
                read[pair] = target
            elif target is not None and target != "":
                reasons.add("match.unknown_target", pair=pair, target=name_of(target))
        return read
