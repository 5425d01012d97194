"""When a course is finished, and by what (house style 3.1; product: a finished enrolment stays finished)."""

from dataclasses import dataclass
from fractions import Fraction

COURSE = "course"
TEST_OUT = "test-out"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a learner is: lessons count the required ones; composite as in rules.progress.composite_of.

    `waiting` says that a required exercise waits for its marks, so that the composite is not the last word.
    """

    lessons_required: int
    lessons_done: int
    composite: Fraction | None
    waiting: bool = False


def reaches_mark(composite: Fraction | None, pass_percent: int) -> bool:
    """Compare a composite with a pass mark, exactly.

    Args:
        composite: from 0 to 1; None for a course without required exercises.
        pass_percent: 0 to 100.

    Returns:
        True when the composite is at least the pass mark; a course without required exercises has none to miss.
    """
    return composite is None or composite * 100 >= pass_percent


def finished_by(pass_percent: int, standing: Standing, examined: Standing | None) -> str | None:
    """Decide whether a learner has finished a course.

    Args:
        pass_percent: of the course.
        standing: of the learner, over everything that the course requires.
        examined: of a learner who has tested out, over what that left to be done; else None.

    Returns:
        "course" when all required lessons are done, nothing waits for marks and the composite reaches the mark; else
        "test-out" when that holds for what testing out left; else None. A course that requires nothing is never
        finished.
    """
    asks_something = standing.lessons_required > 0 or standing.composite is not None
    if asks_something and _is_complete(standing, pass_percent):
        return COURSE
    if examined is not None and _is_complete(examined, pass_percent):
        return TEST_OUT
    return None


def _is_complete(standing: Standing, pass_percent: int) -> bool:
    is_done = standing.lessons_done >= standing.lessons_required and not standing.waiting
    return is_done and reaches_mark(standing.composite, pass_percent)
