"""The assessments before and after a course: what its page offers a learner, and what instructors read of the group."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F
from django.urls import reverse

from assessments import selectors as assessment_selectors
from assessments.rules import points
from courses.enums import Moment
from courses.models import Course, Enrolment, GainTry, GroupGain
from courses.rules.groups import SMALLEST_GROUP
from courses.selectors.outline import foreign, texts_by_course
from courses.selectors.standing import States


@dataclass(frozen=True, slots=True)
class GainOffer:
    """An assessment that can be taken or skipped now.

    Attributes:
        is_open: whether it was begun, and goes on.
    """

    moment: Moment
    url: str
    minutes: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class GainResult:
    """One of the two that was handed in. `percent` is None while its result is held back."""

    moment: Moment
    percent: int | None
    submitted_at: datetime.datetime
    url: str


@dataclass(frozen=True, slots=True)
class OwnGain:
    """What a course page says to its learner: what is offered, and the learner's own results."""

    offer: GainOffer | None
    results: tuple[GainResult, ...]


@dataclass(frozen=True, slots=True)
class CourseGain:
    """What the group of a course gained.

    Attributes:
        people: with both results; 0 as long as nothing may be told.
        began: who took the first, with the second or without.
        figures: assessments.rules.stats.gain.Gain as JSON, in percent; empty as long as nothing may be told.
    """

    title: str
    lang: str
    people: int
    began: int
    figures: Mapping[str, Any]
    told_at: datetime.datetime | None
    smallest: int = SMALLEST_GROUP


def exercise_of(course: Course, moment: Moment) -> int | None:
    """Return the exercise that is the assessment before or after a course.

    Args:
        course: the course.
        moment: which of the two.

    Returns:
        Its row id; None where the author set none.
    """
    return course.before_exercise_id if moment == Moment.BEFORE else course.after_exercise_id


def begins_before(enrolment: Enrolment) -> bool:
    """Tell whether a learner has not begun the course yet, so that the first assessment measures what was known.

    Args:
        enrolment: of the learner.

    Returns:
        False once a lesson is done or the course is finished.
    """
    return enrolment.finished_at is None and enrolment.lessons_done == 0


def assessed_exercises(course: Course) -> list[int]:
    """List the exercises that are assessments before and after a course.

    Args:
        course: the course.

    Returns:
        One row id or two, or none.
    """
    ids = {course.before_exercise_id, course.after_exercise_id}
    return sorted(pk for pk in ids if pk is not None)


def is_private(exercise_key: UUID) -> bool:
    """Tell whether somebody has answered an exercise before or after a course, so that its results are theirs alone.

    Args:
        exercise_key: of the exercise.

    Returns:
        Whether that has happened, in whatever course. One statement.
    """
    return GainTry.objects.filter(attempt__exercise__key=exercise_key).exists()


def own_gain(enrolment: Enrolment, states: States) -> OwnGain | None:
    """Put together what a course page says of the two assessments to its learner, and to nobody else.

    Args:
        enrolment: of the reader, with the course.
        states: of the exercises of `assessed_exercises` at least.

    Returns:
        None for a course without them. Two statements, none for a course without.
    """
    if enrolment.course.before_exercise_id is None:
        return None
    tries = dict(GainTry.objects.filter(enrolment=enrolment).values_list("moment", "attempt_id"))
    outcomes = assessment_selectors.outcomes_of([pk for pk in tries.values() if pk is not None])
    results = (_result(moment, outcomes.get(tries.get(moment) or 0)) for moment in Moment)
    return OwnGain(_offer(enrolment, states, tries, outcomes), tuple(filter(None, results)))


def gains_on_offer(enrolments: Collection[Enrolment], states: States) -> dict[int, Moment]:
    """Say in which of a learner's courses an assessment before or after it can be taken now.

    Args:
        enrolments: of one learner, with their courses.
        states: of the exercises of `assessed_exercises` at least.

    Returns:
        Enrolment id -> which of the two; without the other courses. One statement, none without such courses.
    """
    assessed = [enrolment for enrolment in enrolments if enrolment.course.before_exercise_id]
    if not assessed:
        return {}
    tried = set(GainTry.objects.filter(enrolment__in=assessed).values_list("enrolment_id", "moment"))
    found = {}
    for enrolment in assessed:
        moment = Moment.BEFORE if enrolment.finished_at is None else Moment.AFTER
        state = states[exercise_of(enrolment.course, moment) or 0]
        is_new = (enrolment.pk, moment) not in tried and state.is_ready
        if (is_new or state.open_attempt_key) and (moment == Moment.AFTER or begins_before(enrolment)):
            found[enrolment.pk] = moment
    return found


def _result(moment: Moment, outcome: assessment_selectors.Outcome | None) -> GainResult | None:
    if outcome is None or not outcome.is_handed_in or outcome.submitted_at is None:
        return None
    percent, page = None, "receipt"
    if outcome.is_released and outcome.earned is not None and outcome.possible is not None:
        percent, page = points.percent(outcome.earned, outcome.possible), "review"
    return GainResult(moment, percent, outcome.submitted_at, reverse(f"assessments:{page}", args=[outcome.key]))


def _offer(
    enrolment: Enrolment,
    states: States,
    tries: Mapping[str, int | None],
    outcomes: Mapping[int, assessment_selectors.Outcome],
) -> GainOffer | None:
    moment = Moment.BEFORE if enrolment.finished_at is None else Moment.AFTER
    begun = outcomes.get(tries.get(moment) or 0)
    if moment in tries and (begun is None or not begun.is_open):
        return None
    if moment == Moment.BEFORE and not begins_before(enrolment):
        return None
    state = states[exercise_of(enrolment.course, moment) or 0]
    if begun is None and not state.is_ready:
        return None
    url = reverse("courses:assessment", args=[enrolment.course.slug, moment])
    return GainOffer(moment, url, state.policy.minutes, is_open=begun is not None)


def course_gains(*, language: str) -> list[CourseGain]:
    """List what groups gained, of every course that is assessed before and after.

    Args:
        language: the reader's.

    Returns:
        In the order of the catalogue; nothing about any one person. Three statements.
    """
    courses = list(Course.objects.offered().exclude(before_exercise=None).order_by("position", "pk"))
    told = {
        gain.course_id: gain
        for gain in GroupGain.objects.filter(
            course__in=courses,
            before_exercise=F("course__before_exercise"),
            after_exercise=F("course__after_exercise"),
        )
    }
    texts = texts_by_course([course.pk for course in courses], language)
    nothing = GroupGain()
    return [_course_gain(texts[course.pk], told.get(course.pk, nothing), language) for course in courses]


def _course_gain(text: Any, gain: GroupGain, language: str) -> CourseGain:
    lang = foreign(text.language, language)
    return CourseGain(text.title, lang, gain.people, gain.began, gain.figures, gain.told_at)
