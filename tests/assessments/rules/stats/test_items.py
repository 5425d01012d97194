import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.stats.figures import Reason, nothing
from assessments.rules.stats.items import Answer, Item, analyse, cronbach_alpha
from assessments.rules.stats.series import correlation, jackknifed

ITEMS = [Item("a", 1, ("x", "y", "z"), ("x",), 0.33), Item("b", 1, (), (), 0.5), Item("c", 2, (), (), 0.25)]


def rows(*learners):
    """Learners as (earned for a, b, c), with the option chosen at a."""
    return [{"a": Answer(a, (chosen,)), "b": Answer(b), "c": Answer(c)} for a, b, c, chosen in learners]


def test_facility_counts_what_was_left_out_as_nothing():
    table = rows((1, 1, 2, "x"), (0, 0, 1, "y"))
    table.append({"a": Answer(None), "b": Answer(1), "c": Answer(0)})
    table.append({"b": Answer(1)})
    analysis = analyse(ITEMS, table)
    first, second, _ = analysis.items
    assert (analysis.learners, analysis.complete) == (4, 3)
    assert (first.given, first.facility.value, first.omitted) == (3, pytest.approx(1 / 3), pytest.approx(1 / 3))
    assert (second.given, second.facility.value, second.omitted) == (4, 0.75, 0)


def test_an_item_is_held_against_the_others_and_not_against_itself():
    table = rows((1, 1, 2, "x"), (0, 1, 0, "y"), (1, 0, 1, "x"), (0, 0, 1, "z"), (1, 1, 1, "x"))
    item = analyse(ITEMS, table).items[0]
    assert item.rest_r == correlation([1, 0, 1, 0, 1], [3, 1, 1, 1, 2])
    assert [use.rest_r for use in item.options] == [
        item.rest_r,
        correlation([0, 1, 0, 0, 0], [3, 1, 1, 1, 2]),
        correlation([0, 0, 0, 1, 0], [3, 1, 1, 1, 2]),
    ]
    assert [use.share for use in item.options] == [0.6, 0.2, 0.2]


def test_efficiency_is_one_when_the_able_earn_all_they_can():
    table = rows((1, 1, 2, "x"), (1, 1, 1, "x"), (0, 0, 1, "y"), (0, 0, 0, "y"))
    assert analyse(ITEMS, table).items[0].efficiency.value == pytest.approx(1)


def test_an_option_nobody_chose_is_named():
    table = rows((1, 1, 2, "x"), (0, 0, 1, "y"))
    assert [use.is_never_chosen for use in analyse(ITEMS, table).items[0].options] == [False, False, True]


def test_chance_weighs_items_by_their_points_and_is_unknown_when_one_is():
    assert analyse(ITEMS, []).chance == pytest.approx((0.33 + 0.5 + 2 * 0.25) / 4)
    assert analyse([*ITEMS, Item("d", 1)], []).chance is None


def test_no_learner_gives_no_figure():
    analysis = analyse(ITEMS, [])
    assert (analysis.mean, analysis.sd, analysis.alpha) == (
        nothing(Reason.NO_DATA),
        nothing(Reason.TOO_FEW),
        nothing(Reason.TOO_FEW),
    )
    assert analysis.items[0].facility == nothing(Reason.NO_DATA)
    assert analysis.items[0].omitted is None
    assert [use.share for use in analysis.items[0].options] == [0, 0, 0]


def test_one_item_has_no_rest_and_no_alpha():
    analysis = analyse([ITEMS[1]], [{"b": Answer(1)}, {"b": Answer(0)}])
    assert analysis.items[0].rest_r == analysis.alpha == nothing(Reason.ONE_ITEM)


def test_flags_need_the_whole_interval():
    few = rows((0, 1, 2, "y"), (1, 0, 0, "x"), (0, 1, 1, "y"), (1, 1, 2, "x"), (0, 0, 1, "y"))
    assert analyse(ITEMS, few).items[0].flags == ()
    many = [row for _ in range(30) for row in few]
    assert analyse(ITEMS, many).items[0].flags == ("does_not_discriminate", "distractor_draws_the_able")


def test_alpha_agrees_with_a_table_worked_by_hand():
    # Item variances 0.3 twice, variance of the sums 1.0: 2 (1 - 0.6 / 1.0) = 0.8.
    columns = [[0, 0, 1, 1, 1], [0, 0, 1, 1, 0]]
    assert cronbach_alpha(columns).value == pytest.approx(0.8)
    assert cronbach_alpha([[0, 1], [0, 1]]).value == pytest.approx(1)


@pytest.mark.parametrize(("learners", "low", "high"), [(15, 0.41, 0.88), (25, 0.49, 0.85), (50, 0.56, 0.81)])
def test_alphas_interval_is_as_wide_as_published(learners, low, high):
    """The interval depends on nothing but alpha, learners and items: scoring.md 4 prints it for .70 and ten items."""
    columns = ten_items(learners)
    figure = cronbach_alpha(columns)
    scale = 0.30 / (1 - figure.value)
    assert 1 - scale * (1 - figure.low) == pytest.approx(low, abs=6e-3)
    assert 1 - scale * (1 - figure.high) == pytest.approx(high, abs=6e-3)


def ten_items(learners):
    draw = random.Random(7)
    skills = [draw.gauss(0, 1) for _ in range(learners)]
    return [[int(skill + draw.gauss(0, 1) > 0) for skill in skills] for _ in range(10)]


@pytest.mark.parametrize(
    ("columns", "reason"),
    [([[1, 0]], Reason.ONE_ITEM), ([[1], [0]], Reason.TOO_FEW), ([[1, 0], [0, 1]], Reason.NO_VARIANCE)],
)
def test_alpha_says_why_there_is_none(columns, reason):
    assert cronbach_alpha(columns) == nothing(reason)


@given(
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 2)), min_size=2, max_size=12), st.randoms()
)
def test_the_order_of_learners_and_items_changes_nothing(table, shuffle):
    learners = rows(*((*row, "x") for row in table))
    turned = list(learners)
    shuffle.shuffle(turned)
    first, second = analyse(ITEMS, learners), analyse(ITEMS[::-1], turned)
    assert first.alpha.reason == second.alpha.reason
    assert first.alpha.value == (second.alpha.value and pytest.approx(second.alpha.value))
    assert [item.flags for item in first.items] == [item.flags for item in second.items][::-1]


@pytest.mark.parametrize(("count", "interval"), [(2, False), (3, False), (5, True)])
def test_r_has_an_interval_from_four_pairs_on(count, interval):
    figure = correlation([1, 2, 3, 4, 5][:count], [2, 1, 4, 3, 5][:count])
    assert (figure.low is not None) == interval


def test_r_of_three_pairs_is_a_figure():
    assert correlation([1, 2, 3], [2, 1, 4]).value == pytest.approx(0.6547, abs=1e-4)


def test_an_interval_by_leaving_out_needs_the_figure_of_the_whole_and_of_each_part():
    rows = [1, 2, 3, 4, 5, 6]
    assert jackknifed(rows, lambda some: None if len(some) == len(rows) else sum(some)) is None
    assert jackknifed(rows, lambda some: sum(some) if 1 in some else None) is None
    assert jackknifed(rows, sum) is not None


def test_r_of_a_line_or_of_nothing():
    line = correlation([1, 2, 3, 4, 5], [10, 8, 6, 4, 2])
    assert (line.value, line.low, line.high) == pytest.approx((-1, -1, -1))
    # rounded, the covariance is greater than the spreads allow
    series = [0.4, 0.8, 0.4, 0.1]
    assert correlation(series, [3 * value + 0.1 for value in series]).value == 1
    assert correlation([1, 2], [1, 2]).low is None
    assert correlation([1], [1]) == nothing(Reason.TOO_FEW)
    assert correlation([0.1, 0.1, 0.1], [1, 2, 3]) == nothing(Reason.NO_VARIANCE)


def test_r_has_the_published_interval():
    """scoring.md 4: r = .30 with n = 50 lies between .02 and .53."""
    draw = random.Random(3)
    first = [draw.gauss(0, 1) for _ in range(50)]
    noise = [draw.gauss(0, 1) for _ in range(50)]
    figure = correlation(first, mixed(first, noise, 0.30))
    assert (figure.value, figure.low, figure.high) == pytest.approx((0.30, 0.02, 0.53), abs=6e-3)


def mixed(first, noise, wanted):
    """Mix a series with noise so that it correlates as wanted."""
    low, high = 0.0, 100.0
    for _ in range(200):
        middle = (low + high) / 2
        series = [middle * a + b for a, b in zip(first, noise, strict=True)]
        low, high = (middle, high) if correlation(first, series).value < wanted else (low, middle)
    return series
