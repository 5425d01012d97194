"""`hotspot/1`: one right place is found or not; of several, hits less wrong ones count, never below 0."""

from typing import Any

from assessments.rules.scorers.choice.scoring import compiled, read_options
from assessments.rules.scorers.results import Reasons, Stamp
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import MICRO, ScoredResponse, State

LINE = "hotspot"


def is_single(definition: Definition) -> bool:
    """Say whether there is one right place only.

    Args:
        definition: a definition without problems.

    Returns:
        True when one place is to be chosen, False when several are.
    """
    return [region["right"] for region in definition["regions"]].count(True) == 1


class Hotspot:
    """Scorer of places pointed at: those of a question whose options lie in a picture."""

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt, nothing.
        """
        self._stamp = Stamp.of(definition, variant)
        self._item = compiled(
            {
                "id": LINE,
                "mode": "single" if is_single(definition) else "multiple",
                "competency": definition.get("competency"),
                "options": definition["regions"],
            },
            definition["points"] * MICRO,
        )

    @property
    def possible(self) -> int:
        """Micro-points that the exercise is worth."""
        return self._item.line.possible

    def score(self, response: object, policy: str = "") -> ScoredResponse:
        """Score any JSON value; never raises.

        Args:
            response: {"chosen": ids of regions, each once}.
            policy: digest of the policy, kept in the result.

        Returns:
            One line with the wrong and the missed places as evidence, and a floor below 0.

        Source:
            scoring.md 3h: hits/right - false/wrong, floor 0; a single one all or nothing.
        """
        reasons = Reasons()
        if response is not None and not isinstance(response, dict):
            reasons.add("response.not_an_object")
        given = response.get("chosen") if isinstance(response, dict) else None
        chosen = read_options(self._item, given, reasons)
        diagnostics: dict[str, Any] = {"chosen": list(chosen)}
        if reasons.entries:
            diagnostics["reasons"] = reasons.entries
            return self._stamp.nothing("invalid", [self._item.line], diagnostics, response, policy)
        state: State = "answered" if chosen else "unanswered"
        return self._stamp.result(state, self._item.score(chosen), diagnostics, response, policy)
