"""Negotiations: what is shown before and after the key is due."""

import json
from dataclasses import asdict

import pytest
from hypothesis import strategies as st

from assessments.rules import registry
from assessments.rules.types import MICRO
from tests.assessments.rules.negotiating import negotiation_of
from tests.assessments.rules.scorers.festival import (
    ACCEPT,
    FEST,
    GOOD,
    MINE,
    VARIANT,
    WALK,
    agreed,
    festival,
    hopeless,
    offer,
    scored,
)

seeds = st.integers(0, 2**32)


def test_nothing_of_the_other_side_is_shown_before_the_key_is_due():
    definition = festival()
    worths = {issue: [(own, 7 + place) for place, (own, _) in enumerate(row)] for issue, row in FEST.items()}
    other = negotiation_of(worths, (45, 29), rounds=6)
    assert registry.present(other, VARIANT, "en") == registry.present(definition, VARIANT, "en")
    found = scored(definition, offer(MINE, "m0"), ACCEPT)
    shown = registry.debrief(definition, VARIANT, "en", found, reveal=False)
    assert shown.key is None
    assert not any(reason.numbers for line in shown.criteria for reason in line.reasons)


def test_the_table_shows_the_own_worths_and_the_talk():
    definition = festival(forbidden=[("dates", 0)])
    shown = registry.present(definition, VARIANT, "en", {"moves": [offer(MINE, "m0"), offer("0202", "m2")]})
    assert (shown.most, shown.reserve, shown.rounds_left) == (100, 45, 4)
    assert [issue.chosen for issue in shown.issues] == ["o0", "o2", "o0", "o2"]
    assert (shown.prepared.worth, shown.prepared.is_below) == (95, False)
    first, second = shown.talk
    assert (first.message, first.told, first.says) == ("Say question", "Answer question", "Line first 1")
    assert (second.message, second.event, second.counter.is_below) == ("Say package", "hold", True)
    assert [term.is_forbidden for term in second.counter.terms] == [False, True, False, False]
    assert shown.opening == "Line open 0"
    over = registry.present(definition, VARIANT, "en", {"moves": [offer(MINE), ACCEPT]})
    assert (over.standing, over.outcome, over.talk[-1].event, over.can_offer) == (None, "agreed", "end", False)


def test_an_offer_being_prepared_is_kept():
    definition = festival()
    draft = {"fee": "o1", "press": "o9", "nothing": "o0", "staff": ["o0"]}
    shown = registry.present(definition, VARIANT, "en", {"moves": [offer(MINE)], "draft": draft})
    assert ([issue.chosen for issue in shown.issues], shown.prepared) == (["o1", "", "", ""], None)
    whole = registry.present(definition, VARIANT, "en", {"draft": offer(GOOD)["deal"]})
    assert whole.prepared.worth == 65


def test_words_that_the_author_left_out_are_empty():
    definition = festival() | {"counterpart": {"persona": "linear", "lines": []}}
    shown = registry.present(definition, VARIANT, "en", {"moves": [offer(MINE)]})
    assert (shown.opening, shown.talk[0].says, shown.talk[0].message) == ("", "", "")


def debriefed(definition, *moves):
    return registry.debrief(definition, VARIANT, "en", scored(definition, *moves), reveal=True)


def test_a_debrief_lays_both_sides_open():
    shown = debriefed(festival(), offer(MINE, "m0"), offer("0302", "m2"), offer("2202"), offer("2201"), ACCEPT)
    key = shown.key
    assert shown.outcome == "agreed"
    assert (shown.questions, shown.packages) == (1, 1)
    assert [step.step for step in key.steps] == ["", "silent", "concession", "concession", ""]
    assert key.plot.agreement.own == key.agreement.own == shown.agreement.worth
    assert (key.plot.kalai, key.plot.nash) == (key.plot.nash, key.plot.kalai)
    assert (len(key.plot.offers), len(key.plot.counters), len(shown.talk)) == (4, 4, 5)
    assert (key.figures.opening_percent, key.figures.largest_concession, key.figures.unfortunate_percent) == (
        100,
        25,
        0,
    )
    assert sum(option.is_agreed for issue in key.interests for option in issue.options) == len(FEST)
    assert not key.plot.is_sample
    json.dumps(asdict(shown))


def test_a_deal_that_both_would_have_preferred_is_named():
    key = agreed_debrief(festival(), "2101").key
    assert key.left_percent > 0
    assert (key.better.own, key.better.other, key.free_gain) == (65, 58, None)
    assert (key.agreement.own, key.agreement.other) == (60, 56)


def test_a_gain_at_no_cost_is_named_when_both_cannot_gain():
    shown = agreed_debrief(festival(), "2002")
    assert (shown.key.better, shown.key.left_percent) == (None, 0)
    assert (shown.key.free_gain.own, shown.key.free_gain.other) == (65, 58)
    assert agreed_debrief(festival(), GOOD).key.free_gain is None


def agreed_debrief(definition, places, message="m0"):
    return registry.debrief(definition, VARIANT, "en", agreed(definition, places, message), reveal=True)


def test_many_deals_are_drawn_as_a_sample():
    worths = [(place, 20 - place) for place in range(20)]
    definition = negotiation_of({"a": worths, "b": [(3 * own, other) for own, other in worths]}, (10, 10))
    assert not agreed_debrief(definition, (0, 19)).key.plot.is_sample
    three = negotiation_of({"a": worths, "b": [(3 * own, other) for own, other in worths], "c": worths}, (10, 10))
    key = agreed_debrief(three, (0, 19, 0)).key
    assert key.plot.is_sample
    assert 100 < len(key.plot.deals) <= 600


def test_a_debrief_without_a_deal():
    shown = debriefed(festival(), offer(MINE), WALK)
    assert (shown.agreement, shown.key.agreement, shown.key.left_percent, shown.advice) == (None, None, None, "walk")
    shown = debriefed(hopeless(), WALK)
    assert (shown.key.best, shown.key.plot.kalai, shown.key.figures.opening_percent, shown.advice) == (
        None,
        None,
        None,
        "talk",
    )
    assert debriefed(festival()).advice == "talk"


def test_a_debrief_of_a_broken_mandate():
    definition = festival(forbidden=[("dates", 0)])
    shown = debriefed(definition, offer(MINE, "m0"), ACCEPT)
    assert (shown.is_below, len(shown.forbidden), shown.advice) == (True, 1, "mandate")
    assert (shown.earned, sum(line.capped for line in shown.criteria)) == (40 * MICRO, -5 * MICRO)


@pytest.mark.parametrize(
    ("places", "message", "advice"),
    [(GOOD, "m0", ""), (GOOD, "", "question"), ("0002", "m0", "fairness"), ("3002", "m0", "claim")],
)
def test_one_thing_to_try_next_time(places, message, advice):
    assert agreed_debrief(festival(), places, message).advice == advice


def test_other_things_to_try_next_time():
    assert agreed_debrief(
        festival(criteria={"claim": 1, "creation": 90, "fairness": 0, "process": 9}), "2201"
    ).advice == ("creation")
    criteria = {"claim": 0, "creation": 0, "fairness": 0, "process": 10}
    shown = debriefed(festival(criteria=criteria), offer(GOOD, "m0"), offer("2101"), offer("1001"), WALK)
    assert shown.advice == "steps"


def test_numbers_of_the_reasons_come_with_the_key():
    shown = agreed_debrief(festival(), "2201")
    numbers = {reason.key: reason.numbers for line in shown.criteria for reason in line.reasons}
    assert numbers["negotiation.claim"].keys() == {"own", "most", "reserve"}
    assert numbers["negotiation.creation"].keys() == {"unused_percent"}
