"""Partners to be chosen: what they cover, the best affordable choice, points, and what each of them brings."""

from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.rules import registry, verify
from assessments.rules.errors import NotProvedError
from assessments.rules.scorers.network.coverage import Coverage
from assessments.rules.scorers.network.optimum import Search, bounds, greedy, optimum, random_loss
from assessments.rules.types import MICRO
from tests.assessments.rules.cases import make, network_of, respond

seeds = st.integers(0, 2**32)
NEEDS = {"climate": 5, "asia": 3, "french": 2}
PARTNERS = {
    "club": ([6], ["climate"]),
    "ring": ([4], ["asia", "french"]),
    "pact": ([5], ["climate", "french"]),
    "fair": ([2], []),
}


def definition_of(limits=(10,), needs=None, candidates=None, links=(), reach=0, **more):
    return network_of(list(limits), needs or NEEDS, candidates or PARTNERS, links, reach) | more


def score(definition, *chosen):
    return registry.compile_definition(definition, {}).score({"chosen": list(chosen)})


def debrief_of(definition, *chosen, reveal=False):
    return registry.debrief(definition, {}, "en", score(definition, *chosen), reveal)


def affordable(coverage):
    everybody = range(len(coverage.ids))
    choices = (list(some) for size in range(len(coverage.ids) + 1) for some in combinations(everybody, size))
    return [choice for choice in choices if coverage.is_affordable(choice)]


def test_what_a_choice_covers_is_weighed_once():
    coverage = Coverage(definition_of())
    assert [coverage.loss(coverage.positions(some)) for some in (["club"], ["club", "pact"], ["ring", "pact"])] == [
        5,
        3,
        0,
    ]


def test_links_reach_those_who_are_not_chosen():
    coverage = Coverage(definition_of(links=[["club", "fair"], ["ring", "club"]], reach=2))
    assert coverage.total == 10 + 4 * 2
    assert coverage.loss(coverage.positions(["club"])) == 5 + 2
    assert coverage.loss(coverage.positions(["fair"])) == 10 + 2 * 2


def test_the_best_choice_earns_everything_and_chance_nothing():
    definition = definition_of()
    assert definition["bounds"]["chosen"] == ["pact", "ring"]
    assert score(definition, "ring", "pact").earned == 12 * MICRO
    assert score(definition, "fair").earned == 0
    half = score(definition, "club")
    mean = Fraction(definition["bounds"]["random"], definition["bounds"]["sample"])
    assert half.earned == max(0, round(12 * MICRO * (1 - 5 / mean)))


def test_what_is_not_covered_is_the_evidence_and_the_unavoidable_is_given_back():
    definition = definition_of(limits=(6,), links=[["club", "fair"]], reach=1)
    best, poor = score(definition, *definition["bounds"]["chosen"]), score(definition, "fair")
    assert [line.id for line in best.criteria] == ["network", "unavoidable.network"]
    assert [line.id for line in poor.criteria] == ["network", "unavoidable.network", "floor.network"]
    reasons = [(entry.key, dict(entry.params)) for entry in poor.criteria[0].evidence]
    assert reasons == [
        ("network.unmet", {"need": "climate"}),
        ("network.unmet", {"need": "asia"}),
        ("network.unmet", {"need": "french"}),
        ("network.out_of_reach", {"candidates": ["ring", "pact"]}),
    ]
    assert verify.check(best) == verify.check(poor) == []


@pytest.mark.parametrize(
    ("response", "state", "keys"),
    [
        (None, "unanswered", []),
        ({}, "unanswered", []),
        ({"chosen": None}, "unanswered", []),
        ({"chosen": []}, "unanswered", []),
        ([], "invalid", ["response.not_an_object"]),
        (["club"], "invalid", ["response.not_an_object"]),
        ({"chosen": "club"}, "invalid", ["network.not_a_list"]),
        ({"chosen": ["club", "club"]}, "invalid", ["network.candidate_repeated"]),
        ({"chosen": ["club", "moon", 7]}, "invalid", ["network.unknown_candidate"] * 2),
        ({"chosen": ["club", "pact"]}, "invalid", ["network.over_budget"]),
    ],
)
def test_a_response_is_read_with_reasons(response, state, keys):
    scored = registry.compile_definition(definition_of(), {}).score(response)
    assert scored.state == state
    assert [reason["key"] for reason in scored.diagnostics.get("reasons", [])] == keys
    assert verify.check(scored) == []


def test_a_reason_names_the_candidate():
    (reason,) = score(definition_of(), "club", "club").diagnostics["reasons"]
    assert reason["params"] == {"candidate": "club"}


def test_over_budget_says_of_what_and_by_how_much():
    (reason,) = score(definition_of(), "club", "pact").diagnostics["reasons"]
    assert reason["params"] == {"resource": "money0", "spent": 11, "limit": 10}
    shown = debrief_of(definition_of(), "club", "pact")
    assert [(part.spent, part.limit, part.left, part.over) for part in shown.over] == [(11, 10, 0, 1)]
    assert (shown.state, shown.earned, shown.contributions, shown.swap) == ("invalid", 0, (), None)


@settings(max_examples=60)
@given(seed=seeds)
def test_the_stored_choice_is_the_best_of_all(seed):
    definition, _rng = make("network", seed)
    coverage = Coverage(definition)
    assert min(map(coverage.loss, affordable(coverage))) == definition["bounds"]["loss"]


@given(seed=seeds)
def test_no_affordable_choice_earns_more_than_the_best_and_more_cover_never_less(seed):
    definition, rng = make("network", seed)
    scorer, coverage = registry.compile_definition(definition, {}), Coverage(definition)
    scored = [scorer.score(respond(definition, rng)) for _ in range(6)]
    answered = [one for one in scored if one.state == "answered"]
    losses = [(coverage.loss(coverage.positions(one.diagnostics["chosen"])), one.earned) for one in answered]
    assert all(loss >= definition["bounds"]["loss"] for loss, _ in losses)
    assert [earned for _, earned in sorted(losses)] == sorted((earned for _, earned in losses), reverse=True)


@given(seed=seeds)
def test_one_more_partner_never_lowers_the_cover_and_adds_less_to_more(seed):
    definition, rng = make("network", seed)
    coverage = Coverage(definition)
    everybody = rng.sample(range(len(coverage.ids)), len(coverage.ids))
    one, few, many = everybody[0], everybody[1:2], everybody[1:4]
    gain_few, gain_many = (coverage.loss(some) - coverage.loss([*some, one]) for some in (few, many))
    assert 0 <= gain_many <= gain_few


@given(seed=seeds)
def test_partners_that_cover_and_cost_the_same_can_stand_for_each_other(seed):
    definition, rng = make("network", seed)
    first = definition["candidates"][0]
    twin = {**first, "id": "twin"}
    texts = definition["texts"]["en"] | {"candidates.twin.text": "Twin"}
    links = [[*link] for link in definition["links"] if first["id"] not in link]
    changed = definition | {"candidates": [*definition["candidates"], twin], "links": links, "texts": {"en": texts}}
    changed["bounds"] = bounds(changed, sample=40)
    if registry.validate(changed):
        return
    chosen = [one for one in respond(definition, rng)["chosen"] if one != first["id"]]
    assert score(changed, *chosen, first["id"]).earned == score(changed, *chosen, "twin").earned


@settings(max_examples=40)
@given(seed=seeds)
def test_shares_are_the_mean_of_what_each_adds_over_every_order(seed):
    definition, rng = make("network", seed)
    coverage = Coverage(definition)
    chosen = rng.sample(range(len(coverage.ids)), rng.randint(1, 4))
    orders = list(permutations(chosen))
    added = dict.fromkeys(chosen, 0)
    for order in orders:
        for place, one in enumerate(order):
            added[one] += coverage.loss(order[:place]) - coverage.loss(order[: place + 1])
    assert coverage.shares(chosen) == [Fraction(added[one], len(orders)) for one in chosen]
    assert sum(coverage.shares(chosen)) == coverage.weight(coverage.covered(chosen))


def test_shares_and_what_would_be_lost_are_told_for_each_partner():
    shown = debrief_of(definition_of(limits=(13,)), "club", "pact", "fair")
    assert [(entry.text, entry.share, entry.alone) for entry in shown.contributions] == [
        ("City pact", 4_500_000, 2_000_000),
        ("City club", 2_500_000, 0),
        ("City fair", 0, 0),
    ]


def test_greed_is_a_baseline_and_falls_short_where_the_best_does_not():
    candidates = {"big": ([10], ["u", "v"]), "left": ([5], ["u", "w"]), "right": ([5], ["v"])}
    definition = definition_of(needs={"u": 4, "v": 4, "w": 3}, candidates=candidates)
    coverage = Coverage(definition)
    assert [coverage.ids[one] for one in greedy(coverage)] == ["big"]
    hidden, shown = (debrief_of(definition, "big", reveal=reveal) for reveal in (False, True))
    assert (hidden.greedy.covered, hidden.best.covered) == (8, 11)
    assert hidden.greedy.earned == hidden.earned < hidden.best.earned == hidden.possible
    assert hidden.greedy.partners == hidden.best.partners == ()
    assert (shown.greedy.partners, shown.best.partners) == (("City big",), ("City left", "City right"))


def test_a_part_of_the_budget_that_nobody_needs_hides_no_better_choice():
    needs = {"u": 4, "v": 4, "w": 3}
    candidates = {"big": ([10, 0], ["u", "v"]), "left": ([5, 0], ["u", "w"]), "right": ([5, 0], ["v"])}
    assert definition_of(limits=(10, 5), needs=needs, candidates=candidates)["bounds"]["loss"] == 0


def test_greed_stops_when_nothing_more_is_added():
    assert greedy(Coverage(definition_of(limits=(100,)))) == [2, 1]
    assert greedy(Coverage(definition_of(limits=(0,)))) == []


@pytest.mark.parametrize(
    ("chosen", "out", "into"),
    [
        (["fair", "club"], "City fair", "City ring"),
        (["ring"], "", "City club"),
        (["ring", "fair"], "City fair", "City club"),
        (["ring", "pact"], None, None),
    ],
)
def test_the_one_change_that_helps_most(chosen, out, into):
    definition = definition_of()
    swap = debrief_of(definition, *chosen).swap
    assert (swap.out if swap else None, swap.into if swap else None) == (out, into)
    names = {f"City {name}": name for name in PARTNERS}
    after = {*chosen} - {names.get(out)} | {names.get(into)} - {None}
    assert score(definition, *after).earned - score(definition, *chosen).earned == (swap.gain if swap else 0)


def test_a_change_that_earns_nothing_is_no_hint():
    candidates = {"best": ([9], ["climate", "asia", "french"]), "poor": ([1], []), "none": ([1], [])}
    definition = definition_of(candidates=candidates | {"some": ([9], ["french"])}, limits=(9,))
    assert debrief_of(definition, "some").swap.into == "City best"
    assert debrief_of(definition_of(limits=(4,)), "fair").swap.into == "City ring"


def test_a_change_is_a_hint_even_where_chance_still_does_better():
    useful = {f"{need}{number}": ([3], [need]) for need in ("u", "v", "w") for number in (1, 2)}
    idle = {f"idle{number}": ([3], []) for number in (1, 2, 3)}
    definition = definition_of(limits=(9,), needs={"u": 4, "v": 4, "w": 4}, candidates=useful | idle)
    swap = debrief_of(definition, *idle).swap
    assert (swap.out, swap.into, swap.more, swap.gain) == ("City idle1", "City u1", 4, 0)


def test_a_search_that_is_stopped_says_so():
    definition, _rng = make("network", 3)
    assert bounds(definition, most_steps=1) is None
    with pytest.raises(NotProvedError):
        optimum(definition, most_steps=1)
    best = definition["bounds"]
    assert optimum(definition) == {"response": {"chosen": best["chosen"]}, "bounds": best}


def test_bounds_are_added_where_they_can_be_found_in_time():
    definition, _rng = make("network", 3)
    bare = {name: value for name, value in definition.items() if name != "bounds"}
    told: list[int] = []
    assert registry.complete(bare)["bounds"]["chosen"] == registry.complete(bare, told.append)["bounds"]["chosen"]
    assert told == [100]
    assert registry.complete(definition) == definition
    sums = {f"n{number}": 2 * (90 - number) for number in range(30)}
    hard = definition_of(limits=(10_000,), needs=dict.fromkeys(sums, 2), candidates={"a": ([1], []), "b": ([2], [])})
    entries = [{"id": f"c{need}", "costs": {"money0": cost}, "meets": [need]} for need, cost in sums.items()]
    texts = hard["texts"]["en"] | {f"candidates.c{need}.text": need for need in sums}
    needs = [{"id": need, "group": "topic", "weight": cost // 2} for need, cost in sums.items()]
    hard |= {
        "candidates": entries,
        "needs": needs,
        "resources": [{"id": "money0", "limit": 2277}],
        "texts": {"en": texts},
    }
    del hard["bounds"]
    assert registry.complete(hard) == hard
    assert [problem.path for problem in registry.validate(hard)] == ["/candidates"]


def test_thirty_candidates_are_worked_out():
    _definition, rng = make("network", 5)
    needs = {f"n{number}": rng.randint(1, 9) for number in range(15)}
    candidates = {
        f"c{number}": ([rng.randint(5, 60), rng.randint(0, 50)], rng.sample(list(needs), 3)) for number in range(30)
    }
    definition = network_of([150, 150], needs, candidates)
    assert registry.validate(definition) == ()
    assert definition["bounds"]["loss"] <= Coverage(definition).loss(greedy(Coverage(definition)))


def test_random_choices_take_whatever_the_budget_still_allows():
    coverage = Coverage(definition_of(limits=(100,)))
    assert random_loss(coverage, 5) == 0
    assert Search(coverage).run() is not None


SOUND = definition_of(links=[["club", "fair"]], reach=1)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"competency": 7}, "/competency"),
        ({"resources": []}, "/resources"),
        ({"resources": [{"id": "money0", "limit": -1}]}, "/resources/0/limit"),
        ({"needs": [{"id": "climate", "group": "planet", "weight": 1}]}, "/needs/0/group"),
        ({"needs": [{"id": "climate", "group": "topic", "weight": 0}]}, "/needs/0/weight"),
        ({"candidates": [{"id": "a", "costs": {}, "meets": []}] * 2}, "/candidates/0/costs"),
        ({"candidates": [{"id": "a", "costs": {"money0": "1"}, "meets": []}]}, "/candidates/0/costs/money0"),
        ({"candidates": [{"id": "a", "costs": {"money0": 1}, "meets": ["moon"]}]}, "/candidates/0/meets"),
        ({"candidates": [{"id": "a", "costs": {"money0": 1}, "meets": ["asia", "asia"]}]}, "/candidates/0/meets"),
        ({"candidates": [{"id": "a", "costs": {"money0": 1}, "meets": {}}]}, "/candidates/0/meets"),
        ({"links": "club"}, "/links"),
        ({"links": [["club", "fair"], ["club", "club"]]}, "/links/1"),
        ({"links": [["club"]]}, "/links/0"),
        ({"links": [["club", "moon"]]}, "/links/0"),
        ({"reach": -1}, "/reach"),
        ({"texts": {"en": {"title": "T"}}}, "/texts/en/prompt_html"),
        ({"bounds": 7}, "/bounds"),
        ({"bounds": SOUND["bounds"] | {"loss": 99}}, "/bounds"),
        ({"bounds": SOUND["bounds"] | {"loss": "1"}}, "/bounds"),
        ({"bounds": SOUND["bounds"] | {"sample": 0}}, "/bounds"),
        ({"bounds": SOUND["bounds"] | {"chosen": ["moon"]}}, "/bounds"),
        ({"bounds": SOUND["bounds"] | {"chosen": ["club", "pact"]}}, "/bounds"),
        ({"bounds": SOUND["bounds"] | {"chosen": "club"}}, "/bounds"),
        ({"bounds": SOUND["bounds"] | {"chosen": dict.fromkeys(SOUND["bounds"]["chosen"])}}, "/bounds"),
        ({"bounds": SOUND["bounds"] | {"chosen": [], "loss": 14}}, "/bounds"),
        ({"bounds": SOUND["bounds"] | {"chosen": ["pact", "pact"], "loss": 6}}, "/bounds"),
        ({"bounds": SOUND["bounds"] | {"chosen": ["club", "pact"], "loss": 4}}, "/bounds"),
        ({"bounds": SOUND["bounds"] | {"random": 0}}, "/candidates"),
    ],
)
def test_what_an_author_has_to_change_is_named(change, path):
    assert registry.validate(SOUND) == ()
    assert path in [problem.path for problem in registry.validate(SOUND | change)]


def test_one_random_choice_is_a_sample():
    assert registry.validate(SOUND | {"bounds": bounds(SOUND, sample=1)}) == ()


def test_a_choice_is_shown_with_what_follows_from_it():
    definition = definition_of(links=[["club", "fair"]], reach=1)
    shown = registry.present(
        definition, {"candidates": ["fair", "club"]}, "en", {"chosen": ["club", "pact", "moon", 7]}
    )
    assert [(one.id, one.is_chosen, one.is_reached, one.linked) for one in shown.map.candidates] == [
        ("fair", False, True, ("club",)),
        ("club", True, False, ("fair",)),
        ("pact", True, False, ()),
        ("ring", False, False, ()),
    ]
    assert [(need.id, need.partners) for need in shown.map.needs] == [
        ("climate", ("City club", "City pact")),
        ("asia", ()),
        ("french", ("City pact",)),
    ]
    assert (shown.answered, shown.over, shown.map.reached, shown.map.covered) == (2, ("Part money0",), 3, 10)
    assert (shown.map.candidates[0].x, shown.map.candidates[0].y) == (500, 90)


@pytest.mark.parametrize("response", [None, [], {"chosen": "club"}, {"chosen": {}}, {"chosen": [[]]}])
def test_nothing_chosen_is_shown_as_nothing(response):
    shown = registry.present(definition_of(), {}, "en", response)
    assert (shown.answered, shown.map.covered, shown.over) == (0, 0, ())


def test_a_form_gives_each_choice_once_and_the_key_is_the_best_choice():
    definition = definition_of()
    assert registry.read_form(definition, {"partner": ["pact", "club", "pact"], "other": ["x"]}) == {
        "chosen": ["club", "pact"]
    }
    assert registry.read_form(definition, {}) == {"chosen": []}
    assert registry.answer_key(definition) == {"chosen": ["pact", "ring"]}
