"""How exactly the weighted sum of several exercises measures."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.rules.stats import drawn
from assessments.rules.stats.figures import Figure, Reason, nothing
from assessments.rules.stats.items import cronbach_alpha
from assessments.rules.stats.series import variance

_WHOLE = 1_000_000
_TWO = 2


@dataclass(frozen=True, slots=True)
class Part:
    """An exercise of a composite.

    Attributes:
        weight: > 0; weights need not sum to 1.
        shares: what each learner earned of its points, 0 to 1; the same learners in the same order in every part.
        reliability: of these shares; None where it cannot be known. What lies outside 0 to 1 counts as the nearer end.
    """

    weight: float
    shares: Sequence[float]
    reliability: float | None


@dataclass(frozen=True, slots=True)
class Composite:
    """What is known of a composite.

    Attributes:
        learners: that it rests on.
        error: one standard error of measurement, as a share of all points; where a part is unknown, at most this.
        reliability: stratified alpha, 0 to 1; where a part is unknown, at least this.
        unknown: how many parts have a reliability that is not known.
    """

    learners: int
    error: Figure
    reliability: Figure
    unknown: int


def measure_composite(parts: Sequence[Part]) -> Composite:
    """Work out the standard error and the reliability of a composite.

    Args:
        parts: at least one.

    Returns:
        The figures; nothing below two learners, and no reliability where everybody has the same result. A part whose
        reliability is not known counts as if it had none: all its spread is error.

    Source:
        scoring.md 4; Cronbach, Schönemann and McKie 1965: with shares w of the weight, the squared error is the sum of
        (w SD)² (1 - reliability) over the parts, and stratified alpha is 1 - squared error / variance of the composite.
    """
    learners, unknown = len(parts[0].shares), sum(part.reliability is None for part in parts)
    if learners < _TWO:
        return Composite(learners, nothing(Reason.TOO_FEW), nothing(Reason.TOO_FEW), unknown)
    whole = math.fsum(part.weight for part in parts)
    weights = [part.weight / whole for part in parts]
    squared = math.fsum(
        weight**2 * variance(part.shares) * (1 - min(1.0, max(0.0, part.reliability or 0.0)))
        for weight, part in zip(weights, parts, strict=True)
    )
    rows = zip(*(part.shares for part in parts), strict=True)
    spread = variance([math.fsum(weight * share for weight, share in zip(weights, row, strict=True)) for row in rows])
    reliability = Figure(max(0.0, 1 - squared / spread)) if spread else nothing(Reason.NO_VARIANCE)
    return Composite(learners, Figure(math.sqrt(squared)), reliability, unknown)


def alpha_of(rows: Sequence[Mapping[str, tuple[int, int]]]) -> Figure:
    """Return Cronbach's alpha of an exercise by what its criteria earned.

    Args:
        rows: for each learner criterion → (earned, possible), possible > 0.

    Returns:
        That of the sum of the points, where everybody was given the same for the same points. Else that of a drawn
        part: criteria are then compared by their share of the points, as each draw shares them out anew.
    """
    worth = {frozenset((name, possible) for name, (_earned, possible) in row.items()) for row in rows}
    if len(worth) == 1:
        return cronbach_alpha([[row[name][0] for row in rows] for name in sorted(rows[0])])
    shares = [{name: got * _WHOLE // possible for name, (got, possible) in row.items()} for row in rows]
    return drawn.Together(sorted({name for row in shares for name in row}), shares).alpha()
