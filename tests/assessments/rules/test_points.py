from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import points

weights = st.lists(st.integers(0, 50), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(1, 2, 0), (3, 2, 2), (5, 2, 2), (7, 2, 4), (-1, 2, 0), (-3, 2, -2), (7, 3, 2), (8, 3, 3), (-7, 3, -2), (6, 3, 2)],
)
def test_ratio_rounds_half_to_even(numerator, denominator, expected):
    assert points.ratio(numerator, denominator) == expected


@given(numerator=st.integers(), denominator=st.integers(1, 10**6))
def test_ratio_is_what_fractions_round_to(numerator, denominator):
    assert points.ratio(numerator, denominator) == round(Fraction(numerator, denominator))


@pytest.mark.parametrize(
    ("total", "parts", "expected"),
    [
        (10, [1, 1, 1], (4, 3, 3)),
        (10, [0, 0], (5, 5)),
        (5, [0, 3, 0], (0, 5, 0)),
        (7, [1, 2], (2, 5)),
        (0, [1, 2], (0, 0)),
        (3, [0, 0], (2, 1)),
        (0, [], ()),
    ],
)
def test_split(total, parts, expected):
    assert points.split(total, parts) == expected


@given(total=st.integers(0, 10**9), parts=weights)
def test_split_adds_up_and_stays_near_the_exact_share(total, parts):
    given_out = points.split(total, parts)
    assert sum(given_out) == total
    if any(parts):
        exact = [Fraction(total * weight, sum(parts)) for weight in parts]
        assert all(abs(part - share) < 1 for part, share in zip(given_out, exact, strict=True))


@pytest.mark.parametrize(
    ("earned", "possible", "expected"),
    [(0, 10, 0), (10, 10, 100), (996, 1000, 99), (1, 1000, 1), (5, 1000, 1), (125, 1000, 12), (1, 3, 33), (0, 0, 0)],
)
def test_percent(earned, possible, expected):
    assert points.percent(earned, possible) == expected


@given(possible=st.integers(1, 10**9), share=st.fractions(0, 1))
def test_percent_says_all_or_nothing_only_when_it_is(possible, share):
    earned = int(possible * share)
    assert (points.percent(earned, possible) == 100) is (earned == possible)
    assert (points.percent(earned, possible) == 0) is (earned == 0)


@pytest.mark.parametrize(
    ("micro", "expected"),
    [
        (2_000_000, "2"),
        (1_500_000, "1.5"),
        (666_667, "0.67"),
        (-1_000_000, "-1"),
        (0, "0"),
        (-1, "0"),
        (100_000_000, "100"),
        (10_050_000, "10.05"),
        (1_125_000, "1.12"),
        (-1_125_000, "-1.12"),
        (4_999, "0"),
        (5_001, "0.01"),
        (-5_001, "-0.01"),
    ],
)
def test_format_points(micro, expected):
    assert points.format_points(micro) == expected
