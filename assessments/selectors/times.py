"""Until when an exercise can be taken, for how long, and when another try can begin: for one learner, in dates."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from assessments.rules.policy import Policy

MINUTE = datetime.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Given:
    """What a learner was given beyond the policy: their share of a time limit in percent, and minutes after a close."""

    factor_percent: int = 100
    window_minutes: int = 0


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class Times:
    """The times of an exercise for one learner, by the policy that is in force now.

    Attributes:
        opens_at: None when it has always been open.
        closes_at: None when it never closes.
        late_until: until when late work is taken at a cost; None where none is.
        limit_minutes: time for a try; 0 for no limit.
        wait_until: when another try can begin after the last one; None when that is no longer ahead.
        read_at: the present.
    """

    opens_at: datetime.datetime | None
    closes_at: datetime.datetime | None
    late_until: datetime.datetime | None
    limit_minutes: int
    wait_until: datetime.datetime | None
    read_at: datetime.datetime

    @property
    def is_ahead(self) -> bool:
        """It opens later."""
        return self.opens_at is not None and self.read_at < self.opens_at

    @property
    def is_late(self) -> bool:
        """It is closed, and what is handed in now is late."""
        return self.closes_at is not None and self.closes_at <= self.read_at and not self.is_over

    @property
    def is_over(self) -> bool:
        """It is closed, for late work too."""
        return self.ends_at is not None and self.ends_at <= self.read_at

    @property
    def ends_at(self) -> datetime.datetime | None:
        """When it is closed, for late work too; None for never."""
        return self.late_until or self.closes_at

    @property
    def is_limited(self) -> bool:
        """There is something about time to be said."""
        return bool(self.is_ahead or self.closes_at or self.wait_until or self.limit_minutes)

    @property
    def is_open(self) -> bool:
        """A try can begin now, as far as time goes."""
        return not self.is_ahead and not self.is_over and self.wait_until is None


def times_of(rules: Policy, given: Given, *, now: datetime.datetime, last_handed_in: datetime.datetime | None) -> Times:
    """Work out the times of an exercise for one learner.

    Args:
        rules: the policy in force.
        given: what the learner was given beyond it.
        now: the present, aware.
        last_handed_in: when their last try was handed in or ran out; None before the first.

    Returns:
        The times.
    """
    extension = given.window_minutes * MINUTE
    closes = moment(rules.closes)
    late_until = moment(rules.ends) if rules.late_days else None
    wait_until = last_handed_in + rules.cooldown_minutes * MINUTE if last_handed_in else None
    return Times(
        opens_at=moment(rules.opens),
        closes_at=closes + extension if closes else None,
        late_until=late_until + extension if late_until else None,
        limit_minutes=-(-rules.limit_minutes * given.factor_percent // 100),
        wait_until=wait_until if wait_until and now < wait_until else None,
        read_at=now,
    )


def in_words(when: datetime.datetime) -> str:
    """Write a moment for the reader.

    Args:
        when: aware.

    Returns:
        Date and time in the reader's language and time zone, which it names.
    """
    local = timezone.localtime(when)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local.tzname()}"


def moment(seconds: int | None) -> datetime.datetime | None:
    """Turn seconds since 1970 into a date.

    Args:
        seconds: as the rules count; None for no such moment.

    Returns:
        An aware date in UTC, None likewise.
    """
    return None if seconds is None else datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC)
