"""Messages to learners about their attempts, in their own language."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise

from accounts.services import mail
from assessments.models import Attempt


def write_to_learner(
    attempt: Attempt, *, subject: str | Promise, template: str, dedupe_key: str, **context: Any
) -> None:
    """Queue a message that leads to the page of an attempt; it holds no marks and no score.

    Args:
        attempt: with its exercise and learner at hand.
        subject: lazy text with a place for %(title)s.
        template: of the text.
        dedupe_key: the same message is sent once.
        context: for the template, beside title, url and site_name.

    Through the outbox, in the running transaction. Safe to call twice.
    """
    learner: Any = attempt.learner
    common = {
        "title": attempt.exercise.title,
        "url": settings.CHANCERY_PUBLIC_URL + reverse("assessments:review", args=[attempt.key]),
        "site_name": settings.CHANCERY_SITE_NAME,
    }
    with translation.override(learner.language):
        text = render_to_string(template, common | context)
        line = str(subject) % {"title": attempt.exercise.title}
    mail.queue(to=[learner.email], subject=line, text=text, dedupe_key=dedupe_key)
