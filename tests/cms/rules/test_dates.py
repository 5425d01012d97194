import pytest

from cms.rules.dates import is_partial_date


@pytest.mark.parametrize("text", ["2011", "2011-03", "2011-03-24", "2012-02-29"])
def test_years_months_and_days_are_dates(text):
    assert is_partial_date(text)


@pytest.mark.parametrize("text", ["", "11", "2011-3", "2011-77", "2011-77-99", "2011-02-29", "0000", "2011\n"])
def test_what_no_calendar_has_is_none(text):
    assert not is_partial_date(text)
