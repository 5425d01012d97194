"""What a new score means for somebody who has an earlier one."""

from dataclasses import dataclass
from typing import Literal

from assessments.rules import points


@dataclass(frozen=True, slots=True)
class Points:
    """A score in micro-points, and whether it passes; `possible` > 0."""

    earned: int
    possible: int
    passed: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a new score compares with the one before.

    Attributes:
        outcome: "kept" for a lower one that may not count.
        change: percent points, as both are shown.
        crosses: 1 when it passes and the one before did not, -1 the other way round, else 0.
    """

    outcome: Literal["same", "raised", "lowered", "kept"]
    change: int
    crosses: int


def compare(before: Points, after: Points, *, may_lower: bool) -> Comparison:
    """Compare two scores by their share of the points, in exact integers.

    Args:
        before: the score that counts.
        after: the one that is to count.
        may_lower: whether a lower one may.

    Returns:
        The comparison.

    Source:
        scoring.md 7.5: never lower without consent.
    """
    old, new = before.earned * after.possible, after.earned * before.possible
    change = points.percent(after.earned, after.possible) - points.percent(before.earned, before.possible)
    crosses = after.passed - before.passed
    if new > old:
        return Comparison("raised", change, crosses)
    if new == old:
        return Comparison("same", change, crosses)
    return Comparison("lowered" if may_lower else "kept", change, crosses)
