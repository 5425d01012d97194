"""How far a learner is: when a lesson is done, what exercises add up to, what comes next (house style 3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

CHECK = "check"


@dataclass(frozen=True, slots=True)
class ExerciseResult:
    """A learner's best result in one exercise: earned of possible micro-points; not attempted is 0 earned.

    `waiting` says that work was handed in whose marks are not there yet, `shut` that its dates let none begin.
    """

    required: bool
    weight: int
    earned: int
    possible: int
    passed: bool
    waiting: bool = False
    shut: bool = False


@dataclass(frozen=True, slots=True)
class LessonPlace:
    """A lesson in the order of its course, seen by one learner; `waiting` when nothing can be done in it now."""

    lesson_id: int
    required: bool
    done: bool
    waiting: bool = False


def composite_of(results: Sequence[ExerciseResult]) -> Fraction | None:
    """Add up the required exercises of a course by weight.

    Args:
        results: one per exercise, in any order; `possible` of 0 means that nothing was attempted.

    Returns:
        sum(weight x earned/possible) / sum(weight) over the required exercises, exactly, from 0 to 1. None when no
        required exercise has a weight above 0: then there is nothing to add up, which is not the same as 0.

    Source:
        House style 3.1: not attempted counts 0; exercises that are not required do not count.
    """
    counted = [result for result in results if result.required]
    weights = sum(result.weight for result in counted)
    if weights == 0:
        return None
    return sum((result.weight * _fraction(result) for result in counted), Fraction(0)) / weights


def _fraction(result: ExerciseResult) -> Fraction:
    return Fraction(result.earned, result.possible) if result.possible else Fraction(0)


def percent_of(fraction: Fraction) -> int:
    """Round a fraction down to whole percent.

    Args:
        fraction: from 0 to 1.

    Returns:
        0 to 100, rounded down, so that the percent shown reaches a pass mark only when the fraction does.
    """
    return fraction.numerator * 100 // fraction.denominator


def may_be_said(done_by: str, results: Sequence[ExerciseResult]) -> bool:
    """Tell whether a learner's word makes a lesson done.

    Args:
        done_by: "said" or "check".
        results: the lesson's exercises.

    Returns:
        True for "said", and for "check" without a required exercise, which nobody could ever pass.
    """
    return done_by != CHECK or not any(result.required for result in results)


def check_is_passed(done_by: str, results: Sequence[ExerciseResult]) -> bool:
    """Tell whether a lesson is done by its exercises.

    Args:
        done_by: "said" or "check".
        results: the lesson's exercises.

    Returns:
        True when the lesson is done by its check and every required exercise is passed.
    """
    return not may_be_said(done_by, results) and all(result.passed for result in results if result.required)


def check_waits(done_by: str, results: Sequence[ExerciseResult]) -> bool:
    """Tell whether a lesson can only wait: for marks, or for a date.

    Args:
        done_by: "said" or "check".
        results: the lesson's exercises.

    Returns:
        True when the lesson is done by its check, it is not passed, and every required exercise that is not passed
        waits for its marks or cannot be begun now.
    """
    left = [result for result in results if result.required and not result.passed]
    return not may_be_said(done_by, results) and bool(left) and all(result.waiting or result.shut for result in left)


def next_lesson(places: Sequence[LessonPlace], last_lesson_id: int | None) -> int | None:
    """Find where to go on: the first required lesson that is not done, looking from the last place onwards.

    Args:
        places: all lessons in the order of the course.
        last_lesson_id: where the learner last did something; None or a lesson no longer there means the beginning.

    Returns:
        A lesson id: the last place itself if it is still to do, else the next one after it, else the first one before
        it. None when every required lesson is done or waits.
    """
    start = next((number for number, place in enumerate(places) if place.lesson_id == last_lesson_id), 0)
    from_there = [*places[start:], *places[:start]]
    return next((place.lesson_id for place in from_there if place.required and not (place.done or place.waiting)), None)
