from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.rules.eligibility import Standing, finished_by, reaches_mark


def standing(done=2, required=2, composite=Fraction(7, 10)):
    return Standing(lessons_required=required, lessons_done=done, composite=composite)


standings = st.builds(
    Standing,
    lessons_required=st.integers(0, 5),
    lessons_done=st.integers(0, 5),
    composite=st.none() | st.fractions(0, 1),
)
NOTHING_LEFT = standing(0, 0, None)


@pytest.mark.parametrize(
    ("where", "examined", "expected"),
    [
        (standing(), None, "course"),
        (standing(composite=Fraction(69, 100)), None, None),
        (standing(done=1), None, None),
        (standing(composite=None), None, "course"),
        (standing(0, 0), None, "course"),
        (NOTHING_LEFT, None, None),
        (standing(), NOTHING_LEFT, "course"),
        (standing(done=0), NOTHING_LEFT, "test-out"),
        (standing(done=0), standing(0, 0, Fraction(8, 10)), "test-out"),
        (standing(done=0), standing(0, 0, Fraction(6, 10)), None),
        (standing(done=0), standing(0, 1), None),
        (standing(done=0), replace(standing(1, 1), waiting=True), None),
    ],
)
def test_finished_by(where, examined, expected):
    assert finished_by(70, where, examined) == expected


@given(standings, st.integers(0, 100))
def test_only_who_has_tested_out_finishes_by_that(where, mark):
    assert finished_by(mark, where, None) in {None, "course"}


@given(standings, st.none() | standings, st.integers(0, 100), st.integers(0, 100))
def test_a_lower_mark_never_unfinishes(where, examined, one, other):
    low, high = sorted((one, other))
    if finished_by(high, where, examined):
        assert finished_by(low, where, examined)


def test_reaches_mark_compares_exactly():
    assert reaches_mark(Fraction(2, 3), 66)
    assert not reaches_mark(Fraction(2, 3), 67)


@given(standings, standings)
def test_nothing_is_finished_while_marks_are_missing(where, examined):
    assert finished_by(0, replace(where, waiting=True), replace(examined, waiting=True)) is None
