"""Reads when an exercise is open, how long a try may last, and which tries count."""

import datetime
from dataclasses import dataclass

from cms.importing.reading.fields import Fields


@dataclass(frozen=True, slots=True)
class Timing:
    """Each value is that of the page field of its name; times are in UTC, None where there is none."""

    max_tries: int
    opens_at: datetime.datetime | None
    closes_at: datetime.datetime | None
    limit_minutes: int
    cooldown_minutes: int
    counting: str
    late_rule: str
    late_percent_per_day: int
    late_days: int
    results: str


def read_timing(fields: Fields) -> Timing:
    return Timing(
        max_tries=fields.whole("max_tries", low=0, high=100, default=0),
        opens_at=fields.moment("opens_at"),
        closes_at=fields.moment("closes_at"),
        limit_minutes=fields.whole("limit_minutes", low=0, high=1_440, default=0),
        cooldown_minutes=fields.whole("cooldown_minutes", low=0, high=43_200, default=0),
        counting=fields.one_of("counting", ("best", "last", "first", "mean"), default="best"),
        late_rule=fields.one_of("late_rule", ("none", "step", "linear"), default="none"),
        late_percent_per_day=fields.whole("late_percent_per_day", low=0, high=100, default=0),
        late_days=fields.whole("late_days", low=0, high=30, default=0),
        results=fields.one_of("results", ("at_once", "after_close"), default="at_once"),
    )
