"""One result out of the marks of several markers. Whole numbers: marks decide on scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assessments.rules.points import ratio

State = Literal["none", "single", "agreed", "needs_third", "resolved", "needs_moderator"]
_TWO = 2
_SPREAD = 3


@dataclass(frozen=True, slots=True)
class Resolution:
    """What several marks come to.

    Attributes:
        state: "single" rests on one mark; "needs_third" and "needs_moderator" have no result until somebody decides.
        result: micro-points, None while somebody has to decide.
    """

    state: State
    result: int | None


def resolve(marks: Sequence[int], tolerance: int) -> Resolution:
    """Resolve the marks of one criterion, or of a total, by `resolve/1`.

    Args:
        marks: micro-points, in any order; all are kept elsewhere.
        tolerance: micro-points that two marks may differ by, >= 0.

    Returns:
        One mark: itself. Two within the tolerance: their mean, half a micro-point to the even one; else a third marker
        is needed. Three and more: the median, unless they spread over more than three tolerances: then a moderator
        decides with a reason.

    Source:
        scoring.md 3f, resolve/1. Never the highest, the latest or the closest pair, which can fall when a mark rises.
    """
    if not marks:
        return Resolution("none", None)
    if len(marks) == 1:
        return Resolution("single", marks[0])
    spread = max(marks) - min(marks)
    if len(marks) == _TWO:
        return Resolution("agreed", median(marks)) if spread <= tolerance else Resolution("needs_third", None)
    if spread > _SPREAD * tolerance:
        return Resolution("needs_moderator", None)
    return Resolution("resolved", median(marks))


def median(marks: Sequence[int]) -> int:
    """Return the median.

    Args:
        marks: micro-points, at least one.

    Returns:
        The middle one; the mean of the two in the middle, half to even, when their number is even.
    """
    ordered, middle = sorted(marks), len(marks) // 2
    return ordered[middle] if len(marks) % 2 else ratio(ordered[middle - 1] + ordered[middle], 2)


def weighted_median(marks: Sequence[tuple[int, Fraction]]) -> int | None:
    """Return the weighted median, for few marks of unequal trust.

    Args:
        marks: (micro-points, weight >= 0).

    Returns:
        The mark at which half of the weight is reached; the mean of it and the next, half to even, when exactly half
        lies on either side. None when no mark has weight.

    Source:
        scoring.md 3f, peer marks.
    """
    ordered = sorted((mark, weight) for mark, weight in marks if weight > 0)
    half, passed = sum((weight for _, weight in ordered), Fraction()) / 2, Fraction()
    for position, (mark, weight) in enumerate(ordered):
        passed += weight
        if passed == half:
            return ratio(mark + ordered[position + 1][0], 2)
        if passed > half:
            return mark
    return None
