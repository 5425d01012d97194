"""`numeric/1`: a number within its tolerance earns all points, within twice the tolerance half of them if so agreed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessments.rules import points
from assessments.rules.scorers.numeric import numbers
from assessments.rules.scorers.results import Line, Reasons, Stamp, name_of
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import MICRO, Criterion, Evidence, ScoredResponse


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as written; `problem` is the message key of why it cannot be read, "" when it can."""

    text: str
    unit: str
    problem: str

    def to_json(self) -> dict[str, str]:
        """Return the stored form.

        Returns:
            A JSON object.
        """
        return {"text": name_of(self.text), "unit": self.unit, "problem": self.problem}


@dataclass(frozen=True, slots=True)
class Item:
    """One question, ready to score; `units` maps unit ids to how much of the key's unit one is."""

    line: Line
    value: Fraction
    tolerance: str
    amount: Fraction
    has_half: bool
    units: Mapping[str, Fraction]

    def score(self, given: Given | None) -> tuple[Criterion, ...]:
        """Score an answer.

        Args:
            given: None when unanswered.

        Returns:
            The line of the question.

        Source:
            scoring.md 3h: nominal, relative or geometric tolerance, half credit at twice the tolerance.
        """
        if given is None:
            return self.line.nothing("unanswered")
        number = numbers.read(given.text)
        if number is None or given.problem:
            return self.line.nothing("invalid")
        value = Fraction(number) * self.units.get(given.unit, Fraction(1))
        possible = self.line.possible
        if self._is_within(value, 1):
            return self.line.criterion("numeric.full", {}, (), possible)
        if self.has_half and self._is_within(value, 2):
            earned = points.ratio(possible, 2)
            return self.line.criterion("numeric.half", {}, [self._lost("numeric.near", possible - earned)], earned)
        return self.line.criterion("numeric.none", {}, [self._lost("numeric.wrong", possible)], 0)

    def _lost(self, key: str, lost: int) -> Evidence:
        return Evidence(key, {"item": self.line.id}, lost)

    def _is_within(self, value: Fraction, times: int) -> bool:
        amount = self.amount * times
        if self.tolerance == "geometric":
            least, most = sorted((abs(value), abs(self.value)))
            return value * self.value > 0 and most <= least * (1 + amount)
        allowed = amount * abs(self.value) if self.tolerance == "relative" else amount
        return abs(value - self.value) <= allowed

    def read(self, answer: object, reasons: Reasons) -> Given | None:
        """Read an answer to this question.

        Args:
            answer: any JSON value.
            reasons: where goes what no form of ours sends.

        Returns:
            None when there is no answer.
        """
        if answer is None:
            return None
        sent = answer if isinstance(answer, dict) else {}
        value, unit = (_text(sent.get(name)) for name in ("value", "unit"))
        if value is None or unit is None or sent is not answer:
            reasons.add("numeric.not_an_answer", item=self.line.id)
            return None
        if unit and unit not in self.units:
            reasons.add("numeric.unknown_unit", item=self.line.id, unit=name_of(unit))
            return None
        return self._given(value, unit) if value.strip() else None

    def _given(self, value: str, unit: str) -> Given:
        if not unit and len(self.units) == 1:
            unit = next(iter(self.units))
        problem = numbers.problem(value) or ("numeric.no_unit" if self.units and not unit else "")
        return Given(value, unit, problem)


class Numeric:
    """Scorer of one exercise with numbers."""

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt; it does not change the score.
        """
        self._stamp = Stamp.of(definition, variant)
        self._items = {item["id"]: compiled(item) for item in definition["items"]}

    @property
    def possible(self) -> int:
        """Micro-points that the exercise is worth."""
        return sum(item.line.possible for item in self._items.values())

    def score(self, response: object, policy: str = "") -> ScoredResponse:
        """Score any JSON value; never raises.

        Args:
            response: {"answers": item id → {"value": text, "unit": unit id}}.
            policy: digest of the policy, kept in the result.

        Returns:
            One line per question; "answered" as soon as one question is. A text that is no number makes its own line
            invalid, not the others.
        """
        reasons = Reasons()
        given = self._read(response, reasons)
        lines = [item.line for item in self._items.values()]
        if reasons.entries:
            return self._stamp.nothing("invalid", lines, {"reasons": reasons.entries}, response, policy)
        if not given:
            return self._stamp.nothing("unanswered", lines, {"given": {}}, response, policy)
        criteria = [line for key, item in self._items.items() for line in item.score(given.get(key))]
        diagnostics = {"given": {key: answer.to_json() for key, answer in given.items()}}
        return self._stamp.result("answered", criteria, diagnostics, response, policy)

    def _read(self, response: object, reasons: Reasons) -> dict[str, Given]:
        if response is None:
            return {}
        if not isinstance(response, dict):
            reasons.add("response.not_an_object")
            return {}
        answers = response.get("answers")
        if answers is not None and not isinstance(answers, dict):
            reasons.add("numeric.answers_not_an_object")
            return {}
        return self._read_answers(answers or {}, reasons)

    def _read_answers(self, answers: Mapping[Any, object], reasons: Reasons) -> dict[str, Given]:
        for key in answers:
            if key not in self._items:
                reasons.add("numeric.unknown_item", item=name_of(key))
        read = {key: item.read(answers[key], reasons) for key, item in self._items.items() if key in answers}
        return {key: given for key, given in read.items() if given}


def compiled(item: Mapping[str, Any]) -> Item:
    """Make a question ready to score.

    Args:
        item: a question without problems.

    Returns:
        The question.
    """
    return Item(
        line=Line(item["id"], item.get("competency"), item["points"] * MICRO, "numeric"),
        value=_fraction(item["value"]),
        tolerance=item["tolerance"]["kind"],
        amount=_fraction(item["tolerance"]["amount"]),
        has_half=item.get("half", False),
        units={unit["id"]: _fraction(unit["factor"]) for unit in item.get("units", [])},
    )


def _text(value: object) -> str | None:
    """Return a text, "" for nothing, None for what is no text."""
    if value is None:
        return ""
    return value if isinstance(value, str) else None


def _fraction(text: str) -> Fraction:
    return Fraction(Decimal(text))
