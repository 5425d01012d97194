import json
import random

import pytest

from assessments.rules import canon, registry, verify
from assessments.rules.scorers import negotiation
from tests.assessments.rules.negotiating import made, negotiation_of, responded
from tests.assessments.rules.scorers.festival import VARIANT, agreed, earned, festival, offer
from tests.outsider import negotiation as outsider

PERSONAS = ("boulware", "conceder", "linear", "nice-tit-for-tat", "tit-for-tat")


def listening(definition):
    return {**definition, "counterpart": {**definition["counterpart"], "model": "frequency"}}


def counters(definition, *places):
    moves = [offer(place, "", definition) for place in places]
    found = []
    for number in range(1, len(moves) + 1):
        standing = registry.present(definition, VARIANT, "en", {"moves": moves[:number]}).standing
        found.append([term.option for term in standing.terms])
    return found


def sound(seed):
    """Give a definition that can be played, with a counterpart that listens."""
    rng = random.Random(seed)
    while registry.validate(definition := made(rng)):
        continue
    return listening(definition), rng


def test_it_offers_what_was_asked_for_most_often_as_far_as_it_can():
    issues = {"a": [(9, 0), (5, 5), (0, 9)], "b": [(9, 0), (5, 5), (0, 9)], "c": [(1, 0), (0, 2)]}
    definition = negotiation_of(issues, (5, 4), persona="conceder", rounds=6)
    deaf = counters(definition, "000", "010", "010", "010")
    heard = counters(listening(definition), "000", "010", "010", "010")
    assert heard[0] == deaf[0] == ["Option 2", "Option 2", "Option 1"]
    assert deaf[2:] == [["Option 1", "Option 1", "Option 0"]] * 2
    assert heard[2:] == [["Option 0", "Option 2", "Option 0"]] * 2


def test_it_is_as_hard_to_please_as_without_and_a_key_still_earns_everything():
    for persona in PERSONAS:
        definition = listening(festival(persona=persona))
        key = negotiation.answer_key(definition)
        assert key == negotiation.answer_key(festival(persona=persona))
        found = registry.compile_definition(definition, VARIANT).score(key)
        assert (found.earned, verify.check(found)) == (found.possible, [])


@pytest.mark.parametrize("seed", range(200))
def test_an_outsider_who_tries_every_deal_agrees(seed):
    definition, rng = sound(seed)
    response = responded(definition, rng)
    found = registry.compile_definition(definition, VARIANT).score(response)
    expected = outsider.micro_points(json.dumps(definition), response, VARIANT)
    assert (found.state == "answered") == (expected is not None)
    assert expected is None or abs(found.earned - expected) <= 6


@pytest.mark.parametrize("seed", range(60))
def test_its_offers_are_worth_what_it_wants_whatever_the_names_and_the_order(seed):
    definition, rng = sound(seed)
    moves = responded(definition, rng)["moves"]
    scored = registry.compile_definition(definition, VARIANT).score({"moves": moves})
    shown = registry.debrief(definition, VARIANT, "en", scored, reveal=True)
    turned = {
        **definition,
        "issues": [{**issue, "options": issue["options"][::-1]} for issue in definition["issues"][::-1]],
    }
    again = registry.debrief(turned, VARIANT, "en", scored, reveal=True)
    tables = [sorted((row["own"], row["other"]) for row in issue["options"]) for issue in definition["issues"]]
    is_plain = len({str(table) for table in tables}) == len(tables) and all(
        len(set(table)) == len(table) for table in tables
    )
    assert not is_plain or again.key.plot.counters == shown.key.plot.counters
    for counter in shown.key.plot.counters:
        assert counter.other >= definition["other_reserve"]


def test_the_debrief_says_so():
    shown = [
        registry.debrief(definition, VARIANT, "en", agreed(definition, "1001"), reveal=True).key.listens
        for definition in (festival(), listening(festival()))
    ]
    assert shown == [False, True]


def test_other_models_are_refused_and_definitions_without_one_stay_as_they_are():
    strange = {**festival(), "counterpart": {**festival()["counterpart"], "model": "dreams"}}
    assert [problem.path for problem in registry.validate(strange)] == ["/counterpart/model"]
    assert registry.validate(listening(festival())) == ()
    assert canon.canonical(listening(festival())) != canon.canonical(festival())
    assert earned(agreed(listening(festival()), "1001")) == earned(agreed(festival(), "1001"))
