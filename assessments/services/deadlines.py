"""When an attempt closes: worked out when it begins, and again whenever somebody is given time or a window moves."""

import datetime
import math
from dataclasses import dataclass

from django.db.models import F, Sum

from assessments.enums import EventKind
from assessments.models import Attempt, Pause
from assessments.rules import windows
from assessments.rules.policy import DAY, MINUTE, Policy
from assessments.selectors.given import given_in
from assessments.selectors.times import Given, moment
from assessments.services.events import Happened, record


@dataclass(frozen=True, slots=True)
class Deadlines:
    """When the window closes for a person, and when their time is over; None for never."""

    window: datetime.datetime | None
    close: datetime.datetime | None


def deadlines_of(attempt: Attempt, current: Policy, given: Given, pauses: int = 0) -> Deadlines:
    """Work out when an attempt closes.

    Args:
        attempt: with its frozen policy and its beginning.
        current: the policy in force; where its window closes later than the frozen one, it counts.
        given: what the learner was given.
        pauses: minutes given back so far.

    Returns:
        The deadlines; never earlier than those the attempt has.
    """
    frozen = Policy.from_json(attempt.policy)
    base = windows.later(frozen.closes, current.closes)
    extension = MINUTE * given.window_minutes
    close = windows.effective_close(
        window=base,
        extension=extension,
        late=DAY * frozen.late_days,
        started=math.ceil(attempt.started_at.timestamp()),
        limit=MINUTE * frozen.limit_minutes,
        factor_percent=given.factor_percent,
        pauses=MINUTE * pauses,
    )
    return Deadlines(moment(None if base is None else base + extension), moment(close))


def extend(attempt_id: int, happened: Happened) -> bool:
    """Work out anew when an attempt under way closes, after what it follows from was stored.

    Args:
        attempt_id: row id.
        happened: why; written down with the new close where that moves, a pause always.

    Returns:
        Whether it has a deadline and is open.

    Call inside a transaction. The attempt's row is held by an update; a close only ever moves to later.
    """
    mine = Attempt.objects.open().filter(pk=attempt_id, closes_at__isnull=False)
    if not mine.update(closes_at=F("closes_at")):
        return False
    attempt = Attempt.objects.select_related("exercise").get(pk=attempt_id)
    found = later_deadlines(attempt)
    mine.update(window_closes_at=found.window, closes_at=found.close)
    if found.close != attempt.closes_at or happened.kind == EventKind.PAUSED:
        details = {**happened.details, "closes_at": found.close.isoformat() if found.close else ""}
        record(attempt_id, happened.kind, by_id=happened.by_id, details=details)
    return True


def move_windows(exercise_id: int) -> None:
    """Give attempts under way the later close of a window that was published; an earlier one changes nothing.

    Args:
        exercise_id: row id.

    Call inside the transaction of the publication. An event of each attempt that closes later.
    """
    going = Attempt.objects.open().filter(exercise=exercise_id, window_closes_at__isnull=False)
    for attempt_id in list(going.order_by("pk").values_list("pk", flat=True)):
        extend(attempt_id, Happened(EventKind.EXTENDED))


def later_deadlines(attempt: Attempt) -> Deadlines:
    """Work out an attempt's deadlines from all that is stored.

    Args:
        attempt: with its exercise.

    Returns:
        The later of those that it has and those that follow from policy, personal time and pauses. Two statements.
    """
    given = given_in(attempt.exercise_id, attempt.learner_id)
    pauses = Pause.objects.filter(attempt=attempt).aggregate(total=Sum("minutes"))["total"] or 0
    found = deadlines_of(attempt, Policy.from_json(attempt.exercise.policy), given, pauses)
    return Deadlines(_later(attempt.window_closes_at, found.window), _later(attempt.closes_at, found.close))


def _later(first: datetime.datetime | None, second: datetime.datetime | None) -> datetime.datetime | None:
    return None if first is None or second is None else max(first, second)
