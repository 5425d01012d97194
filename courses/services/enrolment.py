"""Enrolling in a course."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import selectors as account_selectors
from courses.enums import EnrolBy
from courses.errors import MembersOnlyError, NotOfferedError, WithdrawnError
from courses.models import Course, Enrolment
from courses.services import progress


def enrol_learner(*, course_id: int, learner_id: int, membership_id: int | None = None) -> Enrolment:
    """Enrol a learner in a course, under the organisation membership they have at that moment.

    Args:
        course_id: of the course.
        learner_id: who enrols.
        membership_id: of the learner, when a coordinator enrols them; None for the newest one.

    Returns:
        The enrolment, new or already there.

    Raises:
        WithdrawnError: a coordinator took them out, and they enrol by themselves.
        NotOfferedError: the course is no longer offered, and the learner is not enrolled yet.
        MembersOnlyError: the course is open to members only, and the learner belongs to no organisation.

    A withdrawn enrolment goes on where it stopped, under the coordinator's organisation; what was done meanwhile
    counts, so that it may finish: then enrolment_finished is announced. Safe to call twice: an enrolment is made once.
    """
    existing = Enrolment.objects.filter(course_id=course_id, learner_id=learner_id).first()
    if existing is not None:
        return existing if existing.withdrawn_at is None else _enrol_again(existing, membership_id)
    course = Course.objects.offered().filter(pk=course_id).first()
    if course is None:
        raise NotOfferedError(_("This course is no longer offered."))
    if membership_id is None:
        membership = account_selectors.current_membership(learner_id)
        membership_id = membership.id if membership else None
    if course.enrolment == EnrolBy.INVITATION and membership_id is None:
        raise MembersOnlyError(_("This course is open to members of a city or a network of cities."))
    enrolment, _created = Enrolment.objects.get_or_create(
        course_id=course_id,
        learner_id=learner_id,
        defaults={"membership_id": membership_id},
    )
    return enrolment


@transaction.atomic
def _enrol_again(enrolment: Enrolment, membership_id: int | None) -> Enrolment:
    if membership_id is None:
        raise WithdrawnError(_("Your coordinator took you out of this course. Only they can enrol you again."))
    again = {"withdrawn_at": None, "withdrawn_by": None, "membership_id": membership_id}
    if Enrolment.objects.filter(pk=enrolment.pk).exclude(withdrawn_at=None).update(**again):
        progress.reassess_enrolment(enrolment_id=enrolment.pk)
    return Enrolment.objects.get(pk=enrolment.pk)


def share_enrolments(*, learner_id: int, membership_id: int) -> int:
    """Put a learner's enrolments that stand under no organisation under a membership they have just accepted.

    Args:
        learner_id: whose; the page on which they accepted says that this will happen.
        membership_id: of the learner.

    Returns:
        How many. Enrolments under another organisation, a former one too, stay there.

    Locks nothing, announces nothing. Safe to call twice.
    """
    return Enrolment.objects.filter(learner_id=learner_id, membership=None).update(membership_id=membership_id)
