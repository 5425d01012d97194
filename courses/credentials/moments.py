"""Moments as credentials write them: in UTC, to the second."""

import datetime

FORM = "%Y-%m-%dT%H:%M:%SZ"


def instant(moment: datetime.datetime) -> str:
    """Write a moment.

    Args:
        moment: with a time zone.

    Returns:
        Such as 2026-11-23T12:00:00Z.
    """
    return moment.astimezone(datetime.UTC).strftime(FORM)


def read_instant(text: str) -> datetime.datetime:
    """Read a moment.

    Args:
        text: in ISO 8601, with a time zone.

    Returns:
        The moment.

    Raises:
        ValueError: it is none, or names no time zone.
    """
    moment = datetime.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} names no time zone.")
    return moment
