from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.rules.eligibility import Requirements, Standing, finished_by, reaches_mark


def standing(done=2, required=2, composite=Fraction(7, 10), *, final=False):
    return Standing(lessons_required=required, lessons_done=done, composite=composite, final_passed=final)


standings = st.builds(
    Standing,
    lessons_required=st.integers(0, 5),
    lessons_done=st.integers(0, 5),
    composite=st.none() | st.fractions(0, 1),
    final_passed=st.booleans(),
)


@pytest.mark.parametrize(
    ("where", "test_out", "expected"),
    [
        (standing(), False, "course"),
        (standing(composite=Fraction(69, 100)), False, None),
        (standing(done=1), False, None),
        (standing(composite=None), False, "course"),
        (standing(0, 0), False, "course"),
        (standing(0, 0, None), False, None),
        (standing(0, 0, None, final=True), True, "test-out"),
        (standing(done=0, composite=Fraction(0), final=True), True, "test-out"),
        (standing(done=0, composite=Fraction(0), final=True), False, None),
        (standing(final=True), True, "course"),
    ],
)
def test_finished_by(where, test_out, expected):
    assert finished_by(Requirements(pass_percent=70, test_out=test_out), where) == expected


@given(standings, st.integers(0, 100))
def test_only_a_course_that_allows_it_is_finished_by_its_final_assessment(where, mark):
    assert finished_by(Requirements(mark, test_out=False), where) in {None, "course"}


@given(standings, st.integers(0, 100), st.integers(0, 100))
def test_a_lower_mark_never_unfinishes(where, one, other):
    low, high = sorted((one, other))
    if finished_by(Requirements(high, test_out=True), where) == "course":
        assert finished_by(Requirements(low, test_out=True), where) == "course"


def test_reaches_mark_compares_exactly():
    assert reaches_mark(Fraction(2, 3), 66)
    assert not reaches_mark(Fraction(2, 3), 67)


@given(standings, st.booleans())
def test_nothing_is_finished_by_the_course_while_marks_are_missing(where, test_out):
    waiting = replace(where, waiting=True)
    assert finished_by(Requirements(0, test_out), waiting) == ("test-out" if test_out and where.final_passed else None)
