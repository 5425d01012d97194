"""Mastery, gain, rankings and comparisons."""

import random
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.stats.comparisons import Scale, bradley_terry
from assessments.rules.stats.figures import Reason, nothing
from assessments.rules.stats.gain import learning_gain
from assessments.rules.stats.mastery import Belief, Result, bayes, decaying_average, highest, latest, n_mastery
from assessments.rules.stats.ranks import MAX_ITEMS, MAX_PAIRED, Consensus, kemeny, tau_b, tau_x

RESULTS = [Result("a", 5, 10), Result("b", 9, 10), Result("a", 7, 10)]
RANKINGS = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 3), min_size=2)


def test_the_four_rollups():
    assert latest(RESULTS) == Fraction(7, 10)
    assert highest(RESULTS) == Fraction(9, 10)
    assert decaying_average(RESULTS) == Fraction(65 * 7 + 35 * 7, 1000)
    assert n_mastery(RESULTS, Fraction(6, 10), times=2) == Fraction(8, 10)


def test_thin_evidence_says_nothing():
    assert n_mastery(RESULTS, Fraction(6, 10)) is None
    assert [rule([]) for rule in (latest, highest, decaying_average)] == [None, None, None]
    assert decaying_average(RESULTS[:1]) == Fraction(1, 2)
    assert bayes([], 0.6) == Belief(nothing(Reason.NO_DATA), None, 0, None)
    belief = bayes(RESULTS, 0.6)
    assert (belief.exercises, belief.is_mastered) == (2, None)


def test_the_latest_result_stands_for_its_exercise():
    assert bayes(RESULTS, 0.6) == bayes([Result("b", 9, 10), Result("a", 7, 10)], 0.6)


def test_mastery_comes_with_results_and_weight():
    good = [Result(name, 9, 10, weight=2) for name in "abcdef"]
    assert bayes(good, 0.7).is_mastered is True
    assert bayes(good[:3], 0.95).is_mastered is False
    assert bayes(good, 0.7).sure > bayes(good[:3], 0.7).sure


@given(st.lists(st.integers(0, 10), min_size=1, max_size=8), st.integers(0, 7))
def test_a_better_result_never_lowers_belief(earned, at):
    results = [Result(str(position), points, 10) for position, points in enumerate(earned)]
    at %= len(results)
    better = [Result(one.exercise, 10, 10) if position == at else one for position, one in enumerate(results)]
    assert bayes(better, 0.6).sure >= bayes(results, 0.6).sure - 1e-12


def test_gain_is_of_the_group():
    gain = learning_gain([(2, 6), (4, 8), (6, 7), (3, None)], 10)
    assert gain.learners == 3
    assert gain.normalised.value == pytest.approx((7 - 4) / (10 - 4))
    assert gain.difference.value == 3
    assert gain.difference.low < 3 < gain.difference.high
    assert gain.d_z.value == pytest.approx(3 / 3**0.5)
    assert gain.d_pooled.value == pytest.approx(3 / 2.5**0.5)


def test_two_learners_have_a_spread():
    assert learning_gain([(1, 2), (3, 5)], 10).d_pooled.value == pytest.approx(1.5 / 3.25**0.5)


def test_gain_says_why_there_is_none():
    assert learning_gain([], 10).normalised == nothing(Reason.NO_DATA)
    assert learning_gain([], 10).d_z == nothing(Reason.NO_DATA)
    assert learning_gain([(10, 9)], 10).normalised == nothing(Reason.AT_MAXIMUM)
    assert learning_gain([(1, 2)], 10).d_z == nothing(Reason.TOO_FEW)
    assert learning_gain([(1, 2), (3, 4)], 10).d_z == nothing(Reason.NO_VARIANCE)


def test_tau_b_allows_for_ties():
    assert tau_b([(1, 1), (2, 3), (2, 2), (4, 5)]).value == pytest.approx(5 / 30**0.5)
    assert tau_b([(1, None), (2, 2)]) == nothing(Reason.TOO_FEW)
    assert tau_b([(1, 1), (1, 2)]) == nothing(Reason.NO_VARIANCE)
    assert tau_b([(1, 1)] * 2001) == nothing(Reason.TOO_MANY)


def test_tau_x_is_defined_for_all_ties():
    flat, strict = {"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 2, "c": 3}
    assert tau_x(flat, flat).value == 1
    assert tau_x(flat, strict).value == 0
    assert tau_x(strict, {"a": 3, "b": 2, "c": 1}).value == -1
    assert tau_x({"a": 1}, strict) == nothing(Reason.TOO_FEW)


@given(RANKINGS, RANKINGS)
def test_tau_x_goes_with_kemenys_distance(first, second):
    common = sorted(set(first) & set(second))
    if len(common) < 2:
        return
    signs = [[sign(one[a] - one[b]) for a in common for b in common if a < b] for one in (first, second)]
    distance = sum(abs(a - b) for a, b in zip(*signs, strict=True))
    pairs = len(common) * (len(common) - 1)
    assert tau_x(first, second).value == pytest.approx(1 - 2 * distance / pairs)
    assert tau_x(first, second) == tau_x(second, first)


def sign(value):
    return (value > 0) - (value < 0)


@given(st.lists(RANKINGS, min_size=1, max_size=4))
def test_no_order_is_nearer_than_the_consensus(rankings):
    items = sorted({item for ranking in rankings for item in ranking})
    distances = {order: far(order, rankings) for order in permutations(items)}
    best = min(distances.values())
    nearest = [order for order, distance in distances.items() if distance == best]
    found = kemeny(rankings)
    assert (found.order, found.distance, found.is_unique) == (nearest[0], best, len(nearest) == 1)


def far(order, rankings):
    pairs = [(a, b) for position, a in enumerate(order) for b in order[position + 1 :]]
    return sum(1 + sign(one[a] - one[b]) for one in rankings for a, b in pairs if a in one and b in one)


def test_a_consensus_of_nothing_or_of_too_many():
    assert kemeny([]) == Consensus((), 0, is_unique=False, reason="no_data")
    most = {str(item): item + 1 for item in range(MAX_ITEMS)}
    assert kemeny([most]).order == tuple(most)
    assert kemeny([{**most, "more": 13}]) == Consensus((), 0, is_unique=False, reason="too_many")


def compared(count, seed):
    draw = random.Random(seed)
    strengths = {f"s{at:02}": at / 3 for at in range(10)}
    for _ in range(count):
        first, second = draw.sample(sorted(strengths), 2)
        wins = draw.random() < 1 / (1 + 2.718281828 ** (strengths[second] - strengths[first]))
        yield (first, second) if wins else (second, first)


def test_bradley_terry_finds_the_order_that_made_the_answers():
    scale = bradley_terry(list(compared(2000, 1)))
    assert [script.id for script in scale.scripts] == [f"s{at:02}" for at in range(9, -1, -1)]
    assert scale.reliability.value > 0.95
    assert sum(script.strength for script in scale.scripts) == pytest.approx(0, abs=1e-9)
    assert scale.scripts[0].strength == pytest.approx(1.5, abs=0.35)


def test_more_comparisons_leave_less_error():
    few, many = (bradley_terry(list(compared(count, 2))) for count in (100, 1000))
    assert max(script.error for script in many.scripts) < min(script.error for script in few.scripts)


def test_two_scripts_follow_the_odds_with_a_quarter_of_a_win_each():
    scale = bradley_terry([("a", "b")] * 3)
    first, second = scale.scripts
    assert first.strength - second.strength == pytest.approx(2.564949)
    assert scale.reliability == nothing(Reason.TOO_FEW)


def test_a_scale_says_why_there_is_none():
    assert bradley_terry([]) == Scale((), nothing(Reason.NO_DATA), "no_data")
    assert bradley_terry([("a", "b"), ("c", "d")]) == Scale((), nothing(Reason.NOT_CONNECTED), "not_connected")
    assert bradley_terry([(str(at), str(at + 1)) for at in range(200)]).reason == "too_many"
    equal = bradley_terry([("a", "b"), ("b", "a"), ("b", "c"), ("c", "b"), ("a", "c"), ("c", "a")])
    assert equal.reliability == nothing(Reason.NO_VARIANCE)


def test_rankings_of_very_many_are_not_compared():
    some = {str(at): at + 1 for at in range(MAX_PAIRED)}
    assert tau_x(some, some).value == 1
    assert tau_x({**some, "more": 1}, {**some, "more": 1}).reason == "too_many"


def test_a_scale_that_takes_too_long_is_not_made():
    """In a chain of winners that never meet again the strengths run far apart."""
    assert bradley_terry([(f"{at:02}", f"{at + 1:02}") for at in range(99)]).reason == "too_many"
    assert bradley_terry([(f"{at:02}", f"{at + 1:02}") for at in range(29)]).reason == ""
