"""Testing out of a course: what its page and that of the final assessment say of it."""

from dataclasses import dataclass

from assessments.selectors import ExerciseState
from courses.enums import FinishedBy
from courses.models import Course, Enrolment
from courses.rules.examination import TestOutRule, is_tested_out, needed_percent
from courses.selectors.outline import StoredOutline
from courses.selectors.standing import States, is_examinable


@dataclass(frozen=True, slots=True)
class TestOutView:
    """How a course can be tested out of, and where the reader is with it.

    Attributes:
        needed_percent: what the final assessment must reach.
        tries: in how many first tries.
        lessons_left: how many required lessons stay to be done, because people mark work in them; 0 once the course
            is finished.
        is_met: the reader has tested out.
        is_missed: the tries are over, and the reader has not.
    """

    __test__ = False

    needed_percent: int
    tries: int
    lessons_left: int
    is_met: bool
    is_missed: bool


def test_out_rule(course: Course) -> TestOutRule:
    """Return what a course asks of those who test out.

    Args:
        course: the course.

    Returns:
        Its rule, whether it allows testing out or not.
    """
    return TestOutRule(course.test_out_margin, course.test_out_tries)


def has_tested_out(course: Course, outline: StoredOutline, states: States) -> bool:
    """Tell whether a learner's tries at the final assessment are enough to test out by now.

    Args:
        course: the course.
        outline: of the course.
        states: exercise id -> state.

    Returns:
        False for a course that does not allow it.
    """
    final = _final(course, outline, states)
    if final is None:
        return False
    tries = [(attempt.nth, attempt.earned, attempt.possible) for attempt in final.past]
    return is_tested_out(test_out_rule(course), final.policy.pass_percent, tries)


def test_out_view(
    course: Course, outline: StoredOutline, states: States, enrolment: Enrolment | None
) -> TestOutView | None:
    """Put together what pages say of testing out.

    Args:
        course: the course.
        outline: of the course.
        states: exercise id -> state; of a visitor, without tries.
        enrolment: the reader's; None for a visitor.

    Returns:
        None for a course that does not allow it, and for a reader who has finished it by its lessons. Nothing is
        queried.
    """
    final = _final(course, outline, states)
    if final is None or (enrolment is not None and enrolment.finished_by == FinishedBy.COURSE):
        return None
    is_met = enrolment is not None and enrolment.tested_out_at is not None
    is_finished = enrolment is not None and enrolment.finished_at is not None
    left = [lesson for lesson in outline.lessons if lesson.required and not is_examinable(lesson, states)]
    return TestOutView(
        needed_percent=needed_percent(test_out_rule(course), final.policy.pass_percent),
        tries=course.test_out_tries,
        lessons_left=0 if is_finished else len(left),
        is_met=is_met,
        is_missed=not is_met and _is_missed(course, final),
    )


def _final(course: Course, outline: StoredOutline, states: States) -> ExerciseState | None:
    """Give the assessment that can stand for lessons; practice, which counts for nothing, stands for none."""
    final = states[outline.final.id] if course.test_out and outline.final else None
    return None if final is None or final.policy.practice else final


def _is_missed(course: Course, final: ExerciseState) -> bool:
    return final.tries_used >= course.test_out_tries and not final.is_waiting
