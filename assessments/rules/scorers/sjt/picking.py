"""Scenarios whose best and worst options are picked: half of the points for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.rules import points
from assessments.rules.scorers.results import Line, Reasons, name_of
from assessments.rules.scorers.sjt.forms import PICKS
from assessments.rules.types.scores import Criterion, Evidence

RULE = "sjt-best-worst"
MISSED, OPEN = "sjt.missed", "sjt.not_picked"


@dataclass(frozen=True, slots=True)
class Picked:
    """One scenario, ready to score; `accepted` maps "best" and "worst" to the options that are right."""

    line: Line
    options: tuple[str, ...]
    accepted: Mapping[str, frozenset[str]]

    def read(self, answer: Mapping[Any, object], reasons: Reasons) -> dict[str, str]:
        """Read the options picked.

        Args:
            answer: {"best": option id, "worst": option id}; any JSON object.
            reasons: where goes what no form of ours sends.

        Returns:
            The picks that were made.
        """
        for name in answer:
            if name not in PICKS:
                reasons.add("sjt.unknown_pick", scenario=self.line.id, pick=name_of(name))
        read: dict[str, str] = {}
        for name in PICKS:
            option = answer.get(name)
            if isinstance(option, str) and option in self.options:
                read[name] = option
            elif option is not None and option != "":
                reasons.add("sjt.unknown_option", scenario=self.line.id, option=name_of(option))
        return read

    def score(self, given: Mapping[str, Any]) -> tuple[Criterion, ...]:
        """Score the picks: half of the points for the best, half for the worst; where means tie each is accepted.

        Args:
            given: what `read` gave; the same option as best and worst is no answer.

        Returns:
            The line of the scenario.

        Source:
            scoring.md 3a: best/worst, 1/2 each; reversed = 0.
        """
        if not given:
            return self.line.nothing("unanswered")
        if given.get(PICKS[0]) == given.get(PICKS[1]):
            return self.line.nothing("invalid")
        halves = points.split(self.line.possible, [1, 1])
        evidence = [
            Evidence(MISSED if name in given else OPEN, {"pick": name}, half)
            for name, half in zip(PICKS, halves, strict=True)
            if given.get(name) not in self.accepted[name]
        ]
        right = len(PICKS) - len(evidence)
        earned = self.line.possible - sum(entry.lost for entry in evidence)
        return self.line.criterion("sjt.picks", {"right": right}, evidence, earned)
