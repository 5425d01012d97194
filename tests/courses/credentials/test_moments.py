import datetime

import pytest

from courses.credentials.moments import instant, read_instant


def test_a_moment_is_written_in_utc():
    paris = datetime.timezone(datetime.timedelta(hours=1))
    assert instant(datetime.datetime(2026, 11, 23, 13, 0, 0, 999, tzinfo=paris)) == "2026-11-23T12:00:00Z"


def test_a_moment_is_read_back():
    assert instant(read_instant("2026-11-23T12:00:00Z")) == "2026-11-23T12:00:00Z"


@pytest.mark.parametrize("text", ["2026-11-23T12:00:00", "yesterday", ""])
def test_a_moment_without_a_zone_is_none(text):
    with pytest.raises(ValueError, match=r".+"):
        read_instant(text)
