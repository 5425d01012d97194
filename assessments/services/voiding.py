"""Taking an attempt out, so that it counts nowhere and uses no try."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments import signals
from assessments.enums import AppealOutcome, AttemptState, EventKind
from assessments.models import Appeal, Attempt
from assessments.services import evidence
from assessments.services.events import record
from assessments.services.letters import write_to_learner
from assessments.services.reasons import read_reason


@transaction.atomic
def void_attempt(*, attempt_id: int, by_id: int, reason: str, seen: str) -> bool:
    """Take an attempt out: it uses no try and counts nowhere; answers, marks and scores are kept.

    Who may do so is the caller's business.

    Args:
        attempt_id: row id of a learner's attempt, in any state; what was begun as a guest counts nowhere anyway.
        by_id: who decides.
        reason: 10 to 2000 characters; the learner reads it.
        seen: the state in which whoever decides saw it.

    Returns:
        Whether it was taken out now; False where it is in another state by now: of two at once one wins, and a second
        call is harmless.

    Raises:
        ReasonError: the reason is too short or too long.

    One transaction, conditional update. An appeal that waits is answered by it. Tells the learner; announces
    attempt_voided.
    """
    why = read_reason(reason)
    still_there = Attempt.objects.filter(pk=attempt_id, as_guest=False, state=seen).exclude(state=AttemptState.VOID)
    if not still_there.update(state=AttemptState.VOID):
        return False
    waiting = Appeal.objects.filter(attempt=attempt_id, outcome="")
    waiting.update(outcome=AppealOutcome.VOID, answer=why, answered_by=by_id, answered_at=timezone.now())
    record(attempt_id, EventKind.VOID, by_id=by_id, details={"reason": why})
    attempt = Attempt.objects.select_related("exercise", "learner").get(pk=attempt_id)
    write_to_learner(
        attempt,
        subject=_("Your try was taken out: %(title)s"),
        template="assessments/email/taken_out.txt",
        dedupe_key=f"assessments.void:{attempt_id}",
        reason=why,
    )
    if attempt.learner_id is not None:
        evidence.recount(exercise_id=attempt.exercise_id, learner_ids=[attempt.learner_id])
    signals.attempt_voided.send(
        sender=Attempt, attempt_id=attempt_id, exercise_id=attempt.exercise_id, learner_id=attempt.learner_id
    )
    return True
