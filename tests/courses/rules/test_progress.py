from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.rules.progress import (
    ExerciseResult,
    LessonPlace,
    check_is_passed,
    check_waits,
    composite_of,
    may_be_said,
    next_lesson,
    percent_of,
)


def result(earned=0, possible=10, *, required=True, weight=1, passed=False):
    return ExerciseResult(required=required, weight=weight, earned=earned, possible=possible, passed=passed)


def waits(*, required=True, passed=False):
    return ExerciseResult(required=required, weight=1, earned=0, possible=0, passed=passed, waiting=True)


def shut(*, passed=False):
    return ExerciseResult(required=True, weight=1, earned=0, possible=0, passed=passed, shut=True)


@st.composite
def results(draw):
    possible = draw(st.integers(0, 10_000_000))
    return ExerciseResult(
        required=draw(st.booleans()),
        weight=draw(st.integers(0, 100)),
        earned=draw(st.integers(0, possible)),
        possible=possible,
        passed=draw(st.booleans()),
    )


@pytest.mark.parametrize(
    ("given_results", "expected"),
    [
        ([], None),
        ([result(required=False)], None),
        ([result(5, weight=0)], None),
        ([result(5)], Fraction(1, 2)),
        ([result(10), result(0, 0)], Fraction(1, 2)),
        ([result(10, weight=2), result(1, 3)], Fraction(7, 9)),
        ([result(10), result(0, required=False)], Fraction(1)),
    ],
)
def test_composite_of_adds_up_required_exercises_by_weight(given_results, expected):
    assert composite_of(given_results) == expected


@given(st.lists(results(), max_size=8))
def test_composite_of_stays_between_nothing_and_all(given_results):
    composite = composite_of(given_results)
    assert composite is None or 0 <= composite <= 1


@given(st.lists(results(), max_size=6), st.randoms())
def test_composite_of_does_not_depend_on_the_order(given_results, random):
    shuffled = random.sample(given_results, len(given_results))
    assert composite_of(shuffled) == composite_of(given_results)


@given(st.lists(results(), min_size=1, max_size=6), st.data())
def test_composite_of_never_falls_when_a_result_gets_better(given_results, data):
    place = data.draw(st.integers(0, len(given_results) - 1))
    worse = given_results[place]
    better = ExerciseResult(
        required=worse.required,
        weight=worse.weight,
        earned=data.draw(st.integers(worse.earned, worse.possible)),
        possible=worse.possible,
        passed=True,
    )
    improved = composite_of([*given_results[:place], better, *given_results[place + 1 :]])
    before = composite_of(given_results)
    assert improved == before or improved > before


@given(st.fractions(0, 1), st.integers(0, 100))
def test_percent_of_reaches_a_mark_exactly_when_the_fraction_does(fraction, mark):
    assert (percent_of(fraction) >= mark) == (fraction * 100 >= mark)


@pytest.mark.parametrize(
    ("done_by", "given_results", "said", "passed"),
    [
        ("said", [], True, False),
        ("said", [result(passed=True)], True, False),
        ("check", [], True, False),
        ("check", [result(required=False, passed=True)], True, False),
        ("check", [result()], False, False),
        ("check", [result(passed=True), result()], False, False),
        ("check", [result(passed=True), result(required=False)], False, True),
    ],
)
def test_a_lesson_is_done_by_word_or_by_its_required_exercises(done_by, given_results, said, passed):
    assert may_be_said(done_by, given_results) is said
    assert check_is_passed(done_by, given_results) is passed


def places(text):
    """R required and to do, r required and done, o optional; numbered from 1."""
    return [
        LessonPlace(number, required=letter in "Rr", done=letter == "r") for number, letter in enumerate(text, start=1)
    ]


@pytest.mark.parametrize(
    ("course", "last", "expected"),
    [
        ("RRR", None, 1),
        ("RRR", 2, 2),
        ("rrR", 1, 3),
        ("RrR", 2, 3),
        ("Rrr", 3, 1),
        ("oR", None, 2),
        ("rro", 2, None),
        ("", None, None),
        ("RR", 99, 1),
    ],
)
def test_next_lesson_goes_on_from_where_the_learner_stopped(course, last, expected):
    assert next_lesson(places(course), last) == expected


@pytest.mark.parametrize(
    ("done_by", "given_results", "expected"),
    [
        ("check", [waits()], True),
        ("check", [waits(), result(passed=True)], True),
        ("check", [waits(), result()], False),
        ("check", [waits(), result(required=False)], True),
        ("check", [waits(required=False), result(passed=True)], False),
        ("check", [waits(passed=True)], False),
        ("check", [], False),
        ("said", [waits()], False),
        ("check", [shut()], True),
        ("check", [shut(), waits()], True),
        ("check", [shut(), result()], False),
        ("check", [shut(passed=True)], False),
    ],
)
def test_a_lesson_waits_when_nothing_else_is_missing(done_by, given_results, expected):
    assert check_waits(done_by, given_results) is expected


def test_the_way_leads_past_a_lesson_that_waits():
    places = [LessonPlace(1, required=True, done=False, waiting=True), LessonPlace(2, required=True, done=False)]
    assert (next_lesson(places, 1), next_lesson(places[:1], 1)) == (2, None)
