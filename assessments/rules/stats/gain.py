"""What a group gained between two assessments."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.rules.stats.figures import Figure, Reason, nothing
from assessments.rules.stats.series import mean, mean_with_interval, variance

_TWO = 2


@dataclass(frozen=True, slots=True)
class Gain:
    """What a group gained.

    Attributes:
        learners: those with both results.
        before: mean before.
        after: mean after.
        normalised: gain of the group as a share of what it could gain.
        difference: mean difference of the same learner, with Student's interval.
        d_z: mean difference by the spread of the differences.
        d_pooled: mean difference by the spread of the results before and after.
    """

    learners: int
    before: Figure
    after: Figure
    normalised: Figure
    difference: Figure
    d_z: Figure
    d_pooled: Figure


def learning_gain(pairs: Sequence[tuple[float | None, float | None]], maximum: float) -> Gain:
    """Compare the results of a group before and after.

    Args:
        pairs: for each learner (before, after); a pair with None is left out.
        maximum: best possible result.

    Returns:
        The figures. The gain of a single learner is not given: it is unstable, and undefined for who began at the top.

    Source:
        scoring.md 4; Hake 1998 for the gain of the group.
    """
    known = [(before, after) for before, after in pairs if before is not None and after is not None]
    firsts, seconds = [before for before, _ in known], [after for _, after in known]
    changes = [after - before for before, after in known]
    before, after = mean_with_interval(firsts), mean_with_interval(seconds)
    return Gain(
        learners=len(known),
        before=before,
        after=after,
        normalised=_normalised(before.value, after.value, maximum),
        difference=mean_with_interval(changes),
        d_z=_effect(changes, variance(changes) if len(known) >= _TWO else None),
        d_pooled=_effect(changes, (variance(firsts) + variance(seconds)) / 2 if len(known) >= _TWO else None),
    )


def _normalised(before: float | None, after: float | None, maximum: float) -> Figure:
    if before is None or after is None:
        return nothing(Reason.NO_DATA)
    if before >= maximum:
        return nothing(Reason.AT_MAXIMUM)
    return Figure((after - before) / (maximum - before))


def _effect(changes: Sequence[float], spread: float | None) -> Figure:
    if spread is None:
        return nothing(Reason.TOO_FEW if changes else Reason.NO_DATA)
    return Figure(mean(changes) / math.sqrt(spread)) if spread > 0 else nothing(Reason.NO_VARIANCE)
