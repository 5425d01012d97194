"""A second look at a released score: asked for by the learner, answered by somebody who has not marked it before."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.enums import AppealOutcome, AttemptState, EventKind
from assessments.errors import AppealError, MarkingError
from assessments.models import Appeal, Attempt
from assessments.selectors.appeals import asked_looks, may_appeal
from assessments.services.events import record
from assessments.services.letters import write_to_learner
from assessments.services.reasons import read_reason


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to an appeal, as the learner reads it."""

    outcome: AppealOutcome
    by_id: int
    text: str


@transaction.atomic
def ask_second_look(*, attempt_id: int, reason: str) -> bool:
    """Ask somebody else to look at a score; the result can go up or down.

    Whose attempt it is, is the caller's business.

    Args:
        attempt_id: row id.
        reason: 10 to 2000 characters; whoever looks reads it.

    Returns:
        Whether it was asked now; False when it is asked already, so that calling twice is safe.

    Raises:
        ReasonError: the reason is too short or too long.
        AppealError: the attempt counts towards nothing, has no released score, or this score was looked at before.

    One transaction; conditional update, and once for each score. Announces nothing.
    """
    why = read_reason(reason)
    attempt = Attempt.objects.select_related("exercise__sample", "score").get(pk=attempt_id)
    if attempt.state == AttemptState.APPEALED:
        return False
    released = Attempt.objects.filter(pk=attempt_id, state=AttemptState.RELEASED, score=attempt.score)
    score = attempt.score if may_appeal(attempt, asked_looks(attempt)) else None
    if score is None or not released.update(state=AttemptState.APPEALED):
        raise AppealError(_("A second look can be asked for once for each result that counts."))
    appeal = Appeal.objects.create(attempt=attempt, score=score, reason=why)
    record(attempt_id, EventKind.APPEALED, by_id=attempt.learner_id, details={"appeal": appeal.pk, "reason": why})
    return True


@transaction.atomic
def ask_second_look_by_rule(*, key: UUID) -> bool:
    """Have somebody else look at a score because the result that it counts for is just under a mark; it cannot go down.

    Args:
        key: of the attempt.

    Returns:
        Whether it was asked now. False where the attempt has no released score that counts, or this score was looked
        at, or is, at somebody's wish.

    One transaction; conditional update, and once for each score. Announces nothing.
    """
    attempt = Attempt.objects.select_related("exercise__sample", "score").get(key=key)
    score = attempt.score if may_appeal(attempt, asked_looks(attempt)) else None
    released = Attempt.objects.filter(pk=attempt.pk, state=AttemptState.RELEASED, score=score)
    if score is None or not released.update(state=AttemptState.APPEALED):
        return False
    appeal = Appeal.objects.create(attempt=attempt, score=score, by_rule=True)
    record(attempt.pk, EventKind.APPEALED, details={"appeal": appeal.pk, "by_rule": True})
    return True


def require_no_loss(attempt: Attempt, earned: int) -> None:
    """Refuse to lower a score that a rule has had looked at.

    Args:
        attempt: with its score.
        earned: micro-points that it would have.

    Raises:
        MarkingError: it would lose points.
    """
    if attempt.score is None or earned >= attempt.score.earned:
        return
    if Appeal.objects.filter(attempt=attempt, outcome="", by_rule=True).exists():
        raise MarkingError(
            _(
                "This second look was asked for by rule, because the result is just under the pass mark. It lowers no "
                "result: confirm it, or give marks that come to no less. Your marks are kept as a draft."
            )
        )


@transaction.atomic
def confirm_score(*, attempt_id: int, by_id: int, answer: str) -> bool:
    """Answer an appeal by leaving the score as it is.

    Who may answer is the caller's business, but for who has marked the work.

    Args:
        attempt_id: row id.
        by_id: who answers; neither the learner nor anybody who has marked it.
        answer: 10 to 2000 characters; the learner reads it.

    Returns:
        Whether it was answered now; False makes a second call harmless.

    Raises:
        ReasonError: the answer is too short or too long.
        AppealError: this person marked the work before, or wrote it.

    One transaction, conditional update. Tells the learner. Announces nothing: no score changes.
    """
    text = read_reason(answer)
    require_independent(attempt_id, by_id)
    if not Attempt.objects.filter(pk=attempt_id, state=AttemptState.APPEALED).update(state=AttemptState.RELEASED):
        return False
    appeal = close_appeal(attempt_id, Answer(AppealOutcome.CONFIRMED, by_id, text))
    details = {"appeal": appeal.pk, "outcome": "confirmed", "answer": text}
    record(attempt_id, EventKind.ANSWERED, by_id=by_id, details=details)
    write_to_learner(
        appeal.attempt,
        subject=gettext_lazy("The second look at your result: %(title)s")
        if appeal.by_rule
        else gettext_lazy("Your request for a second look was answered: %(title)s"),
        template=f"assessments/email/{'look_by_rule' if appeal.by_rule else 'appeal'}_answered.txt",
        dedupe_key=f"assessments.appeal:{appeal.pk}",
    )
    return True


def require_independent(attempt_id: int, person_id: int) -> None:
    """Refuse who has released marks for an attempt before, and who made it.

    Args:
        attempt_id: row id.
        person_id: who wants to answer an appeal against it.

    Raises:
        AppealError: they have.
    """
    if Attempt.objects.filter(pk=attempt_id).exclude(learner=person_id).exclude(marks__marker=person_id).exists():
        return
    raise AppealError(_("A second look is given by somebody who has not marked this work before."))


def close_appeal(attempt_id: int, answer: Answer) -> Appeal:
    """Keep the answer to the appeal that waits.

    Args:
        attempt_id: row id of an attempt whose state was moved on in the running transaction.
        answer: of somebody independent.

    Returns:
        The appeal, with its attempt, exercise and learner at hand.
    """
    appeal = Appeal.objects.select_related("attempt__exercise", "attempt__learner").get(attempt=attempt_id, outcome="")
    appeal.outcome, appeal.answer = answer.outcome, answer.text
    appeal.answered_by_id, appeal.answered_at = answer.by_id, timezone.now()
    appeal.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    return appeal
