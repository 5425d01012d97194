"""Telling a learner that their work is marked."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.services import mail
from assessments.models import Mark


def tell_learner(mark: Mark) -> None:
    """Queue the message that marks were released or corrected; it holds no marks.

    Args:
        mark: released in the running transaction, with its attempt, exercise and learner at hand.

    One message in the learner's language, through the outbox. Safe to call twice.
    """
    attempt = mark.attempt
    learner: Any = attempt.learner
    address = reverse("assessments:review", args=[attempt.key])
    with translation.override(learner.language):
        context = {
            "title": attempt.exercise.title,
            "reason": mark.reason,
            "url": settings.CHANCERY_PUBLIC_URL + address,
            "site_name": settings.CHANCERY_SITE_NAME,
        }
        subject = _("The marks of your work were corrected: %(title)s") if mark.reason else _("Marked: %(title)s")
        text = render_to_string("assessments/email/marks_released.txt", context)
        subject = subject % {"title": attempt.exercise.title}
    mail.queue(to=[learner.email], subject=subject, text=text, dedupe_key=f"assessments.marks:{mark.pk}")
