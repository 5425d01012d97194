"""Telling learners that a rescoring changed their result, or that it was taken back."""

import datetime
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.services import mail, outbox
from assessments.models import Rescoring
from assessments.selectors.rescoring import changed_results
from assessments.services.letters import letter_to_learner

TOPIC = "assessments.tell_rescored"
AT_ONCE = 500
MINUTE = datetime.timedelta(minutes=1)


def request_letters(row: Rescoring, *, is_back: bool, after: int = 0) -> None:
    """Have the background write to everybody whose result changed.

    Args:
        row: of a rescoring that comes to its end in the running transaction.
        is_back: whether it was undone.
        after: row id of the learner up to whom all were written to; it goes on in a minute.

    One outbox entry. Safe to call twice.
    """
    payload = {"rescoring_id": row.pk, "is_back": is_back, "after": after}
    key = f"{TOPIC}:{row.pk}:{is_back}:after:{after}"
    outbox.add_entries(topic=TOPIC, payloads={key: payload}, wait=MINUTE if after else outbox.NO_WAIT)


def tell_rescored(*, rescoring_id: int, is_back: bool, after: int = 0) -> None:
    """Write to those who see another result since a rescoring was published, or undone.

    Args:
        rescoring_id: row id.
        is_back: whether it was undone.
        after: row id of the learner up to whom all were written to.

    Handler of the outbox topic. Looks at 500 results and leaves the others to an entry of their own, a minute later, so
    that no task is long and other mail is not kept waiting. One message a person, however many of their tries changed,
    which leads to the newest of them; nobody who sees the same result as before, nor whose result is held back. Safe to
    call twice.
    """
    row = Rescoring.objects.get(pk=rescoring_id)
    subject = _("Your result is what it was before: %(title)s") if is_back else _("Your result changed: %(title)s")
    changed = list(changed_results(row, is_back=is_back).filter(learner__gt=after)[:AT_ONCE])
    letters = [
        letter_to_learner(
            next(tries),
            subject=subject,
            template="assessments/email/rescored.txt",
            dedupe_key=f"{TOPIC}:{row.pk}:{is_back}:{learner_id}",
            reason=row.reason,
            is_back=is_back,
        )
        for learner_id, tries in groupby(changed, lambda attempt: attempt.learner_id)
    ]
    with transaction.atomic():
        mail.queue_many(letters)
        if len(changed) == AT_ONCE:
            request_letters(row, is_back=is_back, after=changed[-1].learner_id or after)
