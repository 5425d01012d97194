"""Where one learner stands in one course: the rules of courses.rules applied to what is stored."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from assessments import selectors as assessment_selectors
from courses.enums import FinishedBy
from courses.models import Course, Enrolment, LessonProgress
from courses.rules.eligibility import Standing
from courses.rules.progress import ExerciseResult, LessonPlace, check_waits, composite_of, percent_of
from courses.selectors.outline import StoredExercise, StoredLesson, StoredOutline

States = Mapping[int, assessment_selectors.ExerciseState]


@dataclass(frozen=True, slots=True)
class Progress:
    """What progress bars show. Lessons are the required ones; result is None where nothing required is scored."""

    lessons_done: int
    lessons_required: int
    result_percent: int | None
    pass_percent: int
    band_percent: int

    @property
    def look_percent(self) -> int:
        """From which result on there is a second look."""
        return max(0, self.pass_percent - self.band_percent)

    @property
    def percent(self) -> int:
        return 100 * self.lessons_done // self.lessons_required if self.lessons_required else 0


def done_lessons(enrolment_ids: Collection[int]) -> dict[int, set[int]]:
    """Read which lessons are done.

    Args:
        enrolment_ids: any number.

    Returns:
        enrolment id -> lesson ids, an entry for each id given. One statement.
    """
    done: dict[int, set[int]] = {enrolment_id: set() for enrolment_id in enrolment_ids}
    rows = LessonProgress.objects.filter(enrolment__in=enrolment_ids).values_list("enrolment_id", "lesson_id")
    for enrolment_id, lesson_id in rows:
        done[enrolment_id].add(lesson_id)
    return done


def lesson_results(lesson: StoredLesson, states: States) -> list[ExerciseResult]:
    """Gather a lesson's results, for deciding whether its check is passed.

    Args:
        lesson: from the stored outline.
        states: exercise id -> state.

    Returns:
        One result per exercise; practice counts here, because passing it is what was asked.
    """
    return [_result(exercise, states, required=exercise.required) for exercise in lesson.exercises]


def course_results(outline: StoredOutline, states: States) -> list[ExerciseResult]:
    """Gather a course's results, for its composite.

    Args:
        outline: of the course.
        states: exercise id -> state.

    Returns:
        One result per exercise; practice is never required here.
    """
    return [_result(item, states, required=counts(item, states)) for item in outline.exercises()]


def counts(exercise: StoredExercise, states: States) -> bool:
    """Tell whether an exercise counts towards the course's result.

    Args:
        exercise: from the stored outline.
        states: exercise id -> state.

    Returns:
        True when it is required and no practice.
    """
    return exercise.required and not states[exercise.id].policy.practice


def _result(exercise: StoredExercise, states: States, *, required: bool) -> ExerciseResult:
    state = states[exercise.id]
    return ExerciseResult(
        required=required,
        weight=exercise.weight,
        earned=state.counted_earned,
        possible=state.counted_possible,
        passed=state.passed,
        waiting=state.is_waiting,
        shut=state.open_attempt_key is None and not state.times.is_open,
    )


def places_of(outline: StoredOutline, done: Collection[int], states: States) -> list[LessonPlace]:
    """Lay out a course's lessons for one learner.

    Args:
        outline: of the course.
        done: lesson ids.
        states: exercise id -> state, of all exercises of the course.

    Returns:
        One place per lesson, in order.
    """
    return [
        LessonPlace(
            lesson.id,
            required=lesson.required,
            done=lesson.id in done,
            waiting=check_waits(lesson.done_by, lesson_results(lesson, states)),
        )
        for lesson in outline.lessons
    ]


def standing_of(outline: StoredOutline, done: Collection[int], states: States) -> Standing:
    """Work out where a learner stands.

    Args:
        outline: of the course.
        done: lesson ids.
        states: exercise id -> state, of all exercises of the course.

    Returns:
        What rules.eligibility decides on.
    """
    required = [place for place in places_of(outline, done, states) if place.required]
    results = course_results(outline, states)
    return Standing(
        lessons_required=len(required),
        lessons_done=sum(place.done for place in required),
        composite=composite_of(results),
        waiting=any(result.required and result.waiting for result in results),
    )


def is_examinable(lesson: StoredLesson, states: States) -> bool:
    """Tell whether a final assessment can stand for a lesson.

    Args:
        lesson: from the stored outline.
        states: exercise id -> state.

    Returns:
        False when one of its required exercises is marked by people: that work has to be handed in by everybody.
    """
    asked = [exercise for exercise in lesson.exercises if counts(exercise, states)]
    return not any(states[exercise.id].is_marked_by_people for exercise in asked)


def left_after_examination(outline: StoredOutline, states: States) -> StoredOutline:
    """Say what a course still asks of somebody who has tested out.

    Args:
        outline: of the course.
        states: exercise id -> state, of all exercises of the course.

    Returns:
        The course with everything that was met by examination as not required, and its final assessment as required.
    """
    modules = (
        replace(module, lessons=tuple(_left(lesson, states) for lesson in module.lessons)) for module in outline.modules
    )
    return StoredOutline(tuple(modules), replace(outline.final, required=True) if outline.final else None)


def _left(lesson: StoredLesson, states: States) -> StoredLesson:
    if not is_examinable(lesson, states):
        return lesson
    exercises = tuple(replace(exercise, required=False) for exercise in lesson.exercises)
    return replace(lesson, required=False, exercises=exercises)


def asked_of(enrolment: Enrolment, outline: StoredOutline, states: States) -> StoredOutline:
    """Say what a course asks of one learner: all of it, or what testing out left.

    Args:
        enrolment: of the learner.
        outline: of the course.
        states: exercise id -> state, of all exercises of the course.

    Returns:
        An outline; nothing is queried.
    """
    if enrolment.tested_out_at is None or enrolment.finished_by == FinishedBy.COURSE:
        return outline
    return left_after_examination(outline, states)


def progress_of(standing: Standing, course: Course) -> Progress:
    """Put a standing into numbers for a page.

    Args:
        standing: of a learner.
        course: whose it is.

    Returns:
        Whole numbers; percent rounded down.
    """
    return Progress(
        lessons_done=standing.lessons_done,
        lessons_required=standing.lessons_required,
        result_percent=_percent(standing.composite),
        pass_percent=course.pass_percent,
        band_percent=course.band_percent,
    )


def _percent(composite: Fraction | None) -> int | None:
    return None if composite is None else percent_of(composite)


def evidence_of(exercises: Collection[StoredExercise], states: States, needed: int) -> list[dict[str, Any]]:
    """Write down what a finish rests on.

    Args:
        exercises: those that counted.
        states: exercise id -> state.
        needed: the pass mark of the course, which may be another when the certificate is issued.

    Returns:
        JSON objects `{"key", "title", "percent", "version", "policy", "weight", "needed"}`, version and policy as
        digests; percent is None and both are empty for an exercise that was not attempted.
    """
    return [
        {
            "key": str(states[exercise.id].key),
            "title": states[exercise.id].title,
            "percent": states[exercise.id].counted_percent,
            "version": states[exercise.id].counted_version,
            "policy": states[exercise.id].counted_policy,
            "weight": exercise.weight,
            "needed": needed,
        }
        for exercise in exercises
    ]
