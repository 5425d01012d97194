"""When a try that is under way is over, and what it costs to hand it in now."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from assessments.models import Attempt
from assessments.rules import points, windows
from assessments.rules.aggregate import late
from assessments.rules.policy import Policy

# Any number of points: a share of it is the same share of every other.
WHOLE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of one try.

    Attributes:
        closes_at: when what is saved is handed in.
        late_from: when it begins to be late; None where the try is over before, or nothing is taken late.
        is_over: whether time is over, and the grace too, so that nothing can be sent any more.
        late_percent: the share of the points that handing in now would cost, 0 to 100.
        read_at: the present.
    """

    closes_at: datetime.datetime
    late_from: datetime.datetime | None
    is_over: bool
    late_percent: int
    read_at: datetime.datetime

    @property
    def is_late(self) -> bool:
        return self.late_from is not None and self.late_from <= self.read_at

    @property
    def is_early(self) -> bool:
        """It is not late yet, and may become so."""
        return self.late_from is not None and not self.is_late

    @property
    def ends_next(self) -> datetime.datetime:
        """What is to be counted down to: from when on it is late, or else when it closes."""
        return self.late_from if self.late_from is not None and self.is_early else self.closes_at


def clock_of(attempt: Attempt) -> Clock | None:
    """Read the time of a try.

    Args:
        attempt: under way.

    Returns:
        None when it has no end.
    """
    if attempt.closes_at is None:
        return None
    now, rules = timezone.now(), Policy.from_json(attempt.policy)
    window = attempt.window_closes_at if rules.late_rule != "none" else None
    late_from = window if window is not None and window < attempt.closes_at else None
    late_seconds = max(0, int((now - late_from).total_seconds())) if late_from else 0
    return Clock(
        closes_at=attempt.closes_at,
        late_from=late_from,
        is_over=attempt.is_overdue(now),
        late_percent=late_percent(rules, late_seconds),
        read_at=now,
    )


def late_percent(rules: Policy, late_seconds: int) -> int:
    """Say what share of the points lateness costs.

    Args:
        rules: the frozen policy.
        late_seconds: how long after the close, >= 0.

    Returns:
        0 to 100, rounded for display.
    """
    return points.percent(late.cost(rules, WHOLE, late_seconds), WHOLE)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """How a try was handed in.

    Attributes:
        by_clock: whether its time was over, so that what was saved was handed in.
        late_percent: the share of the points that its lateness costs, 0 to 100.
    """

    by_clock: bool
    late_percent: int


def handed_in(attempt: Attempt) -> HandedIn:
    """Say how a try was handed in.

    Args:
        attempt: handed in.

    Returns:
        What its receipt and its review say of it.
    """
    return HandedIn(
        by_clock=attempt.was_closed_by_clock,
        late_percent=late_percent(Policy.from_json(attempt.policy), attempt.late_seconds),
    )


def late_seconds_at(attempt: Attempt, at: datetime.datetime) -> int:
    """Say how late an attempt is when it is handed in.

    Args:
        attempt: with its policy and its ends.
        at: when it is; for one that the clock handed in, when it was last answered.

    Returns:
        Seconds after its window, 0 where lateness costs nothing.
    """
    if attempt.window_closes_at is None or Policy.from_json(attempt.policy).late_rule == "none":
        return 0
    # What arrives in the grace was sent before the close.
    sent = at if attempt.closes_at is None else min(at, attempt.closes_at)
    return windows.lateness(window=int(attempt.window_closes_at.timestamp()), handed_in=int(sent.timestamp()))
