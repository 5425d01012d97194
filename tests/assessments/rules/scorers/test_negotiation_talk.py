"""Negotiations: how the other side bargains, which moves are possible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry
from assessments.rules.scorers import negotiation
from assessments.rules.scorers.negotiation.domain import Domain
from tests.assessments.rules.cases import make, respond
from tests.assessments.rules.negotiating import negotiation_of
from tests.assessments.rules.scorers.festival import (
    ACCEPT,
    FEST,
    MINE,
    THEIRS,
    VARIANT,
    WALK,
    agreed,
    festival,
    offer,
    scored,
)

seeds = st.integers(0, 2**32)
PERSONAS = ("boulware", "conceder", "linear", "nice-tit-for-tat", "tit-for-tat")


def wants(persona, offered, rounds=5, reserve=40):
    return wanted_from(negotiation_of(FEST, (45, reserve), persona=persona, rounds=rounds), offered)


def wanted_from(definition, offered):
    counterpart = registry.compile_definition(definition, VARIANT).inner._room._counterpart
    return [counterpart.wants(offered[: number + 1]) for number in range(len(offered))]


@pytest.mark.parametrize(
    ("persona", "wanted"),
    [
        ("boulware", [100_000_000, 99_765_640, 96_250_000, 81_015_640, 40_000_000]),
        ("linear", [100_000_000, 85_000_000, 70_000_000, 55_000_000, 40_000_000]),
        ("conceder", [100_000_000, 57_573_640, 49_546_240, 44_163_760, 40_000_000]),
    ],
)
def test_what_is_wanted_falls_with_the_rounds(persona, wanted):
    assert wants(persona, [0] * 5) == wanted


def test_tit_for_tat_moves_as_the_learner_does_and_takes_it_back():
    assert wants("tit-for-tat", [0, 50, 50, 0, 0]) == [100_000_000, 85_000_000, 70_000_000, 85_000_000, 100_000_000]
    assert wants("tit-for-tat", [100]) == [40_000_000]


def test_nice_tit_for_tat_comes_to_the_nash_deal_and_bears_no_grudge():
    assert wants("nice-tit-for-tat", [0, 29, 0, 58, 0]) == [
        100_000_000,
        79_000_000,
        79_000_000,
        58_000_000,
        58_000_000,
    ]


@pytest.mark.parametrize("persona", PERSONAS)
def test_it_offers_its_best_deal_first_and_takes_anything_acceptable_in_the_end(persona):
    definition = festival(persona=persona)
    shown = registry.present(definition, VARIANT, "en", {"moves": [offer(MINE)]})
    assert (shown.talk[0].event, [term.option for term in shown.standing.terms]) == (
        "first",
        [f"Option {place}" for place in THEIRS],
    )
    assert agreed(definition, "0002").diagnostics["outcome"] == "agreed"


@given(seed=seeds)
def test_it_never_takes_or_offers_less_than_its_least_and_never_takes_back_an_offer(seed):
    definition, rng = make("negotiation", seed)
    domain, moves = Domain(definition), respond(definition, rng)["moves"]
    talk = registry.compile_definition(definition, VARIANT).inner._room.talk(moves)
    bids = [turn.counter.other for turn in talk.turns if turn.counter]
    assert all(bid >= domain.other_reserve for bid in bids)
    assert talk.agreement is None or talk.agreement.other >= domain.other_reserve
    if definition["counterpart"]["persona"] != "tit-for-tat":
        assert bids == sorted(bids, reverse=True)


@given(seed=seeds, draws=st.tuples(seeds, seeds))
def test_what_it_takes_does_not_depend_on_the_draw(seed, draws):
    definition, rng = make("negotiation", seed)
    moves = [move for move in respond(definition, rng)["moves"] if move["type"] == "offer"]
    states = [
        negotiation.next_state(definition, registry.draw_variant(definition, draw.to_bytes(16, "big")), moves)
        for draw in draws
    ]
    assert states[0] == states[1]


def test_the_draw_decides_between_issues_that_matter_alike():
    worths = {"a": [(9, 0), (5, 6), (0, 9)], "b": [(9, 0), (4, 6), (0, 9)], "c": [(9, 0), (0, 2)]}
    definition = negotiation_of(worths, (8, 2), persona="linear", rounds=4)
    moves = [offer("000", "", definition)] * 3
    counters = {
        tuple(
            term.option for term in registry.present(definition, {"seed": seed}, "en", {"moves": moves}).standing.terms
        )
        for seed in range(20)
    }
    assert len(counters) == 2


def test_an_unknown_draw_counts_as_none():
    definition = festival()
    none = registry.present(definition, {}, "en", {"moves": [offer(MINE)]})
    for seed in (-1, 2**32, "5", None, True):
        assert registry.present(definition, {"seed": seed}, "en", {"moves": [offer(MINE)]}) == none


@pytest.mark.parametrize(
    "move",
    [
        None,
        "walk",
        {},
        {"type": "accept"},
        {"type": "smile"},
        {"type": "offer"},
        {"type": "offer", "deal": {"fee": "o0"}, "message": ""},
        offer(MINE) | {"deal": dict.fromkeys(FEST, "o9")},
        offer(MINE) | {"deal": {issue: ["o0"] for issue in FEST}},
        offer(MINE) | {"message": "m9"},
        offer(MINE) | {"message": None},
        offer(MINE) | {"message": []},
    ],
)
def test_some_moves_are_not_possible(move):
    definition = festival()
    assert not negotiation.may_move(definition, VARIANT, [], move)
    found = scored(definition, move)
    reason = {"key": "negotiation.impossible_move", "params": {"step": 1}}
    assert (found.state, found.diagnostics) == ("invalid", {"reasons": [reason]})


def test_the_state_of_a_talk():
    definition = festival(rounds=2)
    start = negotiation.next_state(definition, VARIANT, [])
    assert (start.step, start.can_offer, start.can_accept, start.finished) == (0, True, False, False)
    last = negotiation.next_state(definition, VARIANT, [offer(MINE), offer(MINE)])
    assert (last.step, last.can_offer, last.can_accept, last.finished) == (2, False, True, False)
    done = negotiation.next_state(definition, VARIANT, [offer(MINE), offer(MINE), ACCEPT])
    assert (done.can_offer, done.can_accept, done.outcome) == (False, False, "agreed")
    assert negotiation.may_move(definition, VARIANT, [offer(MINE)], WALK)
    for late in (offer(MINE), ACCEPT, WALK):
        assert not negotiation.may_move(definition, VARIANT, [offer(MINE), offer(MINE), ACCEPT], late)
    assert not negotiation.may_move(definition, VARIANT, [offer(MINE), offer(MINE)], offer(MINE))


@pytest.mark.parametrize(
    ("response", "state", "reason"),
    [
        ([], "invalid", "response.not_an_object"),
        ({"moves": "walk"}, "invalid", "negotiation.not_a_list"),
        ({"moves": []}, "unanswered", None),
        ({"moves": [offer(MINE)]}, "unanswered", None),
        ({"moves": [offer(MINE), ACCEPT, WALK]}, "invalid", "negotiation.impossible_move"),
    ],
)
def test_other_responses(response, state, reason):
    found = registry.compile_definition(festival(), VARIANT).score(response)
    assert (found.state, found.earned) == (state, 0)
    assert [entry["key"] for entry in found.diagnostics.get("reasons", [])] == ([reason] if reason else [])


def test_a_form_makes_a_move():
    definition = festival()
    fields = {f"issue-{issue}": [f"o{place}"] for issue, place in zip(FEST, MINE, strict=True)}
    form = fields | {"move": ["offer"], "message": ["m0"]}
    assert negotiation.read_move(definition, form) == offer(MINE, "m0")
    assert negotiation.read_move(definition, {"move": ["walk"]}) == WALK
    assert negotiation.read_move(definition, fields) is None
    assert negotiation.read_move(definition, form | {"issue-fee": [""]}) is None
    before = negotiation.response_of([offer(MINE)])
    carried = {"moves": [text for _, text in negotiation.form_of(before)]}
    assert registry.read_form(definition, carried) == before
    assert registry.read_form(definition, carried | {"move": ["accept"]}) == {"moves": [offer(MINE), ACCEPT]}
    draft = registry.read_form(definition, carried | fields | {"move": ["work-out"]})
    assert draft == before | {"draft": offer(MINE)["deal"]}
    assert registry.read_form(definition, {"moves": ["{", "[" * 100_000]}) == {"moves": [None, None]}


def test_an_offer_as_good_as_its_own_last_one_is_taken_though_it_wants_more_now():
    worths = {"a": [(100 - other, other) for other in (0, 30, 69, 76, 100)], "b": [(0, 0), (9, 0)]}
    definition = negotiation_of(worths, (10, 40), persona="tit-for-tat", rounds=6)
    moves = [offer(places, "", definition) for places in ("00", "30", "10", "20")]
    assert wanted_from(definition, [0, 76, 30, 69])[2:] == [68_200_000, 70_300_000]
    assert negotiation.next_state(definition, VARIANT, moves[:3]).finished is False
    assert negotiation.next_state(definition, VARIANT, moves).outcome == "agreed"


def test_moves_and_responses_are_turned_into_each_other():
    moves = [offer(MINE, "m0"), WALK]
    response = negotiation.response_of(tuple(moves))
    assert negotiation.moves_of(response) == moves
    form = negotiation.form_of(response)
    assert {name for name, _ in form} == {"moves"}
    assert negotiation.read_form(festival(), {"moves": [value for _, value in form]}) == response
