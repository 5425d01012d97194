"""Attempts whose time is over: what was saved is handed in by the clock."""

import datetime

from django.db import transaction

from assessments.enums import AttemptState, EventKind
from assessments.models import Attempt
from assessments.rules import registry
from assessments.selectors import answers
from assessments.services import one_by_one
from assessments.services.deadlines import later_deadlines
from assessments.services.events import record
from assessments.services.submitting import hand_in


def close_overdue(*, now: datetime.datetime) -> int:
    """Close every attempt whose time is over, and the grace too.

    Args:
        now: the present, aware.

    Returns:
        How many were closed.

    One transaction for each. Safe to call twice and at once; what could not be closed is tried again next time.
    """
    overdue = Attempt.objects.overdue(now).order_by("closes_at", "pk").values_list("pk", flat=True)
    return one_by_one.done(
        overdue, lambda pk: close_if_overdue(attempt_id=pk, now=now), "attempt %s could not be closed"
    )


def close_if_overdue(*, attempt_id: int, now: datetime.datetime) -> bool:
    """Hand in what was saved of an attempt whose time is over, as of the moment it was over.

    Args:
        attempt_id: row id.
        now: the present, aware.

    Returns:
        Whether it was closed now: scored as any other, or expired where nothing was answered. False for one that is
        closed already, whose time is not over, or that was given time a moment ago.

    One transaction; conditional update. Safe to call twice and at once.
    """
    with transaction.atomic():
        related = Attempt.objects.overdue(now).select_related("version", "exercise")
        attempt = related.filter(pk=attempt_id).first()
        return attempt is not None and not _was_given_time(attempt, now) and hand_in_or_expire(attempt)


def _was_given_time(attempt: Attempt, now: datetime.datetime) -> bool:
    """Look again at what was granted while the attempt was being begun, and was not written to it."""
    found = later_deadlines(attempt)
    if found.close == attempt.closes_at:
        return False
    mine = Attempt.objects.open().filter(pk=attempt.pk, closes_at=attempt.closes_at)
    mine.update(window_closes_at=found.window, closes_at=found.close)
    attempt.window_closes_at, attempt.closes_at = found.window, found.close
    return not attempt.is_overdue(now)


def hand_in_or_expire(attempt: Attempt) -> bool:
    """Close an attempt whose time is over, unless it was answered or given time since it was read.

    Args:
        attempt: as it was read, with its version.

    Returns:
        Whether it was closed now: scored as any other, or expired where nothing was answered.

    Call inside a transaction; conditional update.
    """
    if attempt.closes_at and _is_answered(attempt):
        return hand_in(attempt, attempt.closes_at, by_clock=True)
    unchanged = Attempt.objects.open().filter(closes_at=attempt.closes_at, response_version=attempt.response_version)
    if not unchanged.filter(pk=attempt.pk).update(state=AttemptState.EXPIRED, submitted_at=attempt.closes_at):
        return False
    record(attempt.pk, EventKind.EXPIRED)
    return True


def _is_answered(attempt: Attempt) -> bool:
    response = answers.current_response(attempt)
    shown = registry.present(attempt.version.definition, attempt.variant, "", response)
    return answers.count_answered(shown) > 0
