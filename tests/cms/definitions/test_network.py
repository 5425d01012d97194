"""Partners to be chosen: what was written, the definition made of it, and what keeps it from being published."""

import dataclasses

import pytest
from django.utils import translation

from assessments import services as assessment_services
from cms.definitions import Candidate, Need, authoring_problems, compile_definition, locate, playable_part
from cms.definitions.locate import Place
from tests.cms.definitions import authored
from tests.cms.definitions.authored import CANDIDATES, NEEDS


def compiled(**more):
    return compile_definition(authored.network(**more), "en")


def found(**more):
    return [(problem.block_id, problem.message) for problem in authoring_problems(authored.network(**more))]


def test_needs_are_met_by_those_who_offer_the_same_words_in_the_same_group():
    definition = compiled(needs=(*NEEDS, Need("word", "language", "Climate")))
    assert definition["needs"][1] == {"id": "asia", "group": "region", "weight": 1}
    assert definition["candidates"] == [
        {"id": "club", "costs": {"hours": 90}, "meets": ["climate"]},
        {"id": "ring", "costs": {"hours": 40}, "meets": ["asia"]},
    ]


def test_a_link_holds_both_ways_and_is_kept_once():
    back = dataclasses.replace(CANDIDATES[0], linked=("The ring", "The moon", "the club"))
    assert compiled(candidates=(back, CANDIDATES[1]))["links"] == [["club", "ring"]]


def test_money_counts_only_where_there_is_a_limit():
    definition = compiled(fee=500, currency="EUR", reach=2, points=7)
    assert definition["resources"] == [{"id": "hours", "limit": 100}, {"id": "fee", "limit": 500}]
    assert definition["candidates"][0]["costs"] == {"hours": 90, "fee": 100}
    assert (definition["kind"], definition["scorer"]) == ("network", "network/1")
    assert (definition["reach"], definition["points"]) == (2, 7)


def test_texts_stand_in_their_table_and_ours_are_in_its_language():
    written = authored.network(fee=500, currency="EUR")
    plain = compile_definition(written, "en", {"fr": written})
    with translation.override("fr"):
        assert compile_definition(written, "en", {"fr": written}) == plain
    texts = plain["texts"]["en"]
    assert texts["resources.hours.text"] == "Staff hours a year"
    assert texts["resources.fee.text"] == "Money a year, EUR"
    assert texts["needs.asia.about"] == "The port looks east"
    assert (texts["candidates.club.topics"], texts["candidates.club.about"]) == ("Climate, Trade", "Well known")
    assert (texts["candidates.club.source"], texts["candidates.club.as_of"]) == ("Its page", "2025")
    assert "candidates.ring.about" not in texts
    assert "resources.fee.text" not in compiled()["texts"]["en"]


def test_a_finished_exercise_has_no_problems():
    assert found() == []
    assert assessment_services.definition_problems(compiled()) == ()


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"needs": (*NEEDS, Need("two", "topic", "climate "))}, ("two", "“climate ” stands in the list twice.")),
        (
            {"needs": (*NEEDS, Need("two", "topic", "Peace"))},
            ("two", "No candidate offers “Peace”. Write it with one of them in the same words."),
        ),
        ({"candidates": (*CANDIDATES, Candidate("two", "the Club"))}, ("two", "“the Club” stands in the list twice.")),
        (
            {"candidates": (*CANDIDATES, Candidate("two", "The fair", linked=("The moon",)))},
            ("two", "No candidate is called “The moon”."),
        ),
        (
            {"candidates": (*CANDIDATES, Candidate("two", "The fair", linked=("The  fair",)))},
            ("two", "“The  fair” cannot be linked with itself."),
        ),
    ],
)
def test_what_does_not_fit_is_named(more, problem):
    assert found(**more) == [problem]


def test_what_is_not_written_yet_is_left_out_of_the_preview():
    needs = (*NEEDS, Need("blank", "topic", ""), Need("free", "", "Peace"))
    candidates = (*CANDIDATES, Candidate("blank", "", linked=("The club",)), Candidate("third", "The fair"))
    part = playable_part(compiled(needs=needs, candidates=candidates))
    assert [need["id"] for need in part["needs"]] == ["climate", "asia"]
    assert [candidate["id"] for candidate in part["candidates"]] == ["club", "ring", "third"]
    assert part["links"] == [["club", "ring"]]
    assert assessment_services.definition_problems(part) == ()


@pytest.mark.parametrize("more", [{"needs": ()}, {"candidates": CANDIDATES[:1]}, {"candidates": ()}])
def test_nothing_is_played_without_needs_or_candidates(more):
    assert playable_part(compiled(**more)) is None


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("/needs/1/weight", Place("needs", "asia", "Need 2")),
        ("/candidates/0/costs", Place("candidates", "club", "Candidate 1")),
        ("/texts/en/candidates.ring.text", Place("candidates", "ring", "Candidate 2")),
        ("/candidates", Place("candidates")),
        ("/reach", Place("reach")),
    ],
)
def test_a_place_in_the_definition_is_found_in_the_editor(pointer, place):
    assert locate(compiled(), pointer) == place
