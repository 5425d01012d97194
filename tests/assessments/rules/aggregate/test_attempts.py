from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.aggregate.attempts import Counted, counted
from assessments.rules.policy import COUNTING

score = st.integers(1, 50).flatmap(lambda top: st.tuples(st.integers(0, top), st.just(top)))
scores = st.lists(st.none() | score, max_size=6)
SOME = [(1, 4), None, (4, 4), (1, 4)]


@pytest.mark.parametrize(
    ("counting", "given_scores", "expected"),
    [
        ("best", [], None),
        ("mean", [None], None),
        ("best", [(0, 5)], Counted(0, 5, 0)),
        ("best", [(1, 2), (2, 4), (3, 6)], Counted(1, 2, 0)),
        ("best", [(3, 6), (1, 2)], Counted(3, 6, 0)),
        ("best", [(1, 3), None, (1, 2)], Counted(1, 2, 2)),
        ("best", [(9, 10), (8, 8)], Counted(8, 8, 1)),
        ("best", SOME, Counted(4, 4, 2)),
        ("last", SOME, Counted(1, 4, 3)),
        ("last", [*SOME, None], Counted(1, 4, 3)),
        ("first", [None, *SOME], Counted(1, 4, 1)),
        ("mean", SOME, Counted(2, 4, None)),
        ("mean", [(0, 1), (1, 1)], Counted(0, 1, None)),
        ("mean", [(1, 3), (2, 3)], Counted(2, 3, None)),
        ("mean", [(1, 2), (4, 4)], Counted(3, 4, None)),
    ],
)
def test_counted(counting, given_scores, expected):
    assert counted(counting, given_scores) == expected


def fraction(found):
    return Fraction(found.earned, found.possible)


@given(before=scores, another=st.none() | score)
def test_another_attempt_never_lowers_the_best(before, another):
    old, new = counted("best", before), counted("best", [*before, another])
    assert old is None or fraction(new) >= fraction(old)


@given(kept=scores)
def test_the_best_is_no_worse_than_any_and_the_mean_between_worst_and_best(kept):
    fractions = [Fraction(*entry) for entry in kept if entry]
    found = {counting: counted(counting, kept) for counting in COUNTING}
    if not fractions:
        assert set(found.values()) == {None}
        return
    assert fraction(found["best"]) == max(fractions)
    rounding = Fraction(1, 2 * found["mean"].possible)
    assert abs(fraction(found["mean"]) - sum(fractions) / len(fractions)) <= rounding
    for counts in found.values():
        assert 0 <= counts.earned <= counts.possible
        assert counts.place is None or kept[counts.place] == (counts.earned, counts.possible)


@given(st.data())
def test_the_mean_does_not_depend_on_the_order(data):
    kept = data.draw(scores)
    assert counted("mean", data.draw(st.permutations(kept))) == counted("mean", kept)


@given(kept=scores, counting=st.sampled_from(COUNTING), place=st.integers(0, 6))
def test_what_is_void_or_missing_never_counts(kept, counting, place):
    without = [entry for entry in kept if entry]
    widened = [*kept[:place], None, *kept[place:]]
    found = [counted(counting, some) for some in (without, kept, widened)]
    assert len({entry and (entry.earned, entry.possible) for entry in found}) == 1
