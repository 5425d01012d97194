"""Undoing an enrolment: access closes, everything the learner did is kept."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.services import mail
from courses.errors import WithdrawalError
from courses.models import Enrolment


@transaction.atomic
def withdraw_enrolment(*, enrolment_id: int, withdrawn_by_id: int) -> bool:
    """Take a learner out of a course. Attempts, scores and ticks stay, and count again if they are enrolled anew.

    Who may withdraw is the caller's business.

    Args:
        enrolment_id: which.
        withdrawn_by_id: who decides; is told of what the learner submits afterwards.

    Returns:
        Whether it was withdrawn now; False makes a second call harmless.

    Raises:
        WithdrawalError: the course is finished.

    Conditional update. A submission on its way is either counted before, or kept and told of.
    """
    current = Enrolment.objects.current().filter(pk=enrolment_id, finished_at=None)
    if current.update(withdrawn_at=timezone.now(), withdrawn_by_id=withdrawn_by_id):
        return True
    if Enrolment.objects.current().filter(pk=enrolment_id).exists():
        raise WithdrawalError(_("This person has finished the course; a finished course is kept."))
    return False


def tell_of_submission(*, enrolment_id: int, attempt_id: int, exercise_title: str) -> None:
    """Tell who withdrew an enrolment that the learner has submitted an exercise since; the submission is kept.

    Args:
        enrolment_id: of a withdrawn enrolment.
        attempt_id: what was submitted.
        exercise_title: its name.

    Queues one message, in its reader's language. Safe to call twice.
    """
    enrolment = Enrolment.objects.select_related("learner", "course", "withdrawn_by").get(pk=enrolment_id)
    reader: Any = enrolment.withdrawn_by
    with translation.override(reader.language):
        context = {
            "name": str(enrolment.learner),
            "exercise": exercise_title,
            "course": enrolment.course.title,
            "site_name": settings.CHANCERY_SITE_NAME,
        }
        subject = _("Submitted after the withdrawal: %(exercise)s") % {"exercise": exercise_title}
        text = render_to_string("courses/email/submitted_after_withdrawal.txt", context)
    mail.queue(to=[reader.email], subject=subject, text=text, dedupe_key=f"courses.after_withdrawal:{attempt_id}")
