"""When a course is finished, and by what (house style 3.1; product: a finished enrolment stays finished)."""

from dataclasses import dataclass
from fractions import Fraction

COURSE = "course"
TEST_OUT = "test-out"


@dataclass(frozen=True, slots=True)
class Requirements:
    """What a course asks for: its pass mark in whole percent, and whether the final assessment alone is enough."""

    pass_percent: int
    test_out: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a learner is: lessons count the required ones; composite as in rules.progress.composite_of.

    `waiting` says that a required exercise waits for its marks, so that the composite is not the last word.
    """

    lessons_required: int
    lessons_done: int
    composite: Fraction | None
    final_passed: bool
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


def finished_by(requirements: Requirements, standing: Standing) -> str | None:
    """Decide whether a learner has finished a course.

    Args:
        requirements: of the course.
        standing: of the learner.

    Returns:
        "course" when all required lessons are done, nothing waits for marks and the composite reaches the mark; else
        "test-out" when the course allows it and the final assessment is passed; else None. A course that requires
        nothing is never finished.
    """
    asks_something = standing.lessons_required > 0 or standing.composite is not None
    all_is_done = standing.lessons_done >= standing.lessons_required and not standing.waiting
    if asks_something and all_is_done and reaches_mark(standing.composite, requirements.pass_percent):
        return COURSE
    if requirements.test_out and standing.final_passed:
        return TEST_OUT
    return None
