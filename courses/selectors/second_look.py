"""Who gets a second look at a result just under the pass mark, and what it is (adr 0029)."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from assessments.selectors import ExerciseState
from courses.enums import LookOutcome
from courses.models import Enrolment
from courses.rules.progress import percent_of
from courses.rules.second_look import TRY, Work, is_just_under, looks_at
from courses.selectors.outline import StoredExercise, StoredOutline
from courses.selectors.standing import States, asked_of, counts, course_results, standing_of


@dataclass(frozen=True, slots=True)
class LookView:
    """The second look that a result got.

    Attributes:
        kind: rules.second_look.MARKER or TRY.
        title: of the exercise; empty where the course has it no more.
        result_percent: of the course then, rounded down.
        pass_percent: what was needed then.
        band_percent: how far under it a result got a second look then.
    """

    kind: str
    title: str
    result_percent: int
    pass_percent: int
    band_percent: int
    given_at: datetime.datetime
    outcome: LookOutcome


def look_view(enrolment: Enrolment, states: States) -> LookView | None:
    """Say which second look a result got, by what rule, and what came of it.

    Args:
        enrolment: with its second look at hand.
        states: exercise id -> state, of all exercises of the course.

    Returns:
        None where there was none. Nothing is queried.
    """
    look = getattr(enrolment, "second_look", None)
    if look is None:
        return None
    state = states.get(look.exercise_id)
    return LookView(
        kind=look.kind,
        title=state.title if state else "",
        result_percent=percent_of(Fraction(look.result)),
        pass_percent=look.pass_percent,
        band_percent=look.band_percent,
        given_at=look.given_at,
        outcome=_outcome(enrolment, look.kind, state),
    )


def _outcome(enrolment: Enrolment, kind: str, state: ExerciseState | None) -> LookOutcome:
    if enrolment.finished_at is not None:
        return LookOutcome.REACHED
    if state is None:
        return LookOutcome.STANDS
    is_left = state.is_waiting or (_goes_on(state) if kind == TRY else state.looked_at_key is not None)
    return LookOutcome.WAITING if is_left else LookOutcome.STANDS


def looks_due(
    enrolment: Enrolment, outline: StoredOutline, done: Collection[int], states: States
) -> tuple[list[tuple[str, int]], Fraction]:
    """Say which second looks at a learner's result are possible now, the best first.

    Args:
        enrolment: with its course at hand.
        outline: of the course.
        done: lesson ids.
        states: exercise id -> state, of all exercises of the course.

    Returns:
        As rules.second_look.looks_at, with the result; nothing while the course is finished, a required lesson is left,
        something waits, is under way or can still be tried, or the result is outside the band. Whether there was a
        second look before is not asked. Nothing is queried.
    """
    course = enrolment.course
    asked = asked_of(enrolment, outline, states)
    standing = standing_of(asked, done, states)
    composite = standing.composite or Fraction(0)
    counted = [exercise for exercise in asked.exercises() if counts(exercise, states)]
    is_done = standing.lessons_done >= standing.lessons_required and not standing.waiting
    is_over = is_done and enrolment.finished_at is None and not any(_goes_on(states[item.id]) for item in counted)
    if not is_over or not is_just_under(standing.composite, course.pass_percent, course.band_percent):
        return [], composite
    final_id = asked.final.id if asked.final else None
    return looks_at([_work(item, asked, states, final_id) for item in counted]), composite


def _goes_on(state: ExerciseState) -> bool:
    """A try is under way, or a second look, or there is one left that may raise the result."""
    is_under_way = state.open_attempt_key is not None or state.looked_at_key is not None
    may_still = state.is_ready and state.tries_left != 0 and state.may_gain and not state.times.is_over
    return is_under_way or may_still


def _work(exercise: StoredExercise, outline: StoredOutline, states: States, final_id: int | None) -> Work:
    state = states[exercise.id]
    results = course_results(outline, states)
    weights = sum(result.weight for result in results if result.required)
    share = Fraction(state.counted_earned, state.counted_possible) if state.counted_possible else Fraction(0)
    return Work(
        exercise_id=exercise.id,
        lost=(1 - share) * exercise.weight / weights if weights else Fraction(0),
        is_marked=state.is_marked_by_people and state.counted_key is not None,
        may_be_tried=state.is_used_up and state.policy.counting == "best" and not state.times.is_over,
        is_final=exercise.id == final_id,
    )
