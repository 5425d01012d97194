import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.stats.figures import Reason, nothing
from assessments.rules.stats.standards import Certainty, angoff, borderline_regression, certainty_at_cut, hofstee


@pytest.mark.parametrize(
    ("reliability", "sem", "wrong", "accuracy", "false_pass", "false_fail"),
    [
        (0.5, 10.6, 0.32, 0.77, 0.09, 0.14),
        (0.7, 8.2, 0.27, 0.83, 0.08, 0.10),
        (0.8, 6.7, 0.23, 0.86, 0.06, 0.08),
        (0.9, 4.7, 0.15, 0.90, 0.05, 0.05),
    ],
)
def test_certainty_agrees_with_the_published_table(reliability, sem, wrong, accuracy, false_pass, false_fail):
    found = certainty_at_cut(sd=15, reliability=reliability, distance=5, cut_from_mean=-5)
    assert found.sem == pytest.approx(sem, abs=0.06)
    shares = (found.wrong_side, found.accuracy, found.false_pass, found.false_fail)
    assert shares == pytest.approx((wrong, accuracy, false_pass, false_fail), abs=6e-3)


def test_certainty_at_the_ends_of_reliability():
    sure = certainty_at_cut(10, 1, 3, 0)
    assert sure == Certainty(sem=0, wrong_side=0, accuracy=1, false_pass=0, false_fail=0)
    at_the_cut = certainty_at_cut(10, 0, 3, 0)
    assert (at_the_cut.false_fail, at_the_cut.false_pass) == pytest.approx((0.5, 0), abs=1e-4)
    low, high = certainty_at_cut(10, 0, 3, -20), certainty_at_cut(10, 0, 3, 20)
    assert (low.false_fail, low.false_pass) == pytest.approx((0.0228, 0), abs=1e-4)
    assert (high.false_pass, high.false_fail) == pytest.approx((0.0228, 0), abs=1e-4)


@given(st.floats(0, 1), st.floats(-200, 200))
def test_the_shares_of_a_cohort_add_up(reliability, cut):
    found = certainty_at_cut(10, reliability, 1, cut)
    assert found.accuracy + found.false_pass + found.false_fail == pytest.approx(1)
    assert 0 <= found.false_pass <= 1
    assert 0 <= found.false_fail <= 1


def test_angoff_adds_the_items_and_judges_the_judges():
    found = angoff([[0.5, 0.6], [0.7, 0.8], [0.6, 0.4]])
    assert found.cut.value == pytest.approx(1.2)
    assert found.judges == pytest.approx((1.1, 1.5, 1.0))
    assert found.items == pytest.approx((0.6, 0.6))
    assert found.error.value == pytest.approx(0.2646 / 3**0.5, abs=1e-3)
    assert found.cut.low < 1.2 < found.cut.high
    assert not found.has_enough_judges
    assert angoff([[0.5]] * 8).has_enough_judges


def test_one_judge_has_no_error():
    found = angoff([[0.5, 0.6]])
    assert found.error == nothing(Reason.ONE_RATER)
    assert (found.cut.value, found.cut.low) == (1.1, None)


def test_hofstee_finds_where_line_and_failures_meet():
    scores = list(range(40, 100))
    cut = hofstee([(50, 70, 0.05, 0.30)], scores).value
    failed = [sum(score < edge for score in scores) / 60 for edge in (cut, cut + 1e-9)]
    line = 0.30 - 0.25 * (cut - 50) / 20
    assert failed[0] <= line <= failed[1]


def test_hofstee_meets_the_line_where_nobody_scored():
    # From 50 on a fifth fails, up to 80; the line falls to a fifth at 58.
    assert hofstee([(50, 70, 0.05, 0.30)], [40] * 2 + [80] * 8).value == pytest.approx(58)


def test_hofstee_takes_the_mean_of_the_judges():
    scores = [40] * 2 + [80] * 8
    assert hofstee([(40, 60, 0.0, 0.2), (60, 80, 0.1, 0.4)], scores) == hofstee([(50, 70, 0.05, 0.3)], scores)


@pytest.mark.parametrize(
    ("judge", "scores", "cut"),
    [
        ((50, 70, 0.1, 0.3), [70] * 9, 70),
        ((60, 60, 0.0, 1.0), [50, 70], 60),
        ((50, 70, 0.2, 0.2), [40, 80, 80, 80, 80], 50),
    ],
)
def test_hofstee_at_the_ends(judge, scores, cut):
    assert hofstee([judge], scores).value == cut


@pytest.mark.parametrize(
    ("judges", "scores", "reason"),
    [
        ([], [1.0], Reason.NO_DATA),
        ([(1, 2, 0, 1)], [], Reason.NO_DATA),
        ([(50, 70, 0.05, 0.3)], [90], Reason.NO_INTERSECTION),
        ([(50, 70, 0.05, 0.3)], [10], Reason.NO_INTERSECTION),
        ([(50, 70, 0.5, 0.9)], [60, *[90] * 9], Reason.NO_INTERSECTION),
        ([(70, 50, 0.05, 0.3)], [60], Reason.NO_INTERSECTION),
        ([(50, 70, 0.3, 0.1)], [60], Reason.NO_INTERSECTION),
    ],
)
def test_hofstee_never_goes_beyond_the_ends(judges, scores, reason):
    assert hofstee(judges, scores) == nothing(reason)


def test_borderline_regression_reads_the_line():
    found = borderline_regression([(1, 40), (2, 50), (3, 60), (4, 70)], 2.5)
    assert (found.cut.value, found.slope, found.intercept) == pytest.approx((55, 10, 30))
    assert (found.cut.low, found.cut.high) == pytest.approx((55, 55), abs=1e-5)


def test_borderline_regression_widens_away_from_the_middle():
    points = [(1, 40), (2, 55), (3, 57), (4, 72)]
    near, far = borderline_regression(points, 2.5).cut, borderline_regression(points, 4).cut
    assert near.high - near.low < far.high - far.low


@pytest.mark.parametrize(
    ("points", "reason"),
    [([(1, 1), (2, 2)], Reason.TOO_FEW), ([(1, 1), (1, 2), (1, 3)], Reason.NO_VARIANCE)],
)
def test_borderline_regression_says_why_there_is_no_line(points, reason):
    assert borderline_regression(points, 1).cut == nothing(reason)
