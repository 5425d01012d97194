"""Dates in a text, in English and in French: which there are, and which cannot be."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from assessments.rules.scorers.rubric.phrases import Spans

_MONTHS: Mapping[str, int] = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for number, name in enumerate(names.split(), 1)
}
_DAYS: Mapping[str, int] = {
    name: number
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    )
    for number, name in enumerate(names.split())
}
_MONTH, _DAY = "|".join(_MONTHS), "|".join(_DAYS)
_DATE = re.compile(
    rf"(?<!\w)(?:(?P<weekday>{_DAY}),?\s+)?(?:the\s+|le\s+)?(?:"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?\s+(?:of\s+)?(?P<month>{_MONTH})"
    rf"|(?P<month_first>{_MONTH})\s+(?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
    rf")(?:,?\s+(?P<year>\d{{4}})(?!\d))?(?!\w)",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\w-])")
_NUMERIC = re.compile(r"(?<![\w/.])(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?:\d{4}|\d{2})(?![\w/])")
_WEEKDAY = re.compile(rf"(?<!\w)(?:{_DAY})(?!\w)", re.IGNORECASE)
LEAP_YEAR = 2024
MOST_DATES = 100
_MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Dates:
    """Where dates stand.

    Attributes:
        dated: every date.
        impossible: no calendar has them.
        wrong_days: another day of the week than the calendar's, or two days of the week for one date.
        ambiguous: in figures that Europeans and Americans read differently.
    """

    dated: Spans
    impossible: Spans
    wrong_days: Spans
    ambiguous: Spans


@dataclass(frozen=True, slots=True)
class _Date:
    span: tuple[int, int]
    day: int
    month: int
    year: int | None
    weekday: int | None

    def is_possible(self) -> bool:
        return _calendar(self.year or LEAP_YEAR, self.month, self.day) is not None

    def is_wrong_day(self) -> bool:
        found = _calendar(self.year, self.month, self.day) if self.year else None
        return found is not None and self.weekday is not None and found.weekday() != self.weekday


def read(text: str) -> Dates:
    """Find the dates of a text, at most 100 of each way to write them, and what is wrong about them.

    Args:
        text: any text.

    Returns:
        Where they stand.
    """
    written = [*_in_words(text), *_in_iso(text)]
    numeric = list(islice(_NUMERIC.finditer(text), MOST_DATES))
    wrong = [date.span for date in written if date.is_wrong_day()]
    return Dates(
        dated=sorted([date.span for date in written] + [match.span() for match in numeric]),
        impossible=sorted(date.span for date in written if not date.is_possible()),
        wrong_days=sorted({*wrong, *_contradicting(written)}),
        ambiguous=[match.span() for match in numeric if _is_ambiguous(match)],
    )


def days_in(text: str) -> Spans:
    """Find everything that names a day.

    Args:
        text: any text.

    Returns:
        Where dates and days of the week stand, each stretch once.
    """
    dated = list(read(text).dated)
    alone = [match.span() for match in islice(_WEEKDAY.finditer(text), MOST_DATES)]
    return sorted(dated + [span for span in alone if not any(start <= span[0] < end for start, end in dated)])


def _in_words(text: str) -> list[_Date]:
    found = []
    for match in islice(_DATE.finditer(text), MOST_DATES):
        day, month = match["day"] or match["day_second"], match["month"] or match["month_first"]
        weekday = _DAYS[match["weekday"].casefold()] if match["weekday"] else None
        year = int(match["year"]) if match["year"] else None
        found.append(_Date(match.span(), int(day), _MONTHS[month.casefold()], year, weekday))
    return found


def _in_iso(text: str) -> list[_Date]:
    return [
        _Date(match.span(), int(match["day"]), int(match["month"]), int(match["year"]), None)
        for match in islice(_ISO.finditer(text), MOST_DATES)
    ]


def _contradicting(dates: list[_Date]) -> Spans:
    """Find dates that stand in the text with two different days of the week."""
    named = [date for date in dates if date.weekday is not None]
    return [
        date.span
        for date in named
        if any(
            (other.day, other.month) == (date.day, date.month)
            and other.weekday != date.weekday
            and (other.year or date.year) == (date.year or other.year)
            for other in named
        )
    ]


def _is_ambiguous(match: re.Match[str]) -> bool:
    first, second = int(match["first"]), int(match["second"])
    return first != second and max(first, second) <= _MONTHS_OF_A_YEAR


def _calendar(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
