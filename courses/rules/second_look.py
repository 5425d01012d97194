"""A second look at results just under a course's pass mark, before anybody is told "not yet" (scoring.md 4)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

# How far under the pass mark a result is looked at again, in percent of the points, while too little is known.
PUBLISHED_BAND = 5
# From so many people on the error of measurement of a course's result is known well enough.
PEOPLE_NEEDED = 100
# A certificate should rest on a result that is at least this reliable.
RELIABLE = 0.80
MARKER, TRY = "marker", "try"


@dataclass(frozen=True, slots=True)
class Work:
    """One of the exercises that a course's result rests on, as one learner stands in it.

    Attributes:
        exercise_id: row id.
        lost: the share of the course's result that it lost, from 0.
        is_marked: its result was given by a person.
        may_be_tried: another try is possible as far as its dates and rules go, and the best of the tries counts.
        is_final: it is the final assessment.
    """

    exercise_id: int
    lost: Fraction
    is_marked: bool
    may_be_tried: bool
    is_final: bool


def band_of(people: int, error_percent: float | None) -> int:
    """Say how far under the pass mark a result gets a second look.

    Args:
        people: how many have tried every exercise that the course's result is made of.
        error_percent: one standard error of measurement of that result, in percent of the points; None where it cannot
            be worked out.

    Returns:
        Whole percent: the published five until there are 100 people, then one standard error, rounded up, and never
        less than what was published.

    Source:
        scoring.md 4; issue 7, part 2.
    """
    if people < PEOPLE_NEEDED or error_percent is None:
        return PUBLISHED_BAND
    return max(PUBLISHED_BAND, math.ceil(error_percent))


def is_just_under(composite: Fraction | None, pass_percent: int, band: int) -> bool:
    """Tell whether a result is within the band under a pass mark, exactly and not as it is shown.

    Args:
        composite: of the course, from 0 to 1; None where nothing is scored.
        pass_percent: of the course.
        band: whole percent.

    Returns:
        True from the mark less the band, that included, to the mark, that excluded.
    """
    return composite is not None and pass_percent - band <= composite * 100 < pass_percent


def looks_at(works: Sequence[Work]) -> list[tuple[str, int]]:
    """Say what a second look may be, the best first.

    Args:
        works: what the result rests on, in the order of the course.

    Returns:
        (MARKER, exercise): a second person looks at work that a person marked, that which lost most first; then
        (TRY, exercise): one more try, at the final assessment or else at what lost most. Nothing that lost nothing.
    """
    lost = sorted((work for work in works if work.lost > 0), key=lambda work: -work.lost)
    marked = [(MARKER, work.exercise_id) for work in lost if work.is_marked]
    tries = sorted((work for work in lost if work.may_be_tried), key=lambda work: not work.is_final)
    return marked + [(TRY, work.exercise_id) for work in tries]
