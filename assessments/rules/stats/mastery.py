"""What results say about a competency. Nothing is said on thin evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.rules.stats.distributions import beta_quantile, beta_share
from assessments.rules.stats.figures import Figure, Reason, nothing
from assessments.rules.stats.series import UPPER

ENOUGH_EXERCISES = 3
SURE = 0.80
_LATEST_PERCENT = 65
_TIMES = 3


@dataclass(frozen=True, slots=True)
class Result:
    """One result that is evidence of a competency.

    Attributes:
        exercise: which exercise it is of.
        earned: 0 to `possible`.
        possible: > 0.
        weight: how much it tells, > 0; 1 is a usual exercise.
    """

    exercise: str
    earned: int
    possible: int
    weight: float = 1.0

    @property
    def share(self) -> Fraction:
        """Share of the points, 0 to 1."""
        return Fraction(self.earned, self.possible)


@dataclass(frozen=True, slots=True)
class Belief:
    """What may be believed of a competency.

    Attributes:
        level: mean of the posterior with its 95 % interval, 0 to 1; nothing without results.
        sure: chance that the level reaches the cut, None without results.
        exercises: how many different ones it rests on.
        is_mastered: None while the evidence is thin.
    """

    level: Figure
    sure: float | None
    exercises: int
    is_mastered: bool | None


def latest(results: Sequence[Result]) -> Fraction | None:
    """Return the latest share.

    Args:
        results: oldest first.

    Returns:
        0 to 1, None without results.
    """
    return results[-1].share if results else None


def highest(results: Sequence[Result]) -> Fraction | None:
    """Return the highest share.

    Args:
        results: in any order.

    Returns:
        0 to 1, None without results.
    """
    return max((result.share for result in results), default=None)


def decaying_average(results: Sequence[Result], latest_percent: int = _LATEST_PERCENT) -> Fraction | None:
    """Return the latest share weighed against the mean of those before.

    Args:
        results: oldest first.
        latest_percent: weight of the latest, 0 to 100.

    Returns:
        0 to 1, None without results; the share itself when there is one.
    """
    if len(results) <= 1:
        return latest(results)
    before = sum((result.share for result in results[:-1]), Fraction()) / (len(results) - 1)
    return (latest_percent * results[-1].share + (100 - latest_percent) * before) / 100


def n_mastery(results: Sequence[Result], cut: Fraction, times: int = _TIMES) -> Fraction | None:
    """Return the mean of the shares that reach the cut, once there are enough of them.

    Args:
        results: in any order.
        cut: share that counts as mastery, 0 to 1.
        times: how often it has to be reached, >= 1.

    Returns:
        `cut` to 1; None while it was reached less often: then the evidence is too thin.
    """
    reached = [result.share for result in results if result.share >= cut]
    return sum(reached, Fraction()) / len(reached) if len(reached) >= times else None


def bayes(results: Sequence[Result], cut: float) -> Belief:
    """Say how sure it is that a competency reaches a cut.

    Args:
        results: oldest first; of several results of one exercise the latest stands for it.
        cut: share that counts as mastery, between 0 and 1.

    Returns:
        A beta posterior over the share, from an even prior: each exercise adds its weight, split by its share. Mastered
        when the chance to reach the cut is at least .80; None below three exercises.

    Source:
        scoring.md 4, mastery per competency.
    """
    current = {result.exercise: result for result in results}
    if not current:
        return Belief(nothing(Reason.NO_DATA), None, 0, None)
    first = 1 + sum(result.weight * float(result.share) for result in current.values())
    second = 1 + sum(result.weight * float(1 - result.share) for result in current.values())
    sure = 1 - beta_share(cut, first, second)
    low, high = (beta_quantile(share, first, second) for share in (1 - UPPER, UPPER))
    return Belief(
        level=Figure(first / (first + second), low, high),
        sure=sure,
        exercises=len(current),
        is_mastered=sure >= SURE if len(current) >= ENOUGH_EXERCISES else None,
    )
