"""Points for answers that lie between chance and the best one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.rules import points
from assessments.rules.scorers.results import FLOOR, UNAVOIDABLE, Line
from assessments.rules.types.scores import Criterion, Evidence

Loss = tuple[str, Mapping[str, Any], int]
"""Message key and params of a reason, and the units that it costs."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What the best answer loses and what random ones do.

    Attributes:
        loss: units that the best answer loses.
        random: units that `sample` random answers lose together, more than `sample` times `loss`.
        sample: number of them, > 0.
    """

    loss: int
    random: int
    sample: int

    def share(self, amount: int, loss: int) -> int:
        """Turn a loss into micro-points.

        Args:
            amount: micro-points between a random answer and the best.
            loss: units, >= 0.

        Returns:
            Micro-points, rounded half to even.

        Source:
            scoring.md 3d and 3g, with a result = all units - loss.
        """
        return points.ratio(amount * self.sample * loss, self.random - self.sample * self.loss)

    def earned(self, amount: int, loss: int) -> int:
        """Say what an answer earns.

        Args:
            amount: micro-points of the exercise.
            loss: units that the answer loses.

        Returns:
            0 to `amount`.
        """
        lost = self.share(amount, loss)
        return max(0, amount - lost + min(self.share(amount, self.loss), lost))

    def criteria(self, line: Line, losses: Sequence[Loss], message: str, params: Mapping[str, Any]) -> list[Criterion]:
        """Build the line of an answer, what even the best answer loses given back, and the rest below 0.

        Args:
            line: of the exercise.
            losses: every reason that costs something.
            message: message key of the line.
            params: JSON values of the message.

        Returns:
            One to three lines that add up to 0 to what the line is worth.

        Source:
            scoring.md 7.1, adjustments.
        """
        units = [units for _, _, units in losses]
        lost = self.share(line.possible, sum(units))
        back = min(self.share(line.possible, self.loss), lost)
        shares = points.split(lost, units)
        reasons = zip(losses, shares, strict=True)
        evidence = tuple(Evidence(key, named, share) for (key, named, _), share in reasons if share)
        left = line.possible - lost
        found = [Criterion(line.id, line.competency, left, line.possible, line.rule, evidence, message, params)]
        if back:
            found.append(line.adjustment(UNAVOIDABLE, back))
        if left + back < 0:
            found.append(line.adjustment(FLOOR, -left - back))
        return found
