"""Negotiations: the frontier, what a deal earns, and what an author has to change."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessments.rules import registry
from assessments.rules.scorers import negotiation
from assessments.rules.scorers.negotiation.domain import Domain
from assessments.rules.scorers.negotiation.measures import Measures
from assessments.rules.scorers.negotiation.talk import step_class
from assessments.rules.types import MICRO
from tests.assessments.rules.cases import make, respond
from tests.assessments.rules.negotiating import negotiation_of
from tests.assessments.rules.scorers.festival import (
    ACCEPT,
    GOOD,
    MINE,
    VARIANT,
    WALK,
    agreed,
    earned,
    every_deal,
    festival,
    hopeless,
    offer,
    reasons,
    scored,
)

seeds = st.integers(0, 2**32)


@given(seed=seeds)
def test_the_frontier_is_what_no_deal_betters(seed):
    definition, _ = make("negotiation", seed)
    domain = Domain(definition)
    allowed = {(deal.own, deal.other) for deal in every_deal(domain) if not domain.broken_terms(deal.deal)}
    best = [pair for pair in allowed if not any(o != pair and o[0] >= pair[0] and o[1] >= pair[1] for o in allowed)]
    assert [(point.own, point.other) for point in domain.frontier()] == sorted(best)


@given(seed=seeds)
def test_every_deal_has_a_number_and_a_name(seed):
    definition, _ = make("negotiation", seed)
    domain = Domain(definition)
    deals = [domain.numbered(number) for number in range(domain.size)]
    assert set(deals) == {point.deal for point in every_deal(domain)}
    assert all(domain.read(domain.named(deal)) == deal for deal in deals)


def test_a_large_frontier_is_found_issue_by_issue():
    worths = [(37 * place * place % 997, 1000 - 31 * place) for place in range(12)]
    definition = negotiation_of({f"i{number}": worths for number in range(5)}, (100, 100))
    assert Domain(definition).size == 248_832
    assert registry.validate(definition) == ()


def test_what_is_stored_of_the_deals():
    bounds = festival()["bounds"]
    assert {key: bounds[key] for key in ("rational", "own_most", "other_most", "nash")} == {
        "rational": 67,
        "own_most": 85,
        "other_most": 74,
        "nash": [65, 58],
    }
    domain = Domain(festival())
    assert domain.point(domain.read(bounds["best"])) in Measures(domain).rational


def test_a_definition_is_completed_once():
    definition = festival()
    assert registry.complete(definition) is definition
    bare = {key: value for key, value in definition.items() if key != "bounds"}
    assert registry.complete(bare) == definition
    broken = {**bare, "rounds": 1}
    assert registry.complete(broken) is broken


def deal_points(definition, point):
    """Score a deal as if it had been reached."""
    yardstick = registry.compile_definition(definition, VARIANT).inner._at(1)
    broken = yardstick.broken(point)
    return {name: got for name, (got, _) in yardstick.earned(point, broken).items()}


@given(seed=seeds)
def test_a_free_gain_is_the_greatest_that_costs_nobody_anything(seed):
    measures = Measures(Domain(make("negotiation", seed)[0]))
    for own, other in [(point.own - less, point.other) for point in measures.rational for less in (0, 1)]:
        best = max(point.own + point.other for point in measures.rational if point.own >= own and point.other >= other)
        found = measures.free_gain(own, other)
        assert (found.own + found.other if found else own + other) == best


@given(seed=seeds)
def test_deals_on_the_frontier_create_everything(seed):
    definition, _ = make("negotiation", seed)
    shares = registry.compile_definition(definition, VARIANT).inner._shares
    for point in Measures(Domain(definition)).rational:
        assert deal_points(definition, point)["creation"] == shares["creation"]


@given(seed=seeds)
def test_a_deal_that_is_worse_for_both_never_creates_more(seed):
    definition, rng = make("negotiation", seed)
    deals = every_deal(Domain(definition))
    for worse, better in ((rng.choice(deals), rng.choice(deals)) for _ in range(40)):
        if worse.own < better.own and worse.other < better.other:
            assert deal_points(definition, worse)["creation"] <= deal_points(definition, better)["creation"]


@given(seed=seeds)
def test_below_the_least_nothing_is_claimed(seed):
    definition, _ = make("negotiation", seed)
    below = [point for point in every_deal(Domain(definition)) if point.own < definition["own_reserve"]]
    assert all(deal_points(definition, point)["claim"] == 0 for point in below)


@given(seed=seeds, factor=st.integers(1, 5), shift=st.integers(0, 50), side=st.sampled_from(["own", "other"]))
def test_another_scale_changes_no_points(seed, factor, shift, side):
    definition, rng = make("negotiation", seed)
    bare = {key: value for key, value in definition.items() if key != "bounds"}
    issues = [
        {**issue, "options": [{**option, side: factor * option[side] + shift} for option in issue["options"]]}
        for issue in definition["issues"]
    ]
    least = factor * definition[f"{side}_reserve"] + shift * len(issues)
    other = registry.complete(bare | {"issues": issues, f"{side}_reserve": least})
    moves = [move for move in respond(definition, rng)["moves"] if move["type"] == "offer"]
    talks = [negotiation.next_state(one, VARIANT, moves) for one in (definition, other)]
    assert talks[0] == talks[1]
    if talks[0].valid and not talks[0].finished:
        moves.append(WALK)
    assert earned(scored(other, *moves)) == earned(scored(definition, *moves))
    for measure in (Measures.kalai, Measures.nash):
        deals = [measure(Measures(Domain(one))) for one in (definition, other)]
        assert (deals[0] and deals[0].deal) == (deals[1] and deals[1].deal)


def test_the_fairest_good_deal_earns_everything():
    found = agreed(festival(), GOOD, "m0")
    assert found.earned == found.possible
    given_back = {line.id: line.earned for line in found.criteria if line.rule == "unavoidable"}
    assert given_back == {"unavoidable.claim": 20 * MICRO, "unavoidable.fairness": 833_333}


def test_who_leaves_nothing_to_the_other_side_loses_fairness_only():
    found = agreed(festival(), "0002", "m0")
    assert earned(found) == {"claim": 40 * MICRO, "creation": 30 * MICRO, "fairness": 0, "process": 15 * MICRO}
    assert reasons(found, "fairness") == ["negotiation.fairness"]


def test_without_points_for_fairness_the_most_that_can_be_had_counts():
    criteria = {"claim": 70, "creation": 30, "fairness": 0, "process": 0}
    definition = festival(criteria=criteria)
    assert agreed(definition, "0002").earned == 100 * MICRO
    found = agreed(definition, GOOD)
    assert {line.id: line.earned for line in found.criteria} == {"claim": 35 * MICRO, "creation": 30 * MICRO}


def test_a_poor_deal_loses_on_every_line():
    found = agreed(festival(), "2101", "m0")
    assert all(points > 0 for points in earned(found).values())
    assert reasons(found, "claim") == ["negotiation.claim"]
    assert reasons(found, "creation") == ["negotiation.creation"]
    assert found.earned < found.possible * 3 // 4


def test_less_than_the_least_claims_nothing_and_is_capped():
    found = scored(festival(), offer(MINE, "m0"), ACCEPT)
    assert found.earned == 40 * MICRO
    assert reasons(found, "claim") == ["negotiation.mandate"]
    assert {line.id for line in found.criteria if line.rule == "cap"} == {"cap.creation", "cap.process"}


def test_a_forbidden_option_is_capped_though_the_deal_is_good():
    definition = festival(forbidden=[("dates", 0)])
    found = agreed(definition, GOOD, "m0")
    assert found.earned == 40 * MICRO
    assert found.criteria[0].evidence[0].params == {"reserve": False, "options": [["dates", "o0"]]}


def test_a_breach_that_earns_little_is_not_capped():
    found = scored(festival(criteria={"claim": 100, "creation": 0, "fairness": 0, "process": 0}), offer(MINE), ACCEPT)
    assert [(line.id, line.earned) for line in found.criteria] == [("claim", 0)]


def test_walking_away_keeps_the_points_for_the_talk_only():
    found = scored(festival(), offer(MINE, "m0"), WALK)
    assert earned(found) == {"claim": 0, "creation": 0, "fairness": 0, "process": 15 * MICRO}
    assert reasons(found, "claim") == ["negotiation.walked"]
    at_once = scored(festival(), WALK)
    assert (at_once.earned, reasons(at_once, "process")) == (0, ["negotiation.no_offer"])


def test_walking_away_is_right_when_no_deal_is_acceptable_to_both():
    assert hopeless()["bounds"]["best"] is None
    found = scored(hopeless(), offer("0", "m0", hopeless()), WALK)
    assert found.earned == found.possible
    taken = scored(hopeless(), offer("0", "m0", hopeless()), ACCEPT)
    assert earned(taken) == {"claim": 0, "creation": 0, "fairness": 0, "process": 15 * MICRO}
    assert reasons(taken, "creation") == ["negotiation.mandate"]


def test_unfortunate_steps_and_unasked_questions_cost_points():
    found = scored(festival(), offer("1202"), offer("0212"), offer("1202"), WALK)
    assert found.diagnostics["steps"] == ["unfortunate", "nice"]
    assert reasons(found, "process") == ["negotiation.unfortunate", "negotiation.no_question"]
    assert [(entry.params, entry.lost) for entry in found.criteria[-1].evidence] == [
        ({"step": 2}, 5 * MICRO),
        ({}, 5 * MICRO),
    ]


def test_without_a_question_in_the_menu_the_steps_are_everything():
    definition = {**festival(), "messages": []}
    assert earned(scored(definition, offer(MINE), WALK))["process"] == 15 * MICRO


@pytest.mark.parametrize(
    ("own", "other", "kind"),
    [
        (1, 1, "fortunate"),
        (1, 0, "selfish"),
        (1, -1, "selfish"),
        (-1, 1, "concession"),
        (-1, 0, "concession"),
        (-1, -1, "unfortunate"),
        (0, -1, "unfortunate"),
        (0, 1, "nice"),
        (0, 0, "silent"),
    ],
)
def test_steps_are_named_by_what_they_do_to_both(own, other, kind):
    domain = Domain(negotiation_of({"a": [(5, 5), (5 + own, 5 + other), (9, 1)], "b": [(0, 9), (9, 0)]}, (6, 6)))
    assert step_class(domain.point((0, 0)), domain.point((1, 0))) == kind


def changed(path, value):
    definition = json.loads(json.dumps(festival()))
    *names, last = path
    part = definition
    for name in names:
        part = part[name]
    part[last] = value
    return [problem.path for problem in registry.validate(definition)]


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        (["issues"], [], "/issues"),
        (["issues", 0, "options", 0, "own"], -1, "/issues/0/options/0/own"),
        (["issues", 0, "options", 0, "other"], 1001, "/issues/0/options/0/other"),
        (["issues", 0, "options", 0, "forbidden"], 1, "/issues/0/options/0/forbidden"),
        (["issues", 0, "options"], [], "/issues/0/options"),
        (["own_reserve"], None, "/own_reserve"),
        (["own_reserve"], 101, "/own_reserve"),
        (["other_reserve"], 100, "/other_reserve"),
        (["rounds"], 1, "/rounds"),
        (["counterpart"], None, "/counterpart"),
        (["counterpart", "persona"], "saint", "/counterpart/persona"),
        (["counterpart", "lines", 0, "event"], "cry", "/counterpart/lines/0/event"),
        (["messages", 0, "type"], "threat", "/messages/0/type"),
        (["criteria"], None, "/criteria"),
        (["criteria"], dict.fromkeys(("claim", "creation", "fairness", "process"), 0), "/criteria"),
        (["criteria", "claim"], 101, "/criteria/claim"),
        (["texts", "en", "instructions_html"], "", "/texts/en/instructions_html"),
        (["texts", "en", "lines.l0.text"], "", "/texts/en/lines.l0.text"),
        (["bounds"], None, "/bounds"),
        (["bounds", "unused"], 7, "/bounds"),
        (["bounds", "best"], None, "/bounds"),
        (["bounds", "best", "fee"], "o0", "/bounds"),
    ],
)
def test_problems_name_their_place(path, value, found):
    assert found in changed(path, value)


def test_an_issue_needs_an_option_that_is_allowed():
    definition = json.loads(json.dumps(festival()))
    for option in definition["issues"][2]["options"]:
        option["forbidden"] = True
    assert [problem.path for problem in registry.validate(definition)] == ["/issues/2/options"]


def test_too_many_deals_are_refused():
    worths = [(place, 20 - place) for place in range(20)]
    found = registry.validate(negotiation_of({f"i{number}": worths for number in range(5)}, (10, 10)))
    assert [problem.path for problem in found] == ["/issues"]


@pytest.mark.parametrize(
    ("worths", "reserves"),
    [
        ({"a": [(10, 0), (0, 10)]}, (0, 10)),
        ({"a": [(10, 0), (6, 4), (0, 10)]}, (5, 3)),
        ({"a": [(9, 0), (5, 5)]}, (5, 4)),
    ],
)
def test_there_must_be_something_to_gain_and_to_create(worths, reserves):
    assert [problem.path for problem in registry.validate(negotiation_of(worths, reserves))] in (
        ["/issues"],
        ["/other_reserve"],
    )


def test_a_talk_about_one_thing_gives_no_points_for_creation():
    criteria = {"claim": 50, "creation": 0, "fairness": 40, "process": 10}
    worths = {"a": [(10, 0), (7, 3), (5, 5), (3, 7), (0, 10)]}
    definition = negotiation_of(worths, (2, 2), criteria=criteria)
    assert registry.validate(definition) == ()
    assert agreed(definition, "2", "m0").earned == 100 * MICRO


@given(seed=seeds)
def test_the_best_deal_is_stored_with_the_same_worths(seed):
    definition, _ = make("negotiation", seed)
    assume(definition["bounds"]["best"])
    optimum = registry.optimum(definition)
    domain = Domain(definition)
    assert domain.point(domain.read(optimum["bounds"]["best"])).own in [own for own, _ in optimum["frontier"]]


def test_where_no_deal_is_acceptable_the_best_response_is_to_walk_away():
    found = registry.optimum(hopeless())
    assert (found["response"]["moves"][-1], found["frontier"]) == (WALK, [])
    scorer = registry.compile_definition(hopeless(), VARIANT)
    assert scorer.score(found["response"]).earned == scorer.possible
