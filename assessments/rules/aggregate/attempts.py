"""Which of several tries counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.rules.points import ratio


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts of some tries.

    Attributes:
        earned: micro-points, 0 to `possible`.
        possible: micro-points, > 0.
        place: which of the tries it is, from 0; None for the mean of them.
    """

    earned: int
    possible: int
    place: int | None


def counted(counting: str, scores: Sequence[tuple[int, int] | None]) -> Counted | None:
    """Find what counts.

    Args:
        counting: one of `policy.COUNTING`.
        scores: (earned, possible) in micro-points, oldest first; possible > 0. None stands for a void or missing score,
            which never counts.

    Returns:
        Of "best" the highest fraction, the earlier one when two are equal; of "mean" the mean fraction of the largest
        possible, rounded half to even once, in no try's place; None when there is no score.

    Source:
        scoring.md 5, attempt policies.
    """
    given = [(place, *score) for place, score in enumerate(scores) if score is not None]
    if not given:
        return None
    if counting == "mean":
        return _mean([(earned, possible) for _place, earned, possible in given])
    if counting == "best":
        place, earned, possible = max(given, key=lambda entry: (Fraction(entry[1], entry[2]), -entry[0]))
    else:
        place, earned, possible = given[0 if counting == "first" else -1]
    return Counted(earned, possible, place)


def _mean(scores: Sequence[tuple[int, int]]) -> Counted:
    possible = max(top for _earned, top in scores)
    total = possible * sum((Fraction(earned, top) for earned, top in scores), Fraction(0)) / len(scores)
    return Counted(ratio(total.numerator, total.denominator), possible, None)
