"""Items of a pool: what was not drawn is missing by design, and is neither wrong nor left out."""

import math
import random

import pytest

from assessments.rules.errors import DataError
from assessments.rules.stats import run
from assessments.rules.stats.drawn import Together
from assessments.rules.stats.figures import Reason, nothing
from assessments.rules.stats.items import Answer, Item, analyse, analyse_drawn, cronbach_alpha
from assessments.rules.stats.series import correlation

POOL, ASKED, LEARNERS = 40, 12, 1500
ITEMS = [Item(f"i{number}", 1, ("x", "y"), ("x",), 0.5) for number in range(POOL)]


def table(seed=1):
    """Answers to every item: the last one says nothing, all others follow one skill."""
    draw = random.Random(seed)
    rows = []
    for skill in (draw.gauss(0, 1) for _ in range(LEARNERS)):
        row = {}
        for number, item in enumerate(ITEMS):
            is_right = draw.gauss(0, 1) < skill + (number % 5 - 2) / 2 if number < POOL - 1 else draw.random() < 0.5
            row[item.id] = Answer(int(is_right), ("x" if is_right else "y",))
        rows.append(row)
    return rows


def drawn(rows, seed=2):
    draw = random.Random(seed)
    return [{name: row[name] for name in draw.sample(sorted(row), ASKED)} for row in rows]


@pytest.fixture(scope="module")
def whole():
    return table()


@pytest.fixture(scope="module")
def analysis(whole):
    return analyse_drawn(ITEMS, drawn(whole))


def test_a_mean_of_shares_ends_at_one():
    rows = [{"a": Answer(earned)} for earned in (1, 1, 0)]
    assert analyse_drawn([Item("a", 1), Item("b", 1)], rows).mean.high == 1


def test_what_was_not_drawn_is_neither_wrong_nor_left_out(analysis, whole):
    assert (analysis.learners, analysis.complete) == (LEARNERS, 0)
    assert sum(item.given for item in analysis.items) == LEARNERS * ASKED
    assert {item.omitted for item in analysis.items} == {0}
    for item, full in zip(analysis.items, analyse(ITEMS, whole).items, strict=True):
        assert item.facility.value == pytest.approx(full.facility.value, abs=0.08)
        assert item.given == pytest.approx(LEARNERS * ASKED / POOL, rel=0.2)


def test_left_out_counts_as_nothing_only_for_those_who_were_asked():
    rows = [{"i0": Answer(1), "i1": Answer(None)}, {"i1": Answer(1), "i2": Answer(0)}, {"i2": Answer(1)}]
    first, second, third = analyse_drawn(ITEMS[:3], rows).items
    assert (first.given, first.facility.value, first.omitted) == (1, 1, 0)
    assert (second.given, second.facility.value, second.omitted) == (2, 0.5, 0.5)
    assert (third.given, third.facility.value) == (2, 0.5)


def test_alpha_is_that_of_as_many_items_as_one_is_asked(analysis, whole):
    draw = random.Random(5)
    forms = [draw.sample(range(POOL), ASKED) for _ in range(40)]
    columns = [[row[item.id].earned for row in whole] for item in ITEMS]
    usual = [cronbach_alpha([columns[at] for at in form]).value for form in forms]
    assert analysis.alpha.value == pytest.approx(math.fsum(usual) / len(usual), abs=0.03)
    assert (analysis.alpha.low, analysis.alpha.high) == (None, None)


def test_an_item_that_says_nothing_is_found(analysis):
    *good, odd = analysis.items
    assert odd.rest_r.low < 0 < odd.rest_r.high
    assert odd.alpha_without.value > analysis.alpha.value
    assert all(item.rest_r.low > 0.1 for item in good)
    assert [item.id for item in analysis.items if item.flags] == []


def test_flags_need_the_whole_interval_here_too(whole):
    rows = [{**row, "i3": Answer(1 - row["i3"].earned, row["i3"].chosen)} for row in whole]
    flagged = {item.id: item.flags for item in analyse_drawn(ITEMS, drawn(rows)).items if item.flags}
    assert flagged == {"i3": ("does_not_discriminate",)}


def test_everything_given_to_everybody_gives_the_usual_figures(whole):
    rows = whole[:60]
    usual, pool = analyse(ITEMS, rows), analyse_drawn(ITEMS, rows)
    assert pool.alpha.value == pytest.approx(usual.alpha.value)
    assert (pool.mean, pool.sd, pool.chance, pool.complete) == (usual.mean, usual.sd, usual.chance, usual.complete)
    for one, other in zip(pool.items, usual.items, strict=True):
        assert one.rest_r.value == pytest.approx(other.rest_r.value)
        assert one.efficiency.value == pytest.approx(other.efficiency.value)
        assert one.alpha_without.value == pytest.approx(other.alpha_without.value)
        assert [use.rest_r.low for use in one.options] == pytest.approx([use.rest_r.low for use in other.options])


def test_an_item_is_held_against_the_share_of_the_others():
    items = [Item("a", 1, ("x", "y"), ("x",)), Item("b", 1), Item("c", 2)]
    rows = [
        {"a": Answer(1, ("x",)), "b": Answer(0), "c": Answer(2)},
        {"a": Answer(0, ("y",)), "b": Answer(1)},
        {"a": Answer(None), "c": Answer(1)},
        {"a": Answer(1, ("x",))},
        {"b": Answer(1), "c": Answer(0)},
    ]
    first = analyse_drawn(items, rows).items[0]
    assert (first.given, first.omitted) == (4, 0.25)
    assert first.rest_r == correlation([1, 0, 0], [2 / 3, 1, 1 / 2])
    assert first.options[1].rest_r == correlation([0, 1, 0], [2 / 3, 1, 1 / 2])
    assert analyse_drawn(items, rows).mean.value == pytest.approx((3 / 4 + 1 / 2 + 1 / 3 + 1 + 1 / 3) / 5)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], Reason.TOO_FEW),
        ([{"a": 1}, {"b": 0}], Reason.ONE_ITEM),
        ([{"a": 1, "b": 0}], Reason.TOO_FEW),
        ([{"a": 1, "b": 1}, {"a": 1, "b": 1}], Reason.NO_VARIANCE),
        ([{f"i{at}": 1 for at in range(2001)}], Reason.TOO_MANY),
    ],
)
def test_alpha_says_why_there_is_none(rows, reason):
    assert Together(["a", "b"], rows).alpha() == nothing(reason)


def test_one_item_has_no_rest():
    (item,) = analyse_drawn(ITEMS[:1], [{"i0": Answer(1)}, {"i0": Answer(0)}]).items
    assert item.rest_r == item.alpha_without == nothing(Reason.ONE_ITEM)


def test_the_command_is_told_that_items_were_drawn():
    data = {"items": [{"id": "a", "possible": 1}, {"id": "b", "possible": 2}], "learners": [{"a": {"earned": 1}}, {}]}
    assert run("items", {**data, "drawn": True})["mean"]["value"] == 1
    assert run("items", {**data, "drawn": False}) == run("items", data)
    assert run("items", data)["mean"] == {"value": None, "reason": "no_data"}
    with pytest.raises(DataError) as refused:
        run("items", {**data, "drawn": "yes"})
    assert (refused.value.path, refused.value.message) == ("/drawn", "Write true or false here.")
