from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.stats.markers import Resolution, median, resolve, weighted_median

MARKS = st.lists(st.integers(0, 100), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("marks", "state", "result"),
    [
        ([], "none", None),
        ([7], "single", 7),
        ([6, 8], "agreed", 7),
        ([6, 9], "needs_third", None),
        ([6, 9, 7], "resolved", 7),
        ([0, 9, 7], "needs_moderator", None),
        ([6, 9, 7, 8], "resolved", 8),
    ],
)
def test_resolve_goes_step_by_step(marks, state, result):
    assert resolve(marks, tolerance=2) == Resolution(state, result)


def test_the_mean_of_two_goes_to_the_even_micro_point():
    assert [median([1, 2]), median([2, 3]), median([1, 4, 2, 3])] == [2, 2, 2]


@given(MARKS, st.integers(0, 50), st.randoms())
def test_the_order_of_markers_is_neutral_and_the_result_among_the_marks(marks, tolerance, random):
    first = resolve(marks, tolerance)
    assert resolve(random.sample(marks, len(marks)), tolerance) == first
    assert first.result is None or min(marks) <= first.result <= max(marks)


@given(MARKS, st.integers(0, 5), st.integers(1, 50))
def test_raising_a_mark_never_lowers_the_median(marks, at, more):
    raised = [mark + (more if position == at % len(marks) else 0) for position, mark in enumerate(marks)]
    assert median(raised) >= median(marks)


@given(MARKS)
def test_with_equal_weights_the_weighted_median_is_the_median(marks):
    assert weighted_median([(mark, Fraction(1, 3)) for mark in marks]) == median(marks)


def test_weight_pulls_and_no_weight_is_nothing():
    assert weighted_median([(4, Fraction(1)), (6, Fraction(3)), (9, Fraction(1))]) == 6
    assert weighted_median([(4, Fraction(2)), (9, Fraction(1)), (10, Fraction(1))]) == 6
    assert weighted_median([(4, Fraction(0))]) is None
    assert weighted_median([]) is None
