"""All that finishing a course depends on, for one enrolment or many, and what follows from it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from assessments import selectors as assessment_selectors
from courses.enums import FinishedBy
from courses.models import CourseText, Enrolment
from courses.rules.eligibility import Standing, finished_by
from courses.rules.progress import check_is_passed, percent_of
from courses.selectors.outline import StoredOutline, read_outline
from courses.selectors.standing import (
    States,
    counts,
    done_lessons,
    evidence_of,
    left_after_examination,
    lesson_results,
    standing_of,
)


@dataclass(slots=True)
class Situation:
    """An enrolment with all that finishing depends on."""

    enrolment: Enrolment
    outline: StoredOutline
    states: States
    done: set[int]

    def standing(self, outline: StoredOutline) -> Standing:
        return standing_of(outline, self.done, self.states)

    def passed(self) -> set[int]:
        """Ids of the lessons that are done by passing their exercises."""
        lessons = self.outline.lessons
        return {item.id for item in lessons if check_is_passed(item.done_by, lesson_results(item, self.states))}

    def counted(self) -> int:
        """How many lessons of the course are done."""
        return sum(lesson.id in self.done for lesson in self.outline.lessons)


def situations_of(enrolment_ids: Collection[int]) -> list[Situation]:
    """Read enrolments of one course with all that finishing depends on.

    Args:
        enrolment_ids: of enrolments, whose rows are locked where anything is to be written; at least one.

    Returns:
        In the order of their row ids. Four statements whatever the number.
    """
    enrolments = list(Enrolment.objects.select_related("course").filter(pk__in=enrolment_ids).order_by("pk"))
    course = enrolments[0].course
    outline = read_outline(course, CourseText.objects.get(course=course, language=course.source_language).outline)
    done = done_lessons([enrolment.pk for enrolment in enrolments])
    states = assessment_selectors.exercise_states_of(
        learner_ids={enrolment.learner_id for enrolment in enrolments},
        exercise_ids=[exercise.id for exercise in outline.exercises()],
    )
    return [Situation(enrolment, outline, states[enrolment.learner_id], done[enrolment.pk]) for enrolment in enrolments]


def finish_due(situation: Situation) -> dict[str, Any] | None:
    """Say what a finish says that is due by now.

    Args:
        situation: of an enrolment that is not finished, with testing out noted.

    Returns:
        Values of the fields that say by what it is finished, at which version, and the result with the exercises that
        it rests on; None while something is missing.
    """
    enrolment, course, outline = situation.enrolment, situation.enrolment.course, situation.outline
    left = left_after_examination(outline, situation.states) if enrolment.tested_out_at else None
    standing, examined = situation.standing(outline), situation.standing(left) if left else None
    how = finished_by(course.pass_percent, standing, examined)
    if how is None:
        return None
    rests_on = (left, examined) if how == FinishedBy.TEST_OUT and left and examined else (outline, standing)
    return {"finished_by": how, "finished_version": course.outline_version, **_result(situation, *rests_on, how)}


def _result(situation: Situation, asked: StoredOutline, standing: Standing, how: str) -> dict[str, Any]:
    """Freeze the result with the exercises that it rests on, and say which of them stood for lessons."""
    counted = [exercise for exercise in asked.exercises() if counts(exercise, situation.states)]
    percent = None if standing.composite is None else percent_of(standing.composite)
    evidence = evidence_of(counted, situation.states, situation.enrolment.course.pass_percent)
    if how == FinishedBy.TEST_OUT and asked.final in counted:
        evidence[-1]["by_examination"] = True
    return {"composite_percent": percent, "evidence": evidence}
