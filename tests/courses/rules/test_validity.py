import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.rules.validity import (
    REMINDERS,
    Validity,
    days_left,
    is_expired,
    last_moment,
    may_renew,
    moment_text,
    read_moment,
    reminder_due,
    renewing_try,
    validity_of,
)

UTC = datetime.UTC
ISSUED = datetime.datetime(2026, 11, 23, 12, tzinfo=UTC)
MOMENTS = st.integers(0, 2_000_000_000).map(lambda seconds: ISSUED + datetime.timedelta(seconds=seconds))
MONTHS = st.integers(1, 120)


def end_of(year, month, day):
    return datetime.datetime(year, month, day, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("issued", "months", "until"),
    [
        (ISSUED, 24, end_of(2028, 11, 23)),
        (ISSUED, 1, end_of(2026, 12, 23)),
        (ISSUED, 2, end_of(2027, 1, 23)),
        (datetime.datetime(2027, 8, 31, tzinfo=UTC), 6, end_of(2028, 2, 29)),
        (datetime.datetime(2027, 1, 31, tzinfo=UTC), 1, end_of(2027, 2, 28)),
        (
            datetime.datetime(2026, 11, 23, 23, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-5))),
            12,
            end_of(2027, 11, 24),
        ),
    ],
)
def test_it_is_valid_to_the_end_of_the_same_day_of_a_later_month(issued, months, until):
    assert last_moment(issued, months) == until


def test_no_months_are_for_ever():
    assert last_moment(ISSUED, 0) is None
    assert last_moment(ISSUED, 0, end_of(2027, 1, 1)) is None
    assert validity_of(end_of(9999, 1, 1), None, is_revoked=False, is_newest=True) == Validity.VALID
    assert not may_renew(end_of(9999, 1, 1), None)


def test_renewing_early_loses_no_day_and_late_gains_none():
    assert last_moment(ISSUED, 12, end_of(2027, 1, 10)) == end_of(2028, 1, 10)
    assert last_moment(ISSUED, 12, end_of(2026, 1, 10)) == end_of(2027, 11, 23)


@given(MOMENTS, MONTHS, st.none() | MOMENTS)
def test_the_period_is_as_long_as_promised(issued, months, before):
    until, begins = last_moment(issued, months, before), max(issued, before or issued)
    assert until.time() == datetime.time(23, 59, 59)
    assert (until.year - begins.year) * 12 + until.month - begins.month == months
    assert until.day == begins.day or (until + datetime.timedelta(seconds=1)).day == 1
    assert until >= last_moment(issued, months)


@pytest.mark.parametrize(
    ("is_revoked", "is_newest", "expires_at", "expected"),
    [
        (True, False, ISSUED, Validity.REVOKED),
        (True, True, None, Validity.REVOKED),
        (False, False, ISSUED, Validity.REPLACED),
        (False, True, ISSUED, Validity.EXPIRED),
        (False, True, ISSUED + datetime.timedelta(seconds=1), Validity.VALID),
    ],
)
def test_a_reader_is_told_the_gravest_thing(is_revoked, is_newest, expires_at, expected):
    assert validity_of(ISSUED, expires_at, is_revoked=is_revoked, is_newest=is_newest) == expected


@pytest.mark.parametrize(
    ("now", "left", "renewable", "reminder"),
    [
        (datetime.datetime(2028, 9, 23, 23, tzinfo=UTC), 61, False, None),
        (datetime.datetime(2028, 9, 24, tzinfo=UTC), 60, True, 60),
        (datetime.datetime(2028, 11, 8, 23, tzinfo=UTC), 15, True, 60),
        (datetime.datetime(2028, 11, 9, tzinfo=UTC), 14, True, 14),
        (datetime.datetime(2028, 11, 23, 23, 59, 58, tzinfo=UTC), 0, True, 14),
        (end_of(2028, 11, 23), 0, True, 0),
        (datetime.datetime(2031, 1, 1, tzinfo=UTC), -769, True, 0),
    ],
)
def test_what_is_said_when(now, left, renewable, reminder):
    until = last_moment(ISSUED, 24)
    assert (days_left(now, until), may_renew(now, until), reminder_due(now, until)) == (left, renewable, reminder)


@given(MOMENTS, MONTHS, st.lists(st.integers(0, 5000), min_size=2))
def test_as_time_goes_on_reminders_only_go_on(issued, months, offsets):
    until = last_moment(issued, months)
    moments = [until + datetime.timedelta(days=offset - 2500) for offset in sorted(offsets)]
    found = [reminder_due(moment, until) for moment in moments]
    order = [-1 if item is None else REMINDERS.index(item) for item in found]
    assert order == sorted(order)
    assert [item == 0 for item in found] == [is_expired(moment, until) for moment in moments]
    assert [item is not None for item in found] == [may_renew(moment, until) for moment in moments]


def test_moments_are_written_in_utc_to_the_second():
    assert moment_text(end_of(2028, 11, 23)) == "2028-11-23T23:59:59+00:00"
    assert moment_text(None) == ""


@given(MOMENTS)
def test_moments_are_read_as_they_were_written(moment):
    assert read_moment(moment_text(moment)) == moment
    assert read_moment("") is None


@given(st.lists(st.tuples(st.integers(1, 9), st.booleans())), st.integers(0, 9))
def test_only_a_passed_try_begun_after_the_renewal_renews(tries, after):
    found = renewing_try(tries, after)
    fitting = [number for number, is_passed in tries if is_passed and number > after]
    assert found == (min(fitting) if fitting else None)
