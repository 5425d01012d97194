import pytest

from courses.rules.examination import TestOutRule, is_tested_out, needed_percent

ONE, TWO = TestOutRule(margin=10, tries=1), TestOutRule(margin=10, tries=2)


@pytest.mark.parametrize(("margin", "mark", "needed"), [(10, 70, 80), (0, 70, 70), (10, 95, 100)])
def test_needed_percent_is_the_mark_and_the_margin_and_never_more_than_all(margin, mark, needed):
    assert needed_percent(TestOutRule(margin, 1), mark) == needed


@pytest.mark.parametrize(
    ("rule", "tries", "expected"),
    [
        (ONE, [], False),
        (ONE, [(1, 8, 10)], True),
        (ONE, [(1, 7, 10)], False),
        (ONE, [(1, 1_599_999, 2_000_000)], False),
        (ONE, [(1, 7, 10), (2, 10, 10)], False),
        (TWO, [(1, 7, 10), (2, 10, 10)], True),
        (ONE, [(2, 10, 10)], False),
        (ONE, [(1, 0, 0)], False),
    ],
)
def test_one_of_the_first_tries_must_reach_what_is_needed(rule, tries, expected):
    assert is_tested_out(rule, 70, tries) is expected
