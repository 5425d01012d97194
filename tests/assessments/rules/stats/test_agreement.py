"""Published examples, conventions, and what must not change a figure."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.stats.agreement import intraclass, krippendorff_alpha, weighted_kappa
from assessments.rules.stats.figures import Reason, nothing

# Krippendorff 2011, four observers, twelve units.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
UNITS = list(zip(*OBSERVERS, strict=True))
# Shrout and Fleiss 1979, six targets, four judges.
TARGETS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
MARKS = st.one_of(st.none(), st.integers(0, 4))
TABLES = st.lists(st.lists(MARKS, min_size=3, max_size=3), max_size=8)


@pytest.mark.parametrize(("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_agrees_with_the_published_example(metric, published):
    alpha = krippendorff_alpha(UNITS, metric)
    assert alpha.value == pytest.approx(published, abs=5e-4)
    assert alpha.low < alpha.value < alpha.high <= 1


def test_icc_agrees_with_the_published_example():
    single, average = intraclass(TARGETS)
    assert (single.value, single.low, single.high) == pytest.approx((0.290, 0.019, 0.761), abs=1e-3)
    assert (average.value, average.low, average.high) == pytest.approx((0.620, 0.071, 0.927), abs=1e-3)


def test_kappa_agrees_with_a_table_worked_by_hand():
    # 20 and 15 agree, 5 and 10 do not: seen .70, by chance .50.
    pairs = [(1, 1)] * 20 + [(1, 2)] * 5 + [(2, 1)] * 10 + [(2, 2)] * 15
    for weights in ("none", "linear", "quadratic"):
        assert weighted_kappa(pairs, weights).value == pytest.approx(0.4)


def test_quadratic_weights_forgive_what_is_near():
    near, far = [(1, 2), (2, 3), (3, 3), (1, 1)], [(1, 3), (3, 1), (3, 3), (1, 1)]
    assert weighted_kappa(near).value > weighted_kappa(far).value
    assert weighted_kappa(near, "quadratic").value > weighted_kappa(near, "none").value


@pytest.mark.parametrize(
    ("units", "reason"),
    [
        ([], Reason.NO_DATA),
        ([[None]], Reason.NO_DATA),
        ([[1, None], [2]], Reason.ONE_RATER),
        ([[1, 1], [1, 1]], Reason.NO_VARIANCE),
    ],
)
def test_alpha_says_why_there_is_none(units, reason):
    assert krippendorff_alpha(units, "ordinal") == nothing(reason)


@pytest.mark.parametrize(("pairs", "reason"), [([(None, 1)], Reason.NO_DATA), ([(2, 2), (2, 2)], Reason.NO_VARIANCE)])
def test_kappa_says_why_there_is_none(pairs, reason):
    assert weighted_kappa(pairs) == nothing(reason)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[1, 2]], Reason.TOO_FEW),
        ([[1, 2], [3, None]], Reason.TOO_FEW),
        ([[1], [2]], Reason.ONE_RATER),
        ([[1, 1], [1, 1]], Reason.NO_VARIANCE),
    ],
)
def test_icc_says_why_there_is_none(rows, reason):
    assert intraclass(rows) == (nothing(reason), nothing(reason))


def test_markers_who_never_differ_agree_wholly():
    rows = [[1, 1], [2, 2], [4, 4]]
    assert [figure.value for figure in intraclass(rows)] == [1, 1]
    assert krippendorff_alpha(rows, "interval").value == 1
    assert weighted_kappa([tuple(row) for row in rows]).value == 1


def test_markers_who_differ_by_severity_alone_agree_less_than_wholly():
    single, _ = intraclass([[1, 3], [2, 4], [4, 6]])
    assert 0 < single.value < 1
    assert single.low < single.value < single.high


def test_a_script_more_than_two_rows_makes_no_interval_of_one():
    assert weighted_kappa([(1, 2)]).low is None


@given(TABLES, st.sampled_from(["nominal", "ordinal", "interval"]), st.randoms())
def test_alpha_does_not_know_markers_or_scripts_by_name(table, metric, random):
    shuffled = [random.sample(row, len(row)) for row in table]
    random.shuffle(shuffled)
    first, second = krippendorff_alpha(table, metric), krippendorff_alpha(shuffled, metric)
    assert first.reason == second.reason
    if first.value is not None:
        assert first.value == pytest.approx(second.value, abs=1e-9)
        assert first.value <= 1


@given(TABLES, st.integers(1, 5), st.integers(-3, 3))
def test_a_change_of_scale_changes_no_interval_figure(table, factor, shift):
    moved = [[None if mark is None else factor * mark + shift for mark in row] for row in table]
    pairs = [
        (krippendorff_alpha(table, "interval"), krippendorff_alpha(moved, "interval")),
        *zip(intraclass(table), intraclass(moved), strict=True),
    ]
    for first, second in pairs:
        assert first.reason == second.reason
        assert first.value == (second.value and pytest.approx(second.value, abs=1e-9))


@given(st.lists(st.tuples(MARKS, MARKS), max_size=10))
def test_kappa_is_the_same_from_both_sides(pairs):
    turned = [(second, first) for first, second in pairs]
    first, second = weighted_kappa(pairs), weighted_kappa(turned)
    assert (first.value, first.reason) == (second.value and pytest.approx(second.value), second.reason)


@given(st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=4), min_size=2, max_size=8))
def test_icc_of_any_marks_is_a_figure_or_says_why(rows):
    shortest = min(len(row) for row in rows)
    for figure in intraclass([row[:shortest] for row in rows]):
        assert (figure.value is None) == bool(figure.reason)
        if figure.low is not None:
            assert figure.low <= figure.value + 1e-9
            assert figure.value <= figure.high + 1e-9
            assert math.isfinite(figure.low)
            assert math.isfinite(figure.high)


@pytest.mark.parametrize("rows", [[[0, 6], [1, 4]], [[5, 5, 1, 1], [1, 2, 6, 2]], [[1, 2], [1, 2], [1, 2]]])
def test_hardly_any_freedom_gives_no_interval(rows):
    single, _ = intraclass(rows)
    assert single.value is not None
    assert single.low is None


def test_a_mean_has_both_ends_of_an_interval_or_none():
    single, average = intraclass([[2, 3], [5, 0], [3, 0], [2, 5], [6, 4]])
    assert single.low < -1
    assert (average.value, average.low, average.high) == (pytest.approx(-0.5), None, None)


def test_a_mean_that_error_outweighs_is_not_defined():
    assert intraclass([[1, 4], [3, 2]])[1] == nothing(Reason.NOT_DEFINED)


def test_a_few_scripts_make_no_interval():
    assert weighted_kappa([(1, 2), (2, 1)]).low is None
    assert weighted_kappa([(1, 1), (2, 2), (3, 3), (1, 1), (2, 2)]).low is None


def test_agreement_on_very_many_scripts_has_no_interval():
    few = [(at % 7, (at * 3) % 7) for at in range(400)]
    assert weighted_kappa(few).low is not None
    assert weighted_kappa(few * 10).low is None
    assert weighted_kappa(few * 10).value == pytest.approx(weighted_kappa(few).value)
    assert krippendorff_alpha(few, "interval").low is not None
    assert krippendorff_alpha(few * 10, "interval").low is None


def test_agreement_on_very_many_levels_is_not_worked_out():
    many = [(at, -at) for at in range(1001)]
    assert weighted_kappa(many).reason == "too_many"
    assert weighted_kappa(many[:900]).reason == ""
    assert krippendorff_alpha(many, "nominal").reason == "too_many"
    assert krippendorff_alpha(many[:450], "nominal").reason == ""
