"""Testing out: when a final assessment, taken without the lessons, counts for them (adr 0015)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

WHOLE = 100


@dataclass(frozen=True, slots=True)
class TestOutRule:
    """What a course asks: percent above the final assessment's own pass mark, reached in one of so many first tries."""

    __test__ = False

    margin: int
    tries: int


def needed_percent(rule: TestOutRule, pass_percent: int) -> int:
    """Say what the final assessment must reach.

    Args:
        rule: of the course.
        pass_percent: of the final assessment itself, 0 to 100.

    Returns:
        Whole percent, 100 at most.
    """
    return min(WHOLE, pass_percent + rule.margin)


def is_tested_out(rule: TestOutRule, pass_percent: int, tries: Sequence[tuple[int, int, int]]) -> bool:
    """Decide whether a learner has tested out of the lessons.

    Args:
        rule: of the course.
        pass_percent: of the final assessment itself, 0 to 100.
        tries: released tries at it: which of the learner's it was, from 1, micro-points earned, and possible.

    Returns:
        True when one of the first tries that the rule admits reaches the needed share, exactly and not as it is shown.
    """
    needed = Fraction(needed_percent(rule, pass_percent), WHOLE)
    first = ((earned, possible) for nth, earned, possible in tries if nth <= rule.tries)
    return any(possible > 0 and Fraction(earned, possible) >= needed for earned, possible in first)
