"""The search for the best plan: right wherever every plan can be tried, sure of itself where that is out of reach."""

import random
from itertools import permutations

import pytest

from assessments.rules import registry
from assessments.rules.errors import NotProvedError
from assessments.rules.scorers import placement
from assessments.rules.scorers.placement import check
from assessments.rules.scorers.placement.bounds import bounds
from assessments.rules.scorers.placement.plans import Plans
from assessments.rules.scorers.placement.search import QUICK, THOROUGH, Effort, best_plan
from tests.assessments.rules.cases import placement_of, placement_rule
from tests.bench.seating import seating

TINY = Effort(((50, (1, 10, 100, 10_000)),))


def crowded(seed):
    """Make a table at which some sit already, with rules on several guests at once; also empty chairs."""
    rng = random.Random(seed)
    seats = rng.randint(4, 6)
    names = [f"v{number}" for number in range(rng.randint(3, seats))]
    taken = [f"p{number}" for number in rng.sample(range(seats), rng.randint(0, len(names) - 1))]
    given = dict(zip(names, taken, strict=False))
    guests = {name: ({"side": rng.choice("ab")}, given.get(name, "")) for name in names}
    rules = [placement_rule("keep", "place", 2, guest=names[-1], places=["p1"])]
    for number in range(rng.randint(1, 4)):
        first, *others = rng.sample(names, len(names))
        kind, parameters = rng.choice(
            [
                ("near", {"guest": first, "any": others[:2], "steps": rng.randint(1, 2)}),
                ("near", {"guest": first, "any": others, "steps": 1}),
                ("balance", {"tag": "side", "value": "a"}),
                ("apart", {"guests": [first, others[0]], "steps": 2}),
                ("order", {"guests": [[first], others], "measure": "honour"}),
            ]
        )
        rules.append(placement_rule(f"r{number}", kind, rng.randint(1, 4), **parameters))
    sides = [rng.choice(["east", "west", "east", "west", ""]) for _ in range(seats)]
    return placement_of(sides, guests, rules)


def least(plans):
    """Try every plan."""
    found = []
    for places in permutations(plans.places, len(plans.guests)):
        plan = list(plans.start)
        for guest, place in zip(plans.guests, places, strict=True):
            plan[guest] = place
        found.append(plans.loss(plan))
    return min(found)


@pytest.mark.parametrize("effort", [QUICK, TINY])
def test_no_plan_is_better_than_the_one_that_is_found(effort):
    for seed in range(150):
        plans = Plans(crowded(seed), None)
        assert (seed, plans.loss(best_plan(plans, effort))) == (seed, least(plans))


@pytest.mark.parametrize(("seed", "loss"), [(3, 33), (6, 27), (9, 25)])
def test_seventeen_guests_at_two_tables_are_seated_for_certain(seed, loss):
    definition = seating(seed)
    few = [rule for rule in definition["rules"] if rule["type"] != "balance"][1:7]
    plans = Plans({**definition, "rules": few}, None)
    found = [best_plan(plans, Effort(((size, (100, 800)),))) for size in (300, 1_000)]
    assert [plans.loss(plan) for plan in found] == [loss, loss]


def test_the_same_plan_is_found_each_time():
    definition = crowded(3)
    assert bounds(definition, None, THOROUGH) == bounds(definition, None, THOROUGH, tell=print)


def test_a_rule_that_is_too_large_is_cut():
    names = [f"v{number}" for number in range(9)]
    rule = placement_rule("all", "order", guests=[[name] for name in names], measure="honour")
    plans = Plans(placement_of([""] * 9, {name: ({}, "") for name in names}, [rule, _keep("v0")]), None)
    assert plans.loss(best_plan(plans, Effort(((10, (100, 800)),)))) == 0


def test_what_cannot_be_cut_is_given_up():
    assert best_plan(Plans(crowded(3), None), Effort(((0, (100,)),))) is None


@pytest.mark.parametrize("steps", [1_000, 1_500_000])
def test_a_search_ends_after_so_many_steps(steps):
    plans = Plans(seating(4), None)
    assert best_plan(plans)
    assert best_plan(plans, THOROUGH._replace(steps=steps)) is None


def test_the_hardest_exercise_that_may_be_written_is_given_up():
    assert best_plan(Plans(_hardest(), None), THOROUGH._replace(steps=1_000_000)) is None


def test_progress_never_goes_back_and_ends_below_everything():
    told = []
    assert best_plan(Plans(crowded(3), None), TINY, told.append)
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] <= 100


def test_the_progress_of_several_jurisdictions_is_one():
    guests = {name: ({}, "") for name in "uvw"}
    lands = ("here", "there")
    definition = placement_of([""] * 3, guests, [_keep("u")], lands)
    bare = {name: value for name, value in definition.items() if name != "bounds"}
    told = []
    whole = registry.complete(bare, told.append)
    assert [entry["jurisdiction"] for entry in whole["bounds"]] == ["here", "there"]
    assert told == sorted(told)
    assert told[-1] >= 50


def _keep(guest):
    return placement_rule(f"keep-{guest}", "place", guest=guest, places=["p0"])


def _hardest():
    """Make forty guests with eighty rules that are all in each other's way."""
    rng = random.Random(1)
    names = [f"v{number}" for number in range(40)]
    rules = []
    for number in range(80):
        one, other = rng.sample(names, 2)
        kind, parameters = rng.choice(
            [("near", {"guest": one, "any": [other], "steps": 2}), ("apart", {"guests": [one, other], "steps": 3})]
        )
        rules.append(placement_rule(f"r{number}", kind, rng.randint(1, 6), **parameters))
    easy = placement_of([""] * 40, {name: ({}, "") for name in names}, [_keep("v0")])
    return {**easy, "rules": rules}


def test_rules_that_are_worth_nothing_together_stay_apart():
    names = [f"v{number}" for number in range(12)]
    orders = [[names[at] for at in (0, *others)] for others in ((1, 2, 3), (4, 5, 6))]
    rules = [
        placement_rule(f"r{number}", "order", guests=[[name] for name in order], measure="honour")
        for number, order in enumerate(orders)
    ]
    plans = Plans(placement_of([""] * 12, {name: ({}, "") for name in names}, rules), None)
    assert plans.loss(best_plan(plans, Effort(((20_000, (100, 800)),)))) == 0


def bare(definition):
    return {name: value for name, value in definition.items() if name != "bounds"}


def test_bounds_are_the_same_whether_somebody_waits_or_not():
    whole = placement_of([""] * 3, {name: ({}, "") for name in "uvw"}, [_keep("u")])
    quick, thorough = placement.complete(bare(whole)), placement.complete(bare(whole), lambda _percent: None)
    assert quick["bounds"] == thorough["bounds"] != []
    assert placement.complete(whole) is whole
    spoiled = bare(whole) | {"guests": []}
    assert placement.complete(spoiled) is spoiled


def test_a_search_that_was_given_up_leaves_the_definition_as_it_came(monkeypatch):
    definition = bare(placement_of([""] * 3, {name: ({}, "") for name in "uvw"}, [_keep("v")]))
    monkeypatch.setattr(check, "QUICK", QUICK._replace(steps=1))
    assert placement.complete(definition) is definition


def test_bounds_that_are_not_found_again_are_not_proved():
    definition = placement_of([""] * 3, {name: ({}, "") for name in "uvw"}, [_keep("w")])
    assert placement.optimum(definition)["bounds"] == definition["bounds"]
    with pytest.raises(NotProvedError):
        placement.optimum(definition, QUICK._replace(steps=1))
