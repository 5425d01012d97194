"""Telling learners that a rescoring changed their result, or that it was taken back."""

import datetime
from itertools import groupby, islice

from django.utils.translation import gettext_lazy as _

from accounts.services import mail, outbox
from assessments.models import Rescoring
from assessments.selectors.rescoring import changed_results
from assessments.services.letters import letter_to_learner

TOPIC = "assessments.tell_rescored"
AT_ONCE = 500
MINUTE = datetime.timedelta(minutes=1)


def request_letters(row: Rescoring, *, is_back: bool) -> None:
    """Have the background write to everybody whose result changed.

    Args:
        row: of a rescoring that comes to its end in the running transaction.
        is_back: whether it was undone.

    One outbox entry. Safe to call twice.
    """
    payload = {"rescoring_id": row.pk, "is_back": is_back}
    outbox.add_entry(topic=TOPIC, payload=payload, dedupe_key=f"{TOPIC}:{row.pk}:{is_back}")


def tell_rescored(*, rescoring_id: int, is_back: bool) -> None:
    """Write to everybody who sees another result since a rescoring was published, or undone.

    Args:
        rescoring_id: row id.
        is_back: whether it was undone.

    Handler of the outbox topic. One message a person, however many of their tries changed, which leads to the newest
    of them; nobody whose share of the points is the same, nor whose result is held back. One statement for 500
    messages, which go out a minute after the 500 before them, so that other mail is not kept waiting. Safe to call
    twice.
    """
    row = Rescoring.objects.get(pk=rescoring_id)
    subject = _("Your result is what it was before: %(title)s") if is_back else _("Your result changed: %(title)s")
    by_learner = groupby(changed_results(row, is_back=is_back).iterator(AT_ONCE), lambda attempt: attempt.learner_id)
    letters = (
        letter_to_learner(
            next(tries),
            subject=subject,
            template="assessments/email/rescored.txt",
            dedupe_key=f"{TOPIC}:{row.pk}:{is_back}:{learner_id}",
            reason=row.reason,
            is_back=is_back,
        )
        for learner_id, tries in by_learner
    )
    wait = outbox.NO_WAIT
    while some := list(islice(letters, AT_ONCE)):
        mail.queue_many(some, wait=wait)
        wait += MINUTE
