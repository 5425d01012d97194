from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.rules.eligibility import reaches_mark
from courses.rules.second_look import MARKER, PUBLISHED_BAND, TRY, Work, band_of, is_just_under, looks_at

SHARES = st.fractions(0, 1)


def work(exercise_id=1, lost=Fraction(1, 10), *, is_marked=False, may_be_tried=False, is_final=False):
    return Work(exercise_id, lost, is_marked=is_marked, may_be_tried=may_be_tried, is_final=is_final)


WORKS = st.lists(
    st.builds(Work, st.integers(1, 99), SHARES, st.booleans(), st.booleans(), st.booleans()),
    max_size=6,
    unique_by=lambda item: item.exercise_id,
)


@pytest.mark.parametrize(
    ("attempts", "error", "band"),
    [(0, None, 5), (99, 12.0, 5), (100, None, 5), (100, 6.01, 7), (100, 6.0, 6), (5000, 2.5, 5)],
)
def test_the_band_is_the_published_one_until_enough_is_known_and_never_less(attempts, error, band):
    assert band_of(attempts, error) == band


@given(st.integers(0, 500), st.none() | st.floats(0, 60))
def test_no_band_is_narrower_than_what_was_published(attempts, error):
    assert band_of(attempts, error) >= PUBLISHED_BAND


@pytest.mark.parametrize(
    ("composite", "expected"),
    [
        (None, False),
        (Fraction(65, 100), True),
        (Fraction(6499, 10000), False),
        (Fraction(6999999, 10000000), True),
        (Fraction(70, 100), False),
        (Fraction(1), False),
    ],
)
def test_the_band_reaches_from_its_lower_end_to_just_under_the_mark(composite, expected):
    assert is_just_under(composite, 70, 5) is expected


@given(SHARES, st.integers(0, 100), st.integers(5, 30))
def test_nobody_outside_the_band_and_nobody_who_passes_is_looked_at(composite, mark, band):
    found = is_just_under(composite, mark, band)
    assert found == (not reaches_mark(composite, mark) and composite * 100 >= mark - band)


@given(WORKS)
def test_only_what_can_raise_a_result_is_looked_at(works):
    by_id = {item.exercise_id: item for item in works}
    found = looks_at(works)
    assert all(by_id[exercise_id].lost > 0 for _kind, exercise_id in found)
    assert all(by_id[pk].is_marked if kind == MARKER else by_id[pk].may_be_tried for kind, pk in found)
    assert [kind for kind, _pk in found] == sorted(kind for kind, _pk in found)
    assert len(set(found)) == len(found)


def test_a_second_marker_goes_before_another_try_and_the_final_before_other_exercises():
    works = [
        work(1, Fraction(3, 10), may_be_tried=True),
        work(2, Fraction(1, 10), may_be_tried=True, is_final=True),
        work(3, Fraction(1, 10), is_marked=True),
        work(4, Fraction(2, 10), is_marked=True, may_be_tried=True),
        work(5, Fraction(0), is_marked=True, may_be_tried=True, is_final=True),
    ]
    assert looks_at(works) == [(MARKER, 4), (MARKER, 3), (TRY, 2), (TRY, 1), (TRY, 4)]
    assert looks_at([]) == []
