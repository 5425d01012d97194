"""How long a certificate holds: its last moment, what it is today, when to renew it and to remind (adr 0022)."""

import calendar
import datetime
from collections.abc import Sequence
from enum import StrEnum

MONTHS = 12
# From how many days before its end a certificate may be renewed; it may at any time after that, expired or not.
RENEWAL_DAYS = 60
# Reminders go out when so many days are left, the last of them when it has expired.
REMINDERS = (RENEWAL_DAYS, 14, 0)
LAST_SECOND = datetime.time(23, 59, 59, tzinfo=datetime.UTC)


class Validity(StrEnum):
    """What an issue of a certificate is at a moment.

    Attributes:
        REPLACED: a newer issue stands at the same address.
    """

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"


def last_moment(
    issued_at: datetime.datetime, months: int, runs_until: datetime.datetime | None = None
) -> datetime.datetime | None:
    """Say until when an issue is valid.

    Args:
        issued_at: when it is issued, with a time zone.
        months: how long it is valid; 0 for ever.
        runs_until: the last moment of the issue that it renews; None for a first one.

    Returns:
        The last second, in UTC, of the day with the same number so many months later, or of the last day of a shorter
        month; None for ever. What is renewed early runs from the end of the issue before, so that nobody loses days.
    """
    if not months:
        return None
    begins = max(issued_at, runs_until or issued_at).astimezone(datetime.UTC).date()
    years, month = divmod(begins.month - 1 + months, MONTHS)
    year = begins.year + years
    day = min(begins.day, calendar.monthrange(year, month + 1)[1])
    return datetime.datetime.combine(datetime.date(year, month + 1, day), LAST_SECOND)


def validity_of(
    now: datetime.datetime, expires_at: datetime.datetime | None, *, is_revoked: bool, is_newest: bool
) -> Validity:
    """Say what an issue is.

    Args:
        now: the moment to judge at.
        expires_at: its last moment; None for ever.
        is_revoked: it was taken back.
        is_newest: no other issue stands at its address after it.

    Returns:
        Revoked before replaced, replaced before expired: the first is what a reader most needs to know.
    """
    if is_revoked:
        return Validity.REVOKED
    if not is_newest:
        return Validity.REPLACED
    return Validity.EXPIRED if is_expired(now, expires_at) else Validity.VALID


def is_expired(now: datetime.datetime, expires_at: datetime.datetime | None) -> bool:
    """Tell whether the last moment is over.

    Args:
        now: the moment to judge at.
        expires_at: the last moment; None for ever.

    Returns:
        True from the second after it, as verifiers of credentials judge.
    """
    return expires_at is not None and expires_at <= now


def days_left(now: datetime.datetime, expires_at: datetime.datetime) -> int:
    """Count the days that are left.

    Args:
        now: the moment to judge at.
        expires_at: the last moment.

    Returns:
        Days of the calendar in UTC from today to the last one: 0 on the last day itself, negative once it is over.
    """
    return (expires_at.astimezone(datetime.UTC).date() - now.astimezone(datetime.UTC).date()).days


def may_renew(now: datetime.datetime, expires_at: datetime.datetime | None) -> bool:
    """Tell whether a certificate may be renewed, as far as time goes.

    Args:
        now: the moment to judge at.
        expires_at: its last moment; None for ever.

    Returns:
        True from 60 days before its end on, and without an end after it.
    """
    return expires_at is not None and days_left(now, expires_at) <= RENEWAL_DAYS


def renewing_try(tries: Sequence[tuple[int, bool]], after_number: int) -> int | None:
    """Find the try at the final assessment by which a certificate is renewed.

    Args:
        tries: released tries: the number of each, and whether it passed.
        after_number: the number of the last try that was begun before the renewal.

    Returns:
        The number of the first that passed since; None while there is none. What was passed before counts for nothing
        here.
    """
    return min((number for number, is_passed in tries if is_passed and number > after_number), default=None)


def reminder_due(now: datetime.datetime, expires_at: datetime.datetime) -> int | None:
    """Say which reminder is the right one now.

    Args:
        now: the moment to judge at.
        expires_at: the last moment of the certificate.

    Returns:
        60, 14 or 0 (it has expired): the latest whose day has come; None while it is too early for any. A reminder that
        was missed is not sent beside a later one.
    """
    if is_expired(now, expires_at):
        return REMINDERS[-1]
    left = days_left(now, expires_at)
    return next((days for days in REMINDERS[-2::-1] if left <= days), None)


def moment_text(moment: datetime.datetime | None) -> str:
    """Write a moment as snapshots of certificates hold it.

    Args:
        moment: with a time zone; None where there is none.

    Returns:
        ISO 8601 in UTC to the second; empty for None.
    """
    return "" if moment is None else moment.astimezone(datetime.UTC).isoformat(timespec="seconds")


def read_moment(text: str) -> datetime.datetime | None:
    """Read what `moment_text` wrote.

    Args:
        text: ISO 8601 with a time zone, or empty.

    Returns:
        The moment; None for an empty text.
    """
    return datetime.datetime.fromisoformat(text) if text else None
