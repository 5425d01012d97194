"""Dates that say no more than is known: a year, a month or a day."""

import datetime
import re

_SHAPE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


def is_partial_date(text: str) -> bool:
    """Tell whether a text is a year, a month or a day of the calendar: 2011, 2011-03 or 2011-03-24.

    Args:
        text: any text.

    Returns:
        False as well for what looks like a date and is none, such as 2011-02-30.
    """
    if not _SHAPE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True
