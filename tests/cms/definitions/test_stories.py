"""Variables, events and values at the end: what becomes of the names that an author wrote."""

import dataclasses

import pytest

from cms.definitions import (
    CaseEvent,
    CaseVariable,
    CaseWord,
    Condition,
    Effect,
    EndingWorth,
    authoring_problems,
    compile_definition,
    locate,
)
from cms.definitions.locate import Place
from tests.cms.definitions import authored

TRUST = CaseVariable("trust", "How far they trust you", low=-2, high=5, start="", stops=True)
MOOD = CaseVariable("mood", "Mood", words=(CaseWord("calm", "Calm"), CaseWord("tense", "Tense")), shown=False)


def story(**parts):
    given = {"variables": (TRUST, MOOD)} | parts
    return dataclasses.replace(authored.branch(), **given)


def with_option(when=(), effects=()):
    option = dataclasses.replace(authored.go("o1"), when=when, effects=effects)
    scenes = (authored.scene("s1", "Door", option, authored.go("o2", "poor")), authored.scene("s2", "Hall"))
    return dataclasses.replace(authored.branch(*scenes), variables=(TRUST, MOOD))


def messages(written):
    return [(problem.field, problem.block_id, problem.message) for problem in authoring_problems(written)]


def test_a_variable_begins_where_its_author_says_or_lowest_or_with_the_first_word():
    trust, mood = compile_definition(story(), "en")["variables"]
    assert trust == {"id": "trust", "low": -2, "high": 5, "start": -2, "shown": True, "stops": True}
    assert mood == {"id": "mood", "words": ["calm", "tense"], "start": "calm", "shown": False}
    tense = dataclasses.replace(MOOD, start=" tense ")
    three = dataclasses.replace(TRUST, start="3")
    trust, mood = compile_definition(story(variables=(three, tense)), "en")["variables"]
    assert (trust["start"], mood["start"]) == (3, "tense")


def test_names_become_ids_however_they_are_typed():
    when = (
        Condition("how far  they TRUST you", at_least=1, at_most=3),
        Condition("mood", words=("tense", "CALM")),
        Condition("", at_least=2),
    )
    effects = (Effect("Mood", set="Tense"), Effect("How far they trust you", add=-1))
    effects += (Effect("How far they trust you", set="\N{MINUS SIGN}2"),)
    option = compile_definition(with_option(when, effects), "en")["scenes"][0]["options"][0]
    assert option["when"] == [
        {"var": "trust", "at_least": 1, "at_most": 3},
        {"var": "mood", "is": ["tense", "calm"]},
        {"var": "turn", "at_least": 2},
    ]
    assert option["effects"] == [
        {"var": "mood", "set": "tense"},
        {"var": "trust", "add": -1},
        {"var": "trust", "set": -2},
    ]
    assert messages(with_option(when, effects)) == []


def test_a_choice_without_conditions_has_no_word_of_them():
    option = compile_definition(with_option(), "en")["scenes"][0]["options"][0]
    assert {"when", "effects"} & set(option) == set()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (with_option([Condition("Luck", at_least=1)]), ("scenes", "s1", "There is no variable called “Luck”.")),
        (with_option((), [Effect("Mood", set="Merry")]), ("scenes", "s1", "“Mood” has no word “Merry”.")),
        (with_option([Condition("Mood", words=("Merry",))]), ("scenes", "s1", "“Mood” has no word “Merry”.")),
        (
            story(events=(CaseEvent("e1", "Call", "<p>Ring.</p>", scenes=("Attic",)),)),
            ("events", "e1", "Event “Call”: there is no scene called “Attic”."),
        ),
        (
            story(events=(CaseEvent("e1", "Call", "<p>Ring.</p>", goes_on_to="Attic"),)),
            ("events", "e1", "Event “Call”: there is no scene called “Attic”."),
        ),
        (
            story(worth=(EndingWorth("w1", "Luck", (Condition("Luck", at_least=1),), 2),)),
            ("worth", "w1", "There is no variable called “Luck”."),
        ),
        (
            story(variables=(TRUST, dataclasses.replace(MOOD, name="how far they trust you"))),
            ("variables", "mood", "Two variables are called “how far they trust you”."),
        ),
        (
            story(variables=(dataclasses.replace(MOOD, words=(*MOOD.words, CaseWord("hot", " CALM "))),)),
            ("variables", "mood", "The variable “Mood” has the word “CALM” twice."),
        ),
        (with_option([Condition("", at_least=1, words=("Calm",))]), ("scenes", "s1", "“Decisions taken” is a number.")),
        (
            with_option([Condition(TRUST.name, words=("Calm",))]),
            ("scenes", "s1", "trust you” is a number. Write numbers here, and no words"),
        ),
        (
            with_option([Condition("Mood", at_least=1, words=("Calm",))]),
            ("scenes", "s1", "“Mood” is one of several words. Name words here, and no numbers"),
        ),
        (
            with_option([Condition("Mood", at_most=1, words=("Calm",))]),
            ("scenes", "s1", "Name words here, and no numbers"),
        ),
        (with_option((), [Effect("Mood", add=1, set="Calm")]), ("scenes", "s1", "Name words here, and no numbers")),
        (
            with_option((), [Effect(TRUST.name, set="Calm")]),
            ("scenes", "s1", "is a number. Write numbers here, and no words"),
        ),
        (
            story(worth=(EndingWorth("w1", "Luck", (Condition(TRUST.name, words=("Calm",)),), 2),)),
            ("worth", "w1", "is a number. Write numbers here, and no words"),
        ),
    ],
)
def test_what_means_nothing_is_said_with_its_block(written, expected):
    field, block, words = expected
    assert [(found[0], found[1]) for found in messages(written) if words in found[2]] == [(field, block)]


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("/variables/1/words", Place("variables", "mood", "Variable 2")),
        ("/texts/en/variables.trust.name", Place("variables", "trust", "Variable 1")),
        ("/events/0/when/0", Place("events", "e1", "Event 1")),
        ("/texts/en/events.e1.body_html", Place("events", "e1", "Event 1")),
        ("/worth/0", Place("worth", "w1", "Value at the end 1")),
        ("/scenes/0/options/1/when/0", Place("scenes", "s1", "Scene “Door”, choice 2")),
    ],
)
def test_places_are_found_in_the_editor(pointer, place):
    written = story(events=(CaseEvent("e1", "Call", ""),), worth=(EndingWorth("w1", "", (), 2),))
    assert locate(compile_definition(written, "en"), pointer) == place
