"""Negotiations: what was written, the definition made of it, and what keeps it from being published."""

import dataclasses

import pytest
from django.utils import translation

from assessments import services as assessment_services
from cms.definitions import (
    IssueOption,
    Shares,
    SpokenLine,
    TableMessage,
    authoring_problems,
    compile_definition,
    locate,
    playable_part,
)
from cms.definitions.locate import Place
from tests.cms.definitions import authored
from tests.cms.definitions.authored import ISSUES


def compiled(*issues, **more):
    return compile_definition(authored.negotiation(*issues, **more), "en")


def messages(*issues):
    return [(problem.block_id, problem.message) for problem in authoring_problems(authored.negotiation(*issues))]


def test_the_structure_holds_worths_and_the_texts_hold_words():
    definition = compiled(persona="linear", rounds=4, shares=Shares(50, 50, 0, 0), points=10)
    assert definition["issues"][0] == {
        "id": "place",
        "options": [
            {"id": "home", "own": 20, "other": 0, "forbidden": False},
            {"id": "away", "own": 0, "other": 40, "forbidden": False},
        ],
    }
    assert (definition["own_reserve"], definition["other_reserve"], definition["rounds"]) == (20, 15, 4)
    assert definition["counterpart"]["persona"] == "linear"
    assert definition["criteria"] == {"claim": 50, "creation": 50, "fairness": 0, "process": 0}
    texts = definition["texts"]["en"]
    assert (texts["issues.place.text"], texts["issues.place.options.away.text"]) == ("The place", "There")
    assert (texts["issues.place.why"], texts["issues.classes.note"]) == ("Pride.", "Count.")
    assert (texts["own.name"], texts["other.name"]) == ("We", "They")
    assert texts["instructions_html"] == "<p>Children first.</p>"


def test_what_time_costs_is_in_the_definition_where_it_costs_something():
    assert not {"own_discount", "other_discount"} & compiled().keys()
    definition = compiled(own_discount=3)
    assert (definition["own_discount"], "other_discount" in definition) == (3, False)


def test_the_usual_questions_are_answered_truly():
    texts = compiled()["texts"]["en"]
    assert texts["messages.usual-1.reply"] == "Most of all: The place."
    assert texts["messages.usual-2.reply"] == "What matters least to us: Classes."


def test_the_usual_words_are_in_the_language_of_their_table():
    written = authored.negotiation()
    plain = compile_definition(written, "en", {"fr": written})
    with translation.override("fr"):
        assert compile_definition(written, "en", {"fr": written}) == plain


def test_messages_of_the_author_take_the_place_of_the_usual_ones():
    definition = compiled(messages=(TableMessage("m1", "question", "What do you need?", "A quay."),))
    assert definition["messages"] == [{"id": "m1", "type": "question"}]
    assert definition["texts"]["en"]["messages.m1.reply"] == "A quay."


def test_an_event_with_lines_of_the_author_has_no_usual_one():
    lines = (SpokenLine("l1", "hold", "No."), SpokenLine("l2", "hold", "Tea?"))
    spoken = compiled(lines=lines)["counterpart"]["lines"]
    assert [line["id"] for line in spoken if line["event"] == "hold"] == ["l1", "l2"]
    assert {line["event"] for line in spoken} == {"open", "first", "hold", "move", "last", "accept", "end", "leave"}


def test_without_issues_there_is_nothing_to_answer_and_nothing_to_play():
    definition = compile_definition(dataclasses.replace(authored.negotiation(), issues=()), "en")
    assert "messages.usual-1.reply" not in definition["texts"]["en"]
    assert playable_part(definition) is None


def changed(place, **more):
    options = tuple(dataclasses.replace(option, **more) for option in ISSUES[place].options)
    return dataclasses.replace(ISSUES[place], options=options)


@pytest.mark.parametrize(
    ("issues", "message"),
    [
        ((ISSUES[0], changed(1, text="Ten")), "Classes: “Ten” stands in the list twice."),
        ((ISSUES[0], changed(1, forbidden=True)), "Classes: the mandate forbids every option. Leave at least one."),
        ((ISSUES[0], dataclasses.replace(ISSUES[1], text="the  place")), "“the  place” stands in the list twice."),
    ],
)
def test_what_does_not_fit_is_named_with_its_issue(issues, message):
    assert ("classes", message) in messages(*issues)


def test_a_finished_negotiation_has_no_problems():
    assert messages(*ISSUES) == []


UNWRITTEN = [
    {"own_reserve": None},
    {"other_reserve": None},
    {"instructions_html": ""},
    {"messages": (TableMessage("m1", "reason", ""),)},
    {"lines": (SpokenLine("l1", "open", ""),)},
]


@pytest.mark.parametrize("more", UNWRITTEN)
def test_what_is_finished_can_be_played(more):
    definition = compiled(**more)
    assert assessment_services.definition_problems(definition)
    assert assessment_services.definition_problems(playable_part(definition)) == ()


@pytest.mark.parametrize("option", [IssueOption("x", "", 1, 1), IssueOption("x", "Eight", None, 1)])
def test_an_option_that_is_not_finished_is_left_out(option):
    issue = dataclasses.replace(ISSUES[1], options=(*ISSUES[1].options, option))
    part = playable_part(compiled(ISSUES[0], issue))
    assert [entry["id"] for entry in part["issues"][1]["options"]] == ["four", "ten"]
    assert assessment_services.definition_problems(part) == ()


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("/issues/1/options", Place("issues", "classes", "Issue 2")),
        ("/issues/1/options/0/own", Place("issues", "classes", "Issue 2, option 1")),
        ("/texts/en/issues.place.options.away.text", Place("issues", "place", "Issue 1, option 2")),
        ("/messages/0/type", Place("messages", "m1", "Message 1")),
        ("/counterpart/lines/0/event", Place("lines", "l1", "Line 1")),
        ("/texts/en/lines.l1.text", Place("lines", "l1", "Line 1")),
        ("/counterpart/persona", Place("persona")),
        ("/criteria/claim", Place("claim")),
        ("/criteria", Place("claim")),
        ("/own_reserve", Place("own_reserve")),
        ("/other_discount", Place("other_discount")),
        ("/texts/en/own.name", Place("own_name")),
        ("/texts/en/instructions_html", Place("instructions")),
    ],
)
def test_places_in_a_negotiation_are_found_in_the_editor(pointer, place):
    more = {"messages": (TableMessage("m1", "reason", "Why"),), "lines": (SpokenLine("l1", "open", "Hello"),)}
    assert locate(compiled(**more), pointer) == place
