"""Against printed tables and against identities that hold exactly."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.stats.distributions import beta_quantile, beta_share, f_quantile, normal_quantile, t_quantile


@pytest.mark.parametrize(
    ("share", "above", "below", "printed"),
    [(0.95, 2, 10, 4.10), (0.975, 3, 5, 7.76), (0.95, 1, 1, 161.4), (0.99, 10, 20, 3.37), (0.95, 120, 120, 1.35)],
)
def test_f_agrees_with_printed_tables(share, above, below, printed):
    assert f_quantile(share, above, below) == pytest.approx(printed, rel=2e-3)


@pytest.mark.parametrize(("freedom", "printed"), [(1, 12.706), (5, 2.571), (30, 2.042), (1e6, 1.960)])
def test_t_agrees_with_printed_tables(freedom, printed):
    assert t_quantile(0.975, freedom) == pytest.approx(printed, abs=1e-3)
    assert t_quantile(0.025, freedom) == -t_quantile(0.975, freedom)


def test_the_normal_quantile_is_the_known_one():
    assert normal_quantile(0.975) == pytest.approx(1.959964, abs=1e-6)


@given(st.integers(1, 40), st.integers(1, 40), st.floats(0.001, 0.999))
def test_beta_of_whole_numbers_is_a_sum_of_binomials(first, second, value):
    count = first + second - 1
    tail = math.fsum(math.comb(count, k) * value**k * (1 - value) ** (count - k) for k in range(first, count + 1))
    assert beta_share(value, first, second) == pytest.approx(tail, abs=1e-12)


@given(st.floats(0.5, 1e5), st.floats(0.5, 1e5), st.floats(0.001, 0.999))
def test_quantile_and_share_undo_each_other(first, second, share):
    assert beta_share(beta_quantile(share, first, second), first, second) == pytest.approx(share, abs=1e-7)


@pytest.mark.parametrize(("value", "share"), [(-1.0, 0.0), (0.0, 0.0), (1.0, 1.0), (2.0, 1.0)])
def test_outside_its_range_a_beta_is_flat(value, share):
    assert beta_share(value, 2, 3) == share
