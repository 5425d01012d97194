"""Who gets a second look at a result just under the pass mark, and what it is (adr 0029)."""

from collections.abc import Collection
from fractions import Fraction

from assessments.selectors import ExerciseState
from courses.models import Enrolment
from courses.rules.second_look import Work, is_just_under, looks_at
from courses.selectors.outline import StoredExercise, StoredOutline
from courses.selectors.standing import States, asked_of, counts, course_results, standing_of


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
