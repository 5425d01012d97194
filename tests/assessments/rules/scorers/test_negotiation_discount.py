"""What a deal loses with each round that passes before it."""

import json
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry, verify
from assessments.rules.scorers import negotiation
from assessments.rules.scorers.negotiation.domain import Domain
from assessments.rules.scorers.negotiation.measures import Measures, bounds_in
from tests.assessments.rules.negotiating import made, negotiation_of, responded
from tests.assessments.rules.scorers.festival import (
    ACCEPT,
    GOOD,
    MINE,
    VARIANT,
    WALK,
    agreed,
    festival,
    offer,
    reasons,
    scored,
)
from tests.outsider import negotiation as outsider

PERSONAS = ("boulware", "conceder", "linear", "nice-tit-for-tat", "tit-for-tat")


def costly(definition, own=3, other=5):
    bare = {name: value for name, value in definition.items() if name != "bounds"}
    return registry.complete(bare | {"own_discount": own, "other_discount": other})


def sound(seed):
    """Give a definition that can be played, in which waiting costs something."""
    rng = random.Random(seed)
    while registry.validate(definition := costly(made(rng), *rng.choice([(3, 0), (0, 7), (2, 5), (20, 1)]))):
        continue
    return definition, rng


def paths(definition):
    return [problem.path for problem in registry.validate(definition)]


@given(least=st.integers(0, 8000), discount=st.integers(0, 20), number=st.integers(1, 20))
def test_the_least_of_a_round_is_the_first_worth_of_which_the_least_is_left(least, discount, number):
    definition = {**festival(), "own_reserve": least, "own_discount": discount, "other_discount": 1}
    raised = Domain(definition).at(number).own_reserve
    left = Fraction(100 - discount, 100) ** (number - 1)
    assert raised * left >= least
    assert raised == 0 or (raised - 1) * left < least


def test_without_a_discount_no_round_differs():
    domain = Domain(festival())
    assert all(domain.at(number) is domain for number in range(1, 21))
    assert "later" not in festival()["bounds"]
    assert costly(festival(), 0, 0)["bounds"] == festival()["bounds"]


@pytest.mark.parametrize("seed", range(60))
def test_a_key_earns_everything_in_the_round_in_which_it_is_taken(seed):
    definition, _ = sound(seed)
    key = negotiation.answer_key(definition)
    found = registry.compile_definition(definition, {}).score(key)
    assert (found.earned, verify.check(found)) == (found.possible, [])


@pytest.mark.parametrize("seed", range(200))
def test_an_outsider_who_tries_every_deal_in_every_round_agrees(seed):
    definition, rng = sound(seed)
    published, response = json.dumps(definition), responded(definition, rng)
    found = registry.compile_definition(definition, VARIANT).score(response)
    expected = outsider.micro_points(published, response, VARIANT)
    assert verify.check(found) == []
    assert (found.state == "answered") == (expected is not None)
    assert expected is None or abs(found.earned - expected) <= 6
    assert outsider.faults(published, registry.optimum(definition)) == []


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("model", [{}, {"model": "frequency"}])
def test_the_other_side_never_goes_below_its_least_of_the_round(persona, model):
    definition = costly(festival(persona=persona), 0, 8)
    definition["counterpart"] |= model
    scored_talk = scored(definition, *[offer(MINE)] * 6, WALK)
    shown = registry.debrief(definition, VARIANT, "en", scored_talk, reveal=True)
    leasts = [Domain(definition).at(number).other_reserve for number in range(1, 7)]
    assert leasts == [40, 44, 48, 52, 56, 61]
    assert all(bid.other >= least for bid, least in zip(shown.key.plot.counters, leasts, strict=True))


def test_a_deal_is_measured_by_the_round_in_which_it_is_reached():
    definition = costly(festival(persona="conceder"))
    later = [bounds_in(definition, number) for number in range(1, 7)]
    counts = [bounds["rational"] for bounds in later]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == festival()["bounds"]["rational"] > counts[-1] > 0
    found = agreed(definition, GOOD, "m0")
    passed = found.diagnostics["rounds"] - 1
    assert passed > 0
    (claim,) = (line.evidence[0] for line in found.criteria if line.id == "claim")
    measures = Measures(Domain(definition).at(passed + 1))
    assert (claim.params["reserve"], claim.params["most"]) == (
        Domain(definition).at(passed + 1).own_reserve,
        measures.own_most,
    )


def test_who_agrees_too_late_to_less_than_is_left_breaks_the_mandate():
    worths = {"a": [(60, 0), (50, 20), (0, 60)], "b": [(0, 30), (5, 10)]}
    criteria = {"claim": 60, "creation": 0, "fairness": 0, "process": 40}
    definition = negotiation_of(worths, (50, 15), rounds=4, criteria=criteria, own_discount=3)
    late = scored(definition, *[offer("01", "m0", definition)] * 3, offer("10", "", definition))
    assert (late.diagnostics["deal"], late.diagnostics["rounds"]) == ({"a": "o1", "b": "o0"}, 4)
    assert reasons(late, "claim") == ["negotiation.mandate"]
    assert late.earned <= late.possible * 2 // 5


def test_who_waits_is_told_what_it_cost():
    definition = costly(festival(persona="conceder"))
    found = agreed(definition, GOOD, "m0")
    shown = registry.debrief(definition, VARIANT, "en", found, reveal=True)
    waiting = shown.key.figures.waiting
    passed = found.diagnostics["rounds"] - 1
    own, other = shown.key.agreement.own, shown.key.agreement.other
    kept = Fraction(97, 100) ** passed
    assert (waiting.discount, waiting.other_discount, waiting.passed) == (3, 5, passed)
    assert abs(waiting.lost - own * (1 - kept)) <= Fraction(1, 2)
    assert abs(waiting.other_lost - other * (1 - Fraction(95, 100) ** passed)) <= Fraction(1, 2)
    assert abs(waiting.gain_percent - 100 * own * (1 - kept) / (own - 45)) <= Fraction(1, 2)


def test_without_a_deal_or_a_gain_there_is_no_share_of_it():
    definition = costly(festival())
    walked = registry.debrief(definition, VARIANT, "en", scored(definition, offer(MINE), WALK), reveal=True)
    waiting = walked.key.figures.waiting
    assert (waiting.passed, waiting.lost, waiting.gain_percent) == (None, 0, None)
    below = registry.debrief(definition, VARIANT, "en", scored(definition, offer(MINE), ACCEPT), reveal=True)
    assert (below.key.figures.waiting.passed, below.key.figures.waiting.gain_percent) == (0, None)
    free = registry.debrief(festival(), VARIANT, "en", agreed(festival(), GOOD), reveal=True)
    assert free.key.figures.waiting is None


def test_the_learner_sees_what_waiting_costs_them_and_nothing_of_the_other_side():
    definition = costly(festival(), 3, 6)
    shown = registry.present(definition, VARIANT, "en", {"moves": [offer(MINE)]})
    assert (shown.reserve, shown.least, shown.discount) == (45, 47, 3)
    assert (shown.talk[0].offer.least, shown.standing.least) == (45, 45)
    assert shown == registry.present(costly(festival(), 3, 7), VARIANT, "en", {"moves": [offer(MINE)]})
    last = registry.present(definition, VARIANT, "en", {"moves": [offer(MINE)] * 6})
    assert (last.least, last.standing.least) == (53, 53)


@pytest.mark.parametrize(
    ("field", "value"), [("own_discount", -1), ("own_discount", 21), ("other_discount", "3"), ("other_discount", None)]
)
def test_other_discounts_are_refused(field, value):
    assert paths(festival() | {field: value}) == [f"/{field}"]


def test_the_last_round_must_leave_a_deal_that_is_better_for_both():
    assert paths(costly(festival())) == []
    assert paths(costly(festival(), 20, 5)) == ["/rounds"]
    assert paths(costly(festival(), 0, 20)) == ["/rounds"]


def test_where_no_deal_is_acceptable_time_may_cost_as_well():
    issues = {"a": [(10, 0), (0, 10)]}
    definition = negotiation_of(issues, (8, 8), rounds=3, own_discount=20, other_discount=5)
    assert paths(definition) == []
    found = registry.compile_definition(definition, VARIANT).score(negotiation.answer_key(definition))
    assert found.earned == found.possible
    assert paths(negotiation_of(issues, (8, 8), rounds=3, other_discount=11)) == ["/rounds"]


@pytest.mark.parametrize(
    "change",
    [
        {"later": None},
        {"later": []},
        {"later": "x"},
        {"best": [72, 52]},
        {"best": None},
    ],
)
def test_what_is_stored_of_each_round_is_checked(change):
    definition = costly(festival())
    assert paths(definition | {"bounds": definition["bounds"] | change}) == ["/bounds"]
    assert paths(definition | {"bounds": festival()["bounds"]}) == ["/bounds"]
    assert paths(festival() | {"bounds": definition["bounds"]}) == ["/bounds"]
    (first, *others) = definition["bounds"]["later"]
    wrong = [first | {"unused": 7}, *others]
    assert paths(definition | {"bounds": definition["bounds"] | {"later": wrong}}) == ["/bounds"]
