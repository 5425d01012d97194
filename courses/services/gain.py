"""The assessments before and after a course."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import selectors as assessment_selectors
from assessments import services as assessment_services
from courses.enums import Moment
from courses.errors import GainError, NotEnrolledError
from courses.models import Enrolment, GainTry
from courses.selectors.gain import begins_before, exercise_of
from courses.services.group_gain import tell_group


@transaction.atomic
def begin_gain_try(*, enrolment_id: int, moment: Moment) -> UUID:
    """Begin the assessment before or after a course, or go on with it.

    Args:
        enrolment_id: of the learner.
        moment: which of the two.

    Returns:
        The key of the attempt, which may be handed in already. The result of the one before is held back until the one
        after is done.

    Raises:
        NotEnrolledError: the learner was taken out of the course.
        GainError: the course has none, it is not the time for it, or the learner skipped it.
        assessments.errors.AssessmentError: the exercise is not ready.

    Locks the enrolment's row. Safe to call twice: the same attempt is returned.
    """
    enrolment = _locked(enrolment_id)
    done = enrolment.gain_tries.filter(moment=moment).first()
    if done is not None:
        return _attempt_of(done)
    exercise_id = _offered(enrolment, moment)
    if moment == Moment.AFTER:
        _hand_in_before(enrolment)
    attempt = assessment_services.start_attempt(
        exercise_id=exercise_id, learner_id=enrolment.learner_id, held=moment == Moment.BEFORE
    )
    GainTry.objects.create(enrolment=enrolment, moment=moment, attempt_id=attempt.pk)
    return attempt.key


@transaction.atomic
def skip_gain_try(*, enrolment_id: int, moment: Moment) -> None:
    """Note that a learner leaves out the assessment before or after a course.

    Args:
        enrolment_id: of the learner.
        moment: which of the two. Without the one after, the result of the one before is released.

    Raises:
        NotEnrolledError: the learner was taken out of the course.
        GainError: the course has none, or it is not the time for it.

    Locks the enrolment's row. Safe to call twice; a try that was begun stays.
    """
    enrolment = _locked(enrolment_id)
    if enrolment.gain_tries.filter(moment=moment).exists():
        return
    _offered(enrolment, moment)
    GainTry.objects.create(enrolment=enrolment, moment=moment)
    if moment == Moment.AFTER:
        _release_before(enrolment)


@transaction.atomic(savepoint=False)
def settle_gain_try(*, attempt_id: int) -> None:
    """After the second assessment: show the learner the first one too, and work out what the group gained.

    Args:
        attempt_id: of an attempt that was released; any other than a second assessment changes nothing.

    Called inside the transaction that releases it. Safe to call twice.
    """
    chosen = GainTry.objects.filter(attempt=attempt_id, moment=Moment.AFTER)
    done = chosen.select_related("enrolment__course").first()
    if done is not None:
        _release_before(done.enrolment)
        tell_group(done.enrolment.course)


def _locked(enrolment_id: int) -> Enrolment:
    """Lock the enrolment's row by writing to it."""
    enrolments = Enrolment.objects.current().filter(pk=enrolment_id)
    if not enrolments.update(active_at=timezone.now()):
        raise NotEnrolledError(_("You are no longer enrolled in this course."))
    return enrolments.select_related("course").get()


def _offered(enrolment: Enrolment, moment: Moment) -> int:
    """Return the exercise that is offered now."""
    exercise_id = exercise_of(enrolment.course, moment)
    if exercise_id is None:
        raise GainError(_("This course has no such assessment."))
    if moment == Moment.BEFORE and not begins_before(enrolment):
        raise GainError(_("This assessment is taken before the first lesson. You have begun the course already."))
    if moment == Moment.AFTER and enrolment.finished_at is None:
        raise GainError(_("This assessment opens when you have finished the course."))
    return exercise_id


def _attempt_of(done: GainTry) -> UUID:
    if done.attempt_id is None:
        raise GainError(_("You skipped this assessment."))
    return assessment_selectors.outcomes_of([done.attempt_id])[done.attempt_id].key


def _before(enrolment: Enrolment) -> int | None:
    tries = enrolment.gain_tries.filter(moment=Moment.BEFORE).exclude(attempt=None)
    return tries.values_list("attempt_id", flat=True).first()


def _hand_in_before(enrolment: Enrolment) -> None:
    """Close a first try that was left open, so that the second can be at the same exercise."""
    attempt_id = _before(enrolment)
    if attempt_id is not None:
        assessment_services.submit_attempt(
            attempt_id=attempt_id, client_seq=str(uuid4()), base_version=0, response=None
        )


def _release_before(enrolment: Enrolment) -> None:
    attempt_id = _before(enrolment)
    if attempt_id is not None:
        assessment_services.release_result(attempt_id)
