"""Visitors without an account: the token that their attempts belong to, its claim by a learner, and its end."""

import datetime
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import F, Max

from assessments.enums import EventKind
from assessments.models import Attempt, AttemptEvent, Exercise, Move, ResponseSave, Score
from assessments.rules.types import Owner
from assessments.services.events import record

KEPT = datetime.timedelta(days=30)
SESSION_KEY = "guest"
BATCH = 500


def guest_in(session: SessionBase) -> UUID | None:
    """Read who a visitor without an account is.

    Args:
        session: of the request.

    Returns:
        The token, None for somebody who has begun nothing. Writes nothing.
    """
    token = session.get(SESSION_KEY)
    return UUID(token) if token else None


def remember_guest(*, session: SessionBase, guest: UUID) -> None:
    """Keep a guest's token in the session for as long as their attempts are kept.

    Args:
        session: of the request.
        guest: the token.

    Safe to call twice; each call makes the session last for the whole time again.
    """
    session[SESSION_KEY] = str(guest)
    session.set_expiry(int(KEPT.total_seconds()))


def claim_attempts(*, session: SessionBase, learner_id: int) -> int:
    """Hand everything that the session's guest began to the person who has just signed in.

    Args:
        session: of the request; it forgets the guest.
        learner_id: who signed in.

    Returns:
        How many attempts changed hands. They stay marked as a guest's and count towards nothing.

    One transaction for each attempt: its exercise's row is held, so that numbers stay unique, and the owner is
    changed by conditional update. Safe to call twice and at once.
    """
    guest = guest_in(session)
    if guest is None:
        return 0
    attempts = Attempt.objects.of(Owner(guest=guest)).order_by("pk").values_list("pk", "exercise_id")
    claimed = sum(_claim(pk, exercise_id, guest, learner_id) for pk, exercise_id in attempts)
    session.pop(SESSION_KEY)
    session.set_expiry(None)
    return claimed


@transaction.atomic
def _claim(attempt_id: int, exercise_id: int, guest: UUID, learner_id: int) -> int:
    Exercise.objects.filter(pk=exercise_id).update(kind=F("kind"))
    mine = Attempt.objects.filter(exercise=exercise_id, learner=learner_id, as_guest=True)
    number = (mine.aggregate(last=Max("number"))["last"] or 0) + 1
    still_theirs = Attempt.objects.filter(pk=attempt_id, guest=guest)
    claimed = still_theirs.update(guest=None, learner=learner_id, number=number)
    if claimed:
        record(attempt_id, EventKind.CLAIMED, by_id=learner_id)
    return claimed


def delete_expired_attempts(*, now: datetime.datetime) -> int:
    """Delete what guests began 30 days ago or earlier and nobody claimed, with all that hangs on it.

    Args:
        now: the present, aware.

    Returns:
        How many attempts were deleted.

    One transaction for every 500. The rows are held by an update first: an attempt is claimed whole or deleted whole.
    Safe to call twice.
    """
    deleted = 0
    while batch := _delete_batch(now - KEPT):
        deleted += batch
    return deleted


@transaction.atomic
def _delete_batch(begun_before: datetime.datetime) -> int:
    expired = Attempt.objects.filter(guest__isnull=False, started_at__lte=begun_before)
    batch = list(expired.order_by("pk").values_list("pk", flat=True)[:BATCH])
    expired.filter(pk__in=batch).update(score=None)
    doomed = list(expired.filter(pk__in=batch).values_list("pk", flat=True))
    for model in (AttemptEvent, ResponseSave, Move, Score):
        model.objects.filter(attempt__in=doomed).delete()
    return Attempt.objects.filter(pk__in=doomed).delete()[0]
