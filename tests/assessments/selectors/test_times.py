import datetime

import pytest

from assessments.rules.policy import Policy
from assessments.selectors.times import NOTHING_GIVEN, Given, times_of

NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
WINDOW = {"opens_at": "2026-11-23T09:00:00Z", "closes_at": "2026-11-23T15:00:00Z"}
LATE = WINDOW | {"late_rule": "step", "late_percent_per_day": 10, "late_days": 2}


def times(now=NOON, given=NOTHING_GIVEN, last=None, **policy):
    return times_of(Policy(**policy), given, now=now, last_handed_in=last)


def test_without_dates_it_is_open():
    found = times()
    assert (found.opens_at, found.closes_at, found.late_until, found.limit_minutes, found.wait_until) == (
        *(None, None, None),
        *(0, None),
    )
    assert (found.is_open, found.is_ahead, found.is_late, found.is_over) == (True, False, False, False)


@pytest.mark.parametrize(
    ("policy", "hours", "expected"),
    [
        (WINDOW, -3.5, "ahead"),
        (WINDOW, -3, "open"),
        (WINDOW, 2.9, "open"),
        (WINDOW, 3, "over"),
        (LATE, 3, "late open"),
        (LATE, 50.9, "late open"),
        (LATE, 51, "over"),
    ],
)
def test_a_window_opens_and_closes(policy, hours, expected):
    found = times(NOON + hours * HOUR, **policy)
    said = {name for name in ("ahead", "late", "open", "over") if getattr(found, f"is_{name}")}
    assert said == set(expected.split())


def test_a_learner_may_have_more_time_than_the_policy_says():
    found = times(NOON + 4 * HOUR, Given(factor_percent=150, window_minutes=120), **LATE, limit_minutes=15)
    assert (found.closes_at, found.late_until) == (NOON + 5 * HOUR, NOON + 5 * HOUR + 2 * DAY)
    assert (found.limit_minutes, found.is_late, found.is_open) == (23, False, True)


def test_a_wait_runs_from_the_last_try_handed_in():
    assert times(last=NOON - HOUR, cooldown_minutes=90).wait_until == NOON + HOUR / 2
    assert not times(last=NOON - HOUR, cooldown_minutes=90).is_open
    assert times(last=NOON - HOUR, cooldown_minutes=60).is_open
    assert times(cooldown_minutes=60).is_open
