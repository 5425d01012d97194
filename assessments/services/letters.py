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
    """Queue a letter of `letter_to_learner`, through the outbox, in the running transaction. Safe to call twice."""
    mail.queue_many([letter_to_learner(attempt, subject=subject, template=template, dedupe_key=dedupe_key, **context)])


def letter_to_learner(
    attempt: Attempt, *, subject: str | Promise, template: str, dedupe_key: str, **context: Any
) -> mail.Letter:
    """Write a message that leads to the page of an attempt; it holds no marks and no score.

    Args:
        attempt: with its exercise and learner at hand.
        subject: lazy text with a place for %(title)s.
        template: of the text.
        dedupe_key: the same message is sent once.
        context: for the template, beside title, url and site_name.

    Returns:
        The message, in the learner's language, not queued.
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
    return mail.Letter(learner.email, line, text, dedupe_key)
