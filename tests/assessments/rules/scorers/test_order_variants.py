"""Orders scored by steps and by places."""

from fractions import Fraction
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry, verify
from assessments.rules.types import MICRO
from tests.assessments.rules.cases import respond
from tests.assessments.rules.changes import ids_of, permuted, relabelled
from tests.assessments.rules.ordering import case, order_of
from tests.outsider.comparing import differences

STEPS, PLACES = "order-lcs/1", "order-position/1"
seeds = st.integers(0, 2**32)
each = pytest.mark.parametrize("scorer", [STEPS, PLACES])
FIVE = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}


def scored(scorer, order, ranks=FIVE, points=10):
    definition = order_of(ranks, points=points) | {"scorer": scorer}
    return registry.compile_definition(definition, {}).score({"order": list(order), "confirmed": True})


@pytest.mark.parametrize(
    ("scorer", "order", "earned"),
    [
        (STEPS, "abcde", 10),
        (STEPS, "bcdea", 8),
        (STEPS, "eabcd", 8),
        (STEPS, "edcba", 2),
        (STEPS, "badce", 6),
        (PLACES, "abcde", 10),
        (PLACES, "bacde", 5),
        (PLACES, "bcdea", 0),
        (PLACES, "aecdb", 5),
    ],
)
def test_what_an_order_earns(scorer, order, earned):
    assert scored(scorer, order).earned == earned * MICRO


@each
def test_entries_that_share_a_rank_may_stand_in_either_order(scorer):
    ranks = {"a": 1, "b": 2, "c": 2, "d": 3}
    assert scored(scorer, "abcd", ranks).earned == scored(scorer, "acbd", ranks).earned == 10 * MICRO


def test_chance_earns_nothing_by_places():
    ranks = {"a": 1, "b": 2, "c": 2, "d": 3}
    shares = []
    for order in permutations("abcd"):
        line = scored(PLACES, order, ranks).criteria[0]
        shares.append(Fraction(line.earned, line.possible))
    assert abs(sum(shares) / len(shares)) < Fraction(1, MICRO)


@each
@given(seed=seeds)
def test_scores_are_sound_and_the_key_earns_everything(scorer, seed):
    definition, rng = case(seed, scorer)
    compiled = registry.compile_definition(definition, {})
    full = compiled.score(registry.answer_key(definition))
    assert (full.state, full.earned) == ("answered", full.possible)
    assert compiled.score(None).state == "unanswered"
    for _ in range(4):
        found = compiled.score(respond(definition, rng))
        assert verify.check(found) == []
        assert found.possible == compiled.possible == definition["points"] * MICRO


@each
@given(seed=seeds)
def test_neither_other_ids_nor_another_order_of_the_lists_changes_points(scorer, seed):
    definition, rng = case(seed, scorer)
    response = respond(definition, rng)
    names = {name: f"z{place}" for place, name in enumerate(reversed(ids_of(definition)))}
    pairs = [(definition, response), (relabelled(definition, names), relabelled(response, names))]
    pairs.append((permuted(definition, rng), response))
    assert len({registry.compile_definition(made, {}).score(given_).earned for made, given_ in pairs}) == 1


@each
def test_an_outsider_finds_the_same_points(scorer):
    for seed in range(100):
        definition, rng = case(seed, scorer)
        assert (seed, differences(definition, [respond(definition, rng) for _ in range(3)])) == (seed, [])


@each
def test_what_is_out_of_place_is_told_when_the_key_is_due(scorer):
    definition = order_of(FIVE) | {"scorer": scorer}
    found = registry.compile_definition(definition, {}).score({"order": list("bacde"), "confirmed": True})
    hidden, shown = (registry.debrief(definition, {}, "en", found, reveal) for reveal in (False, True))
    assert hidden.scoring == shown.scoring == {STEPS: "steps", PLACES: "places"}[scorer]
    assert hidden.in_place == {STEPS: 4, PLACES: 3}[scorer]
    assert not any(entry.is_misplaced for entry in hidden.given)
    assert [entry.id for entry in shown.given if entry.is_misplaced] == {STEPS: ["a"], PLACES: ["b", "a"]}[scorer]


@each
def test_one_entry_moved_back_never_costs_points_by_steps(scorer):
    rng = Random(5)
    for _ in range(50):
        order = rng.sample(list(FIVE), 5)
        entry = order[0]
        mended = sorted(order) if scorer == PLACES else [*order[1:], entry]
        kept = scored(scorer, order).diagnostics["in_place"]
        assert abs(scored(scorer, mended).diagnostics["in_place"] - kept) <= (5 if scorer == PLACES else 1)
