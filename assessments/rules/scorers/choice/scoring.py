"""A single choice is right or not; several choices count hits less wrong ones, never below 0.

`select-net/1` asks every question, `select-pool/1` those that were drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.rules import points
from assessments.rules.scorers.choice.pool import asked
from assessments.rules.scorers.results import Line, Reasons, Stamp, name_of
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import Criterion, Evidence, ScoredResponse

Answers = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Item:
    """One question, ready to score."""

    line: Line
    options: tuple[str, ...]
    right: frozenset[str]
    is_single: bool

    def score(self, chosen: tuple[str, ...]) -> tuple[Criterion, ...]:
        """Score the options chosen.

        Args:
            chosen: option ids of this question, () when unanswered.

        Returns:
            The lines of the question.

        Source:
            scoring.md 3h: hits/right - false/wrong, floor 0.
        """
        if not chosen:
            return self.line.nothing("unanswered")
        wrong = [("choice.wrong", option) for option in chosen if option not in self.right]
        missed = [("choice.missed", option) for option in self.options if option in self.right - {*chosen}]
        if self.is_single:
            return self._lines(wrong, [1] * len(wrong), 0 if wrong else self.line.possible)
        rights, wrongs = len(self.right), len(self.options) - len(self.right)
        net = (rights - len(missed)) * wrongs - len(wrong) * rights
        weights = [rights] * len(wrong) + [wrongs] * len(missed)
        return self._lines(wrong + missed, weights, points.ratio(self.line.possible * net, rights * wrongs))

    def _lines(self, faults: list[tuple[str, str]], weights: list[int], earned: int) -> tuple[Criterion, ...]:
        losses = points.split(self.line.possible - earned, weights)
        evidence = [
            Evidence(key, {"item": self.line.id, "option": option}, lost)
            for (key, option), lost in zip(faults, losses, strict=True)
        ]
        partly = "choice.part" if earned > 0 else "choice.none"
        return self.line.criterion(partly if faults else "choice.full", {}, evidence, earned)


class SelectNet:
    """Scorer of one knowledge check."""

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt; where every question is asked it does not change the score.
        """
        self._stamp = Stamp.of(definition, variant)
        self._items = {item["id"]: compiled(item, possible) for item, possible in asked(definition, variant)}

    @property
    def possible(self) -> int:
        """Micro-points that the exercise is worth."""
        return sum(item.line.possible for item in self._items.values())

    def score(self, response: object, policy: str = "") -> ScoredResponse:
        """Score any JSON value; never raises.

        Args:
            response: {"answers": item id → list of option ids}.
            policy: digest of the policy, kept in the result.

        Returns:
            One line per question; "answered" as soon as one question is.
        """
        answers, reasons = self._read(response)
        lines = [item.line for item in self._items.values()]
        if reasons.entries:
            return self._stamp.nothing("invalid", lines, {"reasons": reasons.entries}, response, policy)
        if not answers:
            return self._stamp.nothing("unanswered", lines, {"chosen": {}}, response, policy)
        criteria = [line for key, item in self._items.items() for line in item.score(answers.get(key, ()))]
        chosen = {key: list(options) for key, options in answers.items()}
        return self._stamp.result("answered", criteria, {"chosen": chosen}, response, policy)

    def _read(self, response: object) -> tuple[Answers, Reasons]:
        reasons = Reasons()
        if response is None:
            return {}, reasons
        if not isinstance(response, dict):
            reasons.add("response.not_an_object")
            return {}, reasons
        answers = response.get("answers")
        if answers is not None and not isinstance(answers, dict):
            reasons.add("choice.answers_not_an_object")
            return {}, reasons
        return self._read_answers(answers or {}, reasons), reasons

    def _read_answers(self, answers: Mapping[Any, object], reasons: Reasons) -> Answers:
        for key in answers:
            if key not in self._items:
                reasons.add("choice.unknown_item", item=name_of(key))
        read = {key: read_options(item, answers[key], reasons) for key, item in self._items.items() if key in answers}
        return {key: options for key, options in read.items() if options}


class SelectPool(SelectNet):
    """Scorer of the questions that were drawn from a pool."""

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt; it names the questions.
        """
        super().__init__(definition, variant)
        self._others = {item["id"] for item in definition["items"]} - self._items.keys()

    def _read_answers(self, answers: Mapping[Any, object], reasons: Reasons) -> Answers:
        """Leave answers to other questions of the pool aside: whether such a question exists is not told."""
        mine = {key: chosen for key, chosen in answers.items() if key not in self._others}
        return super()._read_answers(mine, reasons)


def read_options(item: Item, chosen: object, reasons: Reasons) -> tuple[str, ...]:
    """Read what was chosen of a question.

    Args:
        item: the question.
        chosen: any JSON value.
        reasons: told why it is invalid.

    Returns:
        Ids of options in the order of the question.
    """
    if chosen is None:
        return ()
    if not isinstance(chosen, list):
        reasons.add("choice.not_a_list", item=item.line.id)
        return ()
    seen: set[str] = set()
    for option in chosen:
        if not isinstance(option, str) or option not in item.options:
            reasons.add("choice.unknown_option", item=item.line.id, option=name_of(option))
        elif option in seen:
            reasons.add("choice.repeated_option", item=item.line.id, option=option)
        else:
            seen.add(option)
    if item.is_single and len(seen) > 1:
        reasons.add("choice.too_many", item=item.line.id)
    return tuple(option for option in item.options if option in seen)


def compiled(item: Mapping[str, Any], possible: int) -> Item:
    """Make a question ready to score.

    Args:
        item: its id, mode, competency and options, each with an id and whether it is right.
        possible: micro-points that it is worth.

    Returns:
        The question.
    """
    is_single = item["mode"] == "single"
    rule = "select-single" if is_single else "select-net"
    return Item(
        line=Line(item["id"], item.get("competency"), possible, rule),
        options=tuple(option["id"] for option in item["options"]),
        right=frozenset(option["id"] for option in item["options"] if option["right"]),
        is_single=is_single,
    )
