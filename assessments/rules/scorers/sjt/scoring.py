"""`sjt-pairs/1`: judgement is how options are ordered; every scale gives the same points, a flat one gives none."""

from collections.abc import Mapping
from typing import Any

from assessments.rules import points
from assessments.rules.scorers.results import Line, Reasons, Stamp, name_of
from assessments.rules.scorers.sjt import comparing, picking
from assessments.rules.scorers.sjt.comparing import Compared
from assessments.rules.scorers.sjt.forms import PICKS
from assessments.rules.scorers.sjt.pairs import HIGHEST, extremes, kept_pairs
from assessments.rules.scorers.sjt.picking import Picked
from assessments.rules.scorers.sjt.style import style_of
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import MICRO, ScoredResponse

Answers = dict[str, dict[str, Any]]


class SjtPairs:
    """Scorer of one exercise with situations to judge."""

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt; it does not change the score.
        """
        self._stamp = Stamp.of(definition, variant)
        self._mode: str = definition["mode"]
        self._listed = definition["scenarios"]
        self._scenarios = {scenario.line.id: scenario for scenario in compiled(definition)}

    @property
    def possible(self) -> int:
        """Micro-points that the exercise is worth."""
        return sum(scenario.line.possible for scenario in self._scenarios.values())

    def score(self, response: object, policy: str = "") -> ScoredResponse:
        """Score any JSON value; never raises.

        Args:
            response: {"answers": scenario id → answer}; an answer is option id → rating (1 to 7) or place (1 = best),
                or {"best": option id, "worst": option id}.
            policy: digest of the policy, kept in the result.

        Returns:
            One line per scenario, and a floor line after each that went below 0; "answered" as soon as one option is.

        Source:
            scoring.md 3a.
        """
        reasons = Reasons()
        answers = self._read(response, reasons)
        lines = [scenario.line for scenario in self._scenarios.values()]
        if reasons.entries:
            return self._stamp.nothing("invalid", lines, {"reasons": reasons.entries}, response, policy)
        if not answers:
            return self._stamp.nothing("unanswered", lines, {"answers": {}}, response, policy)
        criteria = [line for key, scenario in self._scenarios.items() for line in scenario.score(answers.get(key, {}))]
        style = style_of(self._listed, answers) if self._mode == "rate" else {}
        return self._stamp.result("answered", criteria, {"answers": answers, **style}, response, policy)

    def _read(self, response: object, reasons: Reasons) -> Answers:
        if response is None:
            return {}
        if not isinstance(response, dict):
            reasons.add("response.not_an_object")
            return {}
        answers = response.get("answers")
        if answers is not None and not isinstance(answers, dict):
            reasons.add("sjt.answers_not_an_object")
            return {}
        return self._read_answers(answers or {}, reasons)

    def _read_answers(self, answers: Mapping[Any, object], reasons: Reasons) -> Answers:
        for key in answers:
            if key not in self._scenarios:
                reasons.add("sjt.unknown_scenario", scenario=name_of(key))
        read: Answers = {}
        for key, scenario in self._scenarios.items():
            answer = answers.get(key)
            if answer is not None and not isinstance(answer, dict):
                reasons.add("sjt.not_an_answer", scenario=key)
            elif answer:
                read[key] = dict(scenario.read(answer, reasons))
        return {key: answer for key, answer in read.items() if answer}


def compiled(definition: Definition) -> list[Compared | Picked]:
    """Make the scenarios of a definition ready to score.

    Args:
        definition: a definition without problems.

    Returns:
        One for each scenario; their points are as equal as they can be and add up to those of the exercise.
    """
    scenarios = definition["scenarios"]
    shares = points.split(definition["points"] * MICRO, [1] * len(scenarios))
    return [_compiled(definition, scenario, share) for scenario, share in zip(scenarios, shares, strict=True)]


def _compiled(definition: Definition, scenario: Mapping[str, Any], possible: int) -> Compared | Picked:
    mode, options = definition["mode"], scenario["options"]
    ids = tuple(option["id"] for option in options)
    if mode == "best-worst":
        line = Line(scenario["id"], definition.get("competency"), possible, picking.RULE)
        return Picked(line, ids, dict(zip(PICKS, extremes(options), strict=True)))
    line = Line(scenario["id"], definition.get("competency"), possible, comparing.RULE)
    is_ranked = mode == "rank"
    return Compared(line, ids, kept_pairs(options), len(ids) if is_ranked else HIGHEST, is_ranked)
