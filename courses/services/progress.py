"""Learners getting on: lessons done, attempts counted, courses finished."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import outbox
from assessments import services as assessment_services
from courses import signals
from courses.enums import LessonKind
from courses.errors import LessonError, NotEnrolledError
from courses.models import Course, Enrolment, Lesson, LessonExercise, LessonProgress, Renewal, SecondLook
from courses.rules.progress import may_be_said
from courses.selectors.cases import closed_exercises
from courses.selectors.examination import has_tested_out
from courses.selectors.outline import StoredLesson
from courses.selectors.second_look import looks_due
from courses.selectors.situations import Situation, finish_due, situations_of
from courses.selectors.standing import lesson_results
from courses.services.gain import settle_gain_try
from courses.services.withdrawal import tell_of_submission

ISSUE_CERTIFICATE = "courses.issue_certificate"
REASSESS = "courses.reassess_course"
RENEW = "courses.renew_certificate"
SECOND_LOOK = "courses.give_second_look"


@transaction.atomic
def mark_lesson_done(*, enrolment_id: int, lesson_id: int) -> None:
    """Take the learner's word that a lesson is done.

    Args:
        enrolment_id: of the learner's enrolment.
        lesson_id: of a lesson of that course.

    Raises:
        NotEnrolledError: the learner was taken out of the course.
        LessonError: the course has no such lesson, or the lesson is done by passing its exercises.

    Locks the enrolment's row. May finish the enrolment: then enrolment_finished is announced. Safe to call twice.
    """
    situation = _locked(enrolment_id, lesson_id)
    if situation.enrolment.withdrawn_at is not None:
        raise _not_enrolled()
    lesson = next((lesson for lesson in situation.outline.lessons if lesson.id == lesson_id), None)
    if lesson is None:
        raise LessonError(_("This lesson is no longer part of the course."))
    if not may_be_said(lesson.done_by, lesson_results(lesson, situation.states)):
        raise LessonError(_("This lesson is done when you pass its exercise."))
    settle(situation, [lesson])


@transaction.atomic(savepoint=False)
def record_attempt(*, attempt_id: int, exercise_id: int, learner_id: int) -> None:
    """Count a scored attempt: tick off the lesson whose check it passes, and see whether the course is finished.

    Args:
        attempt_id: of the attempt.
        exercise_id: of the exercise attempted.
        learner_id: who attempted it; somebody who is not enrolled changes nothing.

    Of somebody who was taken out of the course, the coordinator who did so is told, and nothing counts.

    Called inside the transaction that scores the attempt. Locks the enrolment's row. May finish the enrolment: then
    enrolment_finished is announced. Safe to call twice.
    """
    place = place_of(exercise_id)
    if place is None:
        settle_gain_try(attempt_id=attempt_id)
        return
    course_id, lesson_id = place
    enrolment_id = Enrolment.objects.filter(course=course_id, learner=learner_id).values_list("pk", flat=True).first()
    if enrolment_id is None:
        return
    situation = _locked(enrolment_id, lesson_id)
    if situation.enrolment.withdrawn_at is None:
        settle(situation)
        if exercise_id == situation.enrolment.course.final_exercise_id:
            _request_renewal(situation.enrolment, attempt_id)
        return
    title = situation.states[exercise_id].title
    tell_of_submission(enrolment_id=enrolment_id, attempt_id=attempt_id, exercise_title=title)


@transaction.atomic
def start_exercise(*, enrolment_id: int, lesson_id: int | None, exercise_id: int) -> UUID:
    """Start an exercise from its page, or go on with the try that is under way.

    Args:
        enrolment_id: of the learner's enrolment.
        lesson_id: the exercise's lesson; None for a final assessment.
        exercise_id: of the exercise.

    Returns:
        The key of the open attempt.

    Raises:
        NotEnrolledError: the learner was taken out of the course.
        LessonError: the exercise stands in an act of a case study that the learner has not reached.
        assessments.errors.AssessmentError: no try is left, or the exercise is not ready.

    Remembers the lesson as the place where the learner stopped. Safe to call twice: the same attempt is returned.
    """
    _touch(enrolment_id, lesson_id)
    learner_id = Enrolment.objects.current().filter(pk=enrolment_id).values_list("learner_id", flat=True).first()
    if learner_id is None:
        raise _not_enrolled()
    if lesson_id is not None and Lesson.objects.filter(pk=lesson_id, kind=LessonKind.CASE_STUDY).exists():
        _require_open(_situation(enrolment_id), exercise_id)
    return assessment_services.start_attempt(exercise_id=exercise_id, learner_id=learner_id).key


def _require_open(situation: Situation, exercise_id: int) -> None:
    if any(exercise_id in closed_exercises(lesson, situation.states) for lesson in situation.outline.lessons):
        raise LessonError(_("This exercise opens when you have submitted those of the acts before it."))


def reassess_course(*, course_id: int) -> None:
    """Look again at every unfinished enrolment of a course whose requirements have changed.

    Args:
        course_id: of the course.

    One transaction per enrolment. May finish enrolments: then enrolment_finished is announced for each. Safe to call
    twice.
    """
    unfinished = Enrolment.objects.current().filter(course=course_id, finished_at=None).order_by("pk")
    for enrolment_id in unfinished.values_list("pk", flat=True):
        reassess_enrolment(enrolment_id=enrolment_id)


def request_reassessment(course_id: int) -> None:
    """Write the outbox entry that looks again at the unfinished enrolments of a course.

    Args:
        course_id: of the course; what finishing asks for, or what counts, changed in the running transaction.
    """
    outbox.add_entry(topic=REASSESS, payload={"course_id": course_id}, dedupe_key=f"{REASSESS}:{course_id}:{uuid4()}")


def reassess_exercise(*, exercise_id: int) -> None:
    """Have the background look again at the course of an exercise, after other tries came to count or to pass.

    Args:
        exercise_id: of the exercise; one in no course changes nothing.

    Takes nothing away from anybody. Safe to call twice.
    """
    place = place_of(exercise_id)
    if place is not None:
        request_reassessment(place[0])


@transaction.atomic
def reassess_enrolment(*, enrolment_id: int) -> None:
    """Count what a learner has done in a course and was not counted yet.

    Args:
        enrolment_id: of the learner's enrolment; one that is withdrawn changes nothing.

    Locks the enrolment's row. May finish the enrolment: then enrolment_finished is announced. Safe to call twice.
    """
    Enrolment.objects.filter(pk=enrolment_id).update(active_at=F("active_at"))
    situation = _situation(enrolment_id)
    if situation.enrolment.withdrawn_at is None:
        settle(situation)


def reassess_learner(*, exercise_id: int, learner_id: int) -> None:
    """Look again at the enrolment that an exercise belongs to, after a try of the learner was taken out.

    Args:
        exercise_id: of the exercise.
        learner_id: whose try; somebody who is not enrolled changes nothing.

    What is ticked off or finished stays. As `reassess_enrolment`, in the running transaction.
    """
    place = place_of(exercise_id)
    enrolments = Enrolment.objects.filter(course=place[0], learner=learner_id) if place else Enrolment.objects.none()
    for enrolment_id in enrolments.values_list("pk", flat=True):
        reassess_enrolment(enrolment_id=enrolment_id)


def request_certificate(enrolment: Enrolment) -> None:
    """Write the outbox entry that issues a certificate, once the enrolment is finished and its name confirmed.

    Args:
        enrolment: read after its row was locked in the running transaction.

    Safe to call twice: there is one entry per enrolment.
    """
    if enrolment.finished_at and enrolment.printed_name:
        outbox.add_entry(
            topic=ISSUE_CERTIFICATE,
            payload={"enrolment_id": enrolment.pk},
            dedupe_key=f"{ISSUE_CERTIFICATE}:{enrolment.pk}",
        )


def _request_renewal(enrolment: Enrolment, attempt_id: int) -> None:
    """Write the outbox entry that renews a certificate if this try at the final assessment passes it."""
    under_way = Renewal.objects.filter(certificate__enrolment=enrolment, renewed_at=None)
    for renewal_id in under_way.values_list("pk", flat=True):
        outbox.add_entry(
            topic=RENEW, payload={"renewal_id": renewal_id}, dedupe_key=f"{RENEW}:{renewal_id}:{attempt_id}"
        )


def _request_second_look(situation: Situation) -> None:
    """Write the outbox entry that gives a result just under the mark its second look; the entry decides."""
    enrolment = situation.enrolment
    looks, _composite = looks_due(enrolment, situation.outline, situation.done, situation.states)
    if looks and not SecondLook.objects.filter(enrolment=enrolment).exists():
        key = f"{SECOND_LOOK}:{enrolment.pk}:{uuid4()}"
        outbox.add_entry(topic=SECOND_LOOK, payload={"enrolment_id": enrolment.pk}, dedupe_key=key)


def withdraw_certificate(enrolment: Enrolment) -> None:
    """Take back the outbox entry that would issue a certificate, of an enrolment that is finished no more.

    Args:
        enrolment: read after its row was locked in the running transaction.

    Safe to call twice.
    """
    outbox.withdraw_entry(dedupe_key=f"{ISSUE_CERTIFICATE}:{enrolment.pk}")


def _not_enrolled() -> NotEnrolledError:
    return NotEnrolledError(_("You are no longer enrolled in this course."))


def place_of(exercise_id: int) -> tuple[int, int | None] | None:
    """Find the course and lesson of an exercise.

    Args:
        exercise_id: row id.

    Returns:
        Their row ids; no lesson for a final assessment, None for an exercise that was retired. At most two statements.
    """
    of_lesson = LessonExercise.objects.filter(exercise=exercise_id, retired=False)
    place = of_lesson.values_list("lesson__course_id", "lesson_id").first()
    if place is not None:
        return place
    course_id = Course.objects.filter(final_exercise=exercise_id).values_list("pk", flat=True).first()
    return None if course_id is None else (course_id, None)


def _touch(enrolment_id: int, lesson_id: int | None) -> None:
    """Lock the enrolment's row by writing to it (house rule: nothing else locks on SQLite)."""
    still_there = lesson_id is not None and Lesson.objects.filter(pk=lesson_id, retired=False).exists()
    place = {"last_lesson_id": lesson_id} if still_there else {}
    Enrolment.objects.filter(pk=enrolment_id).update(active_at=timezone.now(), **place)


def _locked(enrolment_id: int, lesson_id: int | None) -> Situation:
    _touch(enrolment_id, lesson_id)
    return _situation(enrolment_id)


def _situation(enrolment_id: int) -> Situation:
    return situations_of([enrolment_id])[0]


@dataclass(frozen=True, slots=True)
class Settled:
    """What is done by now and was not before: ids of lessons ticked off, testing out of the others, the course."""

    lessons: frozenset[int]
    is_tested_out: bool
    is_finished: bool


def settle(situation: Situation, said: Collection[StoredLesson] = ()) -> Settled:
    """Tick off what is done by now, then finish the enrolment if nothing is missing.

    Args:
        situation: of an enrolment whose row is locked in the running transaction.
        said: lessons that the learner says are done.

    Returns:
        What is new. When the enrolment was finished enrolment_finished is announced. Safe to call twice.
    """
    enrolment = situation.enrolment
    fresh = ({lesson.id for lesson in said} | situation.passed()) - situation.done
    LessonProgress.objects.bulk_create(
        [LessonProgress(enrolment=enrolment, lesson_id=lesson_id) for lesson_id in sorted(fresh)], ignore_conflicts=True
    )
    situation.done |= fresh
    number = situation.counted()
    if number != enrolment.lessons_done:
        Enrolment.objects.filter(pk=enrolment.pk).update(lessons_done=number)
    if enrolment.finished_at is not None:
        return Settled(frozenset(fresh), is_tested_out=False, is_finished=False)
    is_tested_out = _test_out(situation)
    is_finished = _finish_if_complete(situation)
    if not is_finished:
        _request_second_look(situation)
    return Settled(frozenset(fresh), is_tested_out, is_finished)


def _test_out(situation: Situation) -> bool:
    """Note, once and for good, that the final assessment stands for the lessons that it can stand for."""
    enrolment = situation.enrolment
    due = has_tested_out(enrolment.course, situation.outline, situation.states)
    if enrolment.tested_out_at is not None or not due:
        return False
    enrolment.tested_out_at = timezone.now()
    untested = Enrolment.objects.filter(pk=enrolment.pk, tested_out_at=None)
    return bool(untested.update(tested_out_at=enrolment.tested_out_at))


def _finish_if_complete(situation: Situation) -> bool:
    enrolment, due = situation.enrolment, finish_due(situation)
    if due is None:
        return False
    finished = Enrolment.objects.filter(pk=enrolment.pk, finished_at=None).update(finished_at=timezone.now(), **due)
    if finished:
        signals.enrolment_finished.send(sender=Enrolment, enrolment_id=enrolment.pk)
        request_certificate(Enrolment.objects.get(pk=enrolment.pk))
    return bool(finished)
