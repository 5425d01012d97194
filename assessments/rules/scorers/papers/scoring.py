"""The sum of single choices and of one order, each by its own scorer."""

from typing import Any

from assessments.rules.scorers.choice import SelectNet
from assessments.rules.scorers.order import OrderTau
from assessments.rules.scorers.papers.parts import ordering
from assessments.rules.scorers.results import Stamp
from assessments.rules.types.kinds import Definition, Scorer, Variant
from assessments.rules.types.scores import ScoredResponse, State

_NO_RESPONSE = ""


class Papers:
    """Scorer of one composed exercise."""

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt; it does not change the score.
        """
        self._stamp = Stamp.of(definition, variant)
        part = ordering(definition)
        self._parts: list[Scorer] = [SelectNet(definition, variant), *([OrderTau(part, variant)] if part else [])]

    @property
    def possible(self) -> int:
        """Micro-points that the exercise is worth."""
        return sum(part.possible for part in self._parts)

    def score(self, response: object, policy: str = "") -> ScoredResponse:
        """Score any JSON value; never raises.

        Args:
            response: {"answers": item id → list of one option id, "order": every entry id once, "confirmed": true}.
            policy: digest of the policy, kept in the result.

        Returns:
            The lines of `select-net/1` and of `order-tau/1`; a response that one of them finds invalid earns nothing.

        Source:
            scoring.md, decisions: red pen and in-tray are sums of single-choice items plus an `order-tau/1` part.
        """
        scored = [part.score(response) for part in self._parts]
        states = {part.state for part in scored}
        if "invalid" in states:
            lines = [line for part in self._parts for line in part.score(_NO_RESPONSE).criteria]
            return self._stamp.result("invalid", lines, {"reasons": _reasons(scored)}, response, policy)
        state: State = "answered" if "answered" in states else "unanswered"
        lines = [line for part in scored for line in part.criteria]
        diagnostics = {name: value for part in scored for name, value in part.diagnostics.items()}
        return self._stamp.result(state, lines, diagnostics, response, policy)


def _reasons(scored: list[ScoredResponse]) -> list[dict[str, Any]]:
    """List the reasons of all parts, what both say once."""
    found: list[dict[str, Any]] = []
    for part in scored:
        found += [reason for reason in part.diagnostics.get("reasons", ()) if reason not in found]
    return found
