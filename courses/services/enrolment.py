"""Enrolling in a course."""

from django.utils.translation import gettext as _

from accounts import selectors as account_selectors
from courses.errors import NotOfferedError
from courses.models import Course, Enrolment


def enrol_learner(*, course_id: int, learner_id: int) -> Enrolment:
    """Enrol a learner in a course, under the organisation membership they have at that moment.

    Args:
        course_id: of the course.
        learner_id: who enrols.

    Returns:
        The enrolment, new or already there.

    Raises:
        NotOfferedError: the course is no longer offered, and the learner is not enrolled yet.

    Locks nothing, announces nothing. Safe to call twice: an enrolment is made once.
    """
    existing = Enrolment.objects.filter(course_id=course_id, learner_id=learner_id).first()
    if existing is not None:
        return existing
    if not Course.objects.offered().filter(pk=course_id).exists():
        raise NotOfferedError(_("This course is no longer offered."))
    membership = account_selectors.current_membership(learner_id)
    enrolment, _created = Enrolment.objects.get_or_create(
        course_id=course_id,
        learner_id=learner_id,
        defaults={"membership_id": membership.id if membership else None},
    )
    return enrolment
