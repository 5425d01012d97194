"""Telling a learner that their work is marked."""

from django.utils.translation import gettext_lazy as _

from assessments.models import Mark
from assessments.services.letters import write_to_learner


def tell_learner(mark: Mark) -> None:
    """Queue the message that marks were released or corrected; it holds no marks.

    Args:
        mark: released in the running transaction, with its attempt, exercise and learner at hand.

    One message in the learner's language, through the outbox. Safe to call twice.
    """
    write_to_learner(
        mark.attempt,
        subject=_("The marks of your work were corrected: %(title)s") if mark.reason else _("Marked: %(title)s"),
        template="assessments/email/marks_released.txt",
        dedupe_key=f"assessments.marks:{mark.pk}",
        reason=mark.reason,
    )
