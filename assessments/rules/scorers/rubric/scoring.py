"""`rubric/1`: a person gives each criterion a level, and each level is worth what the rubric says."""

from collections.abc import Sequence

from assessments.rules import canon
from assessments.rules.scorers.results import Line, Stamp
from assessments.rules.scorers.rubric.marking import Marks, marks_in
from assessments.rules.scorers.rubric.reading import text_of
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import MICRO, Criterion, Evidence, ScoredResponse

RULE = "rubric-level"


class Rubric:
    """Scorer of one piece of written work."""

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: nothing is drawn; it does not change the score.
        """
        self._stamp = Stamp.of(definition, variant)
        self._definition = definition
        self._best: str = definition["levels"][-1]["id"]
        self._lines = tuple(
            Line(criterion["id"], criterion.get("competency"), criterion["points"][self._best] * MICRO, RULE)
            for criterion in definition["criteria"]
        )

    @property
    def possible(self) -> int:
        """Micro-points that the exercise is worth."""
        return sum(line.possible for line in self._lines)

    def score(self, response: object, policy: str = "") -> ScoredResponse:
        """Score any JSON value without marks; never raises.

        Args:
            response: {"text": what was written}.
            policy: digest of the policy, kept in the result.

        Returns:
            A score of 0: "needs_marking" for any text, "unanswered" for an empty one.

        Source:
            scoring.md 3f.
        """
        return self.score_marked(response, None, policy)

    def score_marked(self, response: object, marks: object, policy: str = "") -> ScoredResponse:
        """Score any JSON value by the marks of one marker; never raises.

        Args:
            response: {"text": what was written}.
            marks: {"criteria": criterion → {"level", "comment", "span": {"start", "end"}}, "comment"}.
            policy: digest of the policy, kept in the result.

        Returns:
            One line per criterion with its level. What has nothing to mark is scored as without marks; marks that are
            not complete leave it "needs_marking".

        Source:
            scoring.md 3f; the result carries the digest of the marks, scoring.md 7.4.
        """
        text = text_of(response)
        if text is None:
            reasons = [{"key": "rubric.not_a_text", "params": {}}]
            return self._stamp.nothing("invalid", self._lines, {"reasons": reasons}, response, policy)
        if not text.strip():
            return self._stamp.nothing("unanswered", self._lines, {"text": ""}, response, policy)
        read = marks_in(self._definition, text, marks)
        if read is None:
            return self._stamp.nothing("needs_marking", self._lines, {"text": text}, response, policy)
        diagnostics = {"text": text, "comments": read.comments, "spans": _stored(read)}
        digest = canon.response_digest(marks)
        return self._stamp.result("answered", self._criteria(read), diagnostics, response, policy, digest)

    def _criteria(self, marks: Marks) -> Sequence[Criterion]:
        worth = {criterion["id"]: criterion["points"] for criterion in self._definition["criteria"]}
        return [
            criterion
            for line in self._lines
            for criterion in self._criterion(line, marks.levels[line.id], worth[line.id][marks.levels[line.id]] * MICRO)
        ]

    def _criterion(self, line: Line, level: str, earned: int) -> tuple[Criterion, ...]:
        lost = line.possible - earned
        evidence = [Evidence("rubric.below", {"level": level, "best": self._best}, lost)] if lost else []
        return line.criterion("rubric.level", {"level": level}, evidence, earned)


def _stored(marks: Marks) -> dict[str, list[int]]:
    return {criterion: list(span) for criterion, span in marks.spans.items()}
