from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from courses.rules.progress import ExerciseResult, composite_of, percent_of
from courses.rules.verifying import basis_of, composite_range


def item(key="a", percent=67, weight=1, version="v1"):
    return {"key": key, "percent": percent, "version": version, "weight": weight}


def test_a_percent_stands_for_the_exact_shares_that_tries_say():
    scored = {("a", "v1"): {(67, 2, 3), (66, 66, 100), (67, 67, 100)}, ("a", "v2"): {(67, 671, 1000)}}
    (basis,) = basis_of([item()], scored, ())
    assert basis.bounds == (Fraction(2, 3), Fraction(67, 100))
    assert basis.is_proven


def test_what_no_try_says_is_proven_by_a_mean_only():
    assert [basis.is_proven for basis in basis_of([item(), item("b")], {}, {"b"})] == [False, True]
    (nothing,) = basis_of([item(percent=None)], {}, ())
    assert (nothing.is_proven, nothing.bounds) == (True, (0, 0))


def test_a_mean_lies_near_its_percent():
    bounds = [basis.bounds for percent in (0, 50, 100) for basis in basis_of([item(percent=percent)], {}, {"a"})]
    assert bounds == [(0, Fraction(1, 100)), (Fraction(49, 100), Fraction(51, 100)), (Fraction(99, 100), 1)]


def test_nothing_that_weighs_gives_no_result():
    assert composite_range([]) is None
    assert composite_range(basis_of([item(weight=0)], {}, {"a"})) is None


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12), st.integers(0, 3)), min_size=1, max_size=6))
def test_the_result_of_exact_shares_is_the_composite_itself(tries):
    rows = [(min(earned, possible), possible, weight) for earned, possible, weight in tries]
    results = [ExerciseResult(True, weight, earned, possible, passed=True) for earned, possible, weight in rows]
    evidence = [item(str(at), at, weight) for at, (_earned, _possible, weight) in enumerate(rows)]
    scored = {(str(at), "v1"): [(at, earned, possible)] for at, (earned, possible, _weight) in enumerate(rows)}
    composite = composite_of(results)
    expected = None if composite is None else (percent_of(composite),) * 2
    assert composite_range(basis_of(evidence, scored, ())) == expected
