"""In-trays and red pens: from what was written to a definition, and what is wrong with what was written."""

import dataclasses

import pytest

from assessments import services as assessment_services
from cms.definitions import Word, authoring_problems, compile_definition, locate, playable_part
from cms.definitions.authored import Remark
from tests.cms.definitions import authored
from tests.cms.definitions.authored import clause, letter


def messages(written):
    return [(problem.field, problem.block_id, problem.message) for problem in authoring_problems(written)]


def test_a_letter_becomes_one_question_or_two():
    made = compile_definition(authored.intray(letter("m1"), letter("m2", "Pass it on", "")), "en")
    assert [(entry["id"], entry["items"]) for entry in made["letters"]] == [
        ("m1", ["m1-do", "m1-who"]),
        ("m2", ["m2-do"]),
    ]
    right = [[option["id"] for option in item["options"] if option["right"]] for item in made["items"]]
    assert right == [["answer"], ["you"], ["pass"]]
    assert (made["points"], made["reply"], made["order"]) == (3, None, None)


def test_a_remark_stands_in_the_place_of_the_meaning_of_a_word():
    written = authored.intray(letter("m1", feedback=(Remark("pass  IT on", "They wait."),)), letter("m2"))
    table = compile_definition(written, "en")["texts"]["en"]
    assert table["items.m1-do.options.pass.why"] == "They wait."
    assert table["items.m2-do.options.pass.why"] == "It is not ours."


def test_our_own_questions_are_in_the_language_of_the_texts():
    table = compile_definition(authored.intray(), "fr")["texts"]["fr"]
    assert table["items.m1-do.prompt_html"].startswith("<p>")
    assert table["prompt_html"] != ""


def test_turns_become_ranks():
    written = authored.intray(letter("m1", turn=3), letter("m2"), letter("m3", turn=1), order_points=6)
    made = compile_definition(written, "en")
    assert made["order"]["entries"] == [{"id": "m1", "rank": 3}, {"id": "m3", "rank": 1}]
    assert made["points"] == 6 + 6


def test_wordings_stand_for_the_mark_that_changes():
    made = compile_definition(authored.redpen(), "en")
    assert [[(option["id"], option["right"]) for option in item["options"]] for item in made["items"]] == [
        [("keep", True), ("change", False)],
        [("keep", False), ("c2w0", True), ("c2w1", False)],
        [("keep", True), ("c3w0", False)],
    ]
    assert made["texts"]["en"]["items.c2.label"] == "Article c2"


REPLY = (authored.question("r", points=1),)
HALF = (*REPLY, authored.question("s", right=(False,)))


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (
            authored.intray(letter("m1", "Burn it")),
            ("letters", "m1", "Number 1: no action is called “Burn it”."),
        ),
        (
            authored.intray(letter("m1", owner="Nobody")),
            ("letters", "m1", "Number 1: nobody in the list is called “Nobody”."),
        ),
        (
            authored.intray(letter("m1", owner="You"), owners=authored.OWNERS[:1]),
            ("letters", "m1", "Number 1: to ask whose it is, write at least two offices or persons."),
        ),
        (
            authored.intray(letter("m1", feedback=(Remark("Burn it", "No."),))),
            ("letters", "m1", "Number 1: a remark is about “Burn it”, which is in no list above."),
        ),
        (
            authored.intray(letter("m1", turn=1), letter("m2", turn=1)),
            ("letters", "", "Give at least two of them different turns, or none a turn."),
        ),
        (authored.intray(actions=authored.ACTIONS[:1]), ("actions", "", "Write at least two actions.")),
        (
            authored.intray(actions=(*authored.ACTIONS, Word("more", "answer  it"))),
            ("actions", "more", "“answer  it” stands in the list twice."),
        ),
        (
            authored.intray(reply=REPLY, reply_to="Nothing"),
            ("reply_to", "", "Name what is replied to: one of the subjects above."),
        ),
        (
            authored.intray(reply=(authored.question("r", right=(True, True)),), reply_to="About m1"),
            (
                "reply",
                "r",
                "Question 1: only one answer can be right here. Mark one, or choose “several answers may be right”.",
            ),
        ),
        (
            authored.redpen(clause("c1", "Burn")),
            ("clauses", "c1", "Number 1: no mark is called “Burn”."),
        ),
        (
            authored.redpen(clause("c1", turn=1, label=""), clause("c2", turn=2)),
            ("clauses", "c1", "Number 1: give it a heading, by which it is put in order."),
        ),
        (
            authored.redpen(clause("c1", "Keep", False), verbs=(authored.VERBS[0], Word("x", "Cut", effect="strike"))),
            (
                "clauses",
                "c1",
                "Number 1: no mark gives the text another wording. Add one, or take the wordings out.",
            ),
        ),
        (
            authored.redpen(clause("c1", "Change", True, True), clause("c2", "Keep", False)),
            ("clauses", "c1", "Number 1: mark exactly one of the other wordings as right."),
        ),
        (
            authored.redpen(clause("c1", "Keep", True)),
            ("clauses", "c1", "Number 1: none of the other wordings can be right here."),
        ),
        (authored.redpen(verbs=authored.VERBS[:1]), ("verbs", "", "Write at least two marks.")),
        (
            authored.redpen(verbs=(*authored.VERBS, Word("more", "Move", effect="change"))),
            ("verbs", "", "Only one mark can give the text another wording."),
        ),
    ],
)
def test_what_does_not_agree_is_named_with_its_place(written, problem):
    assert problem in messages(written)


def test_wordings_must_not_give_the_answer_away():
    telling = authored.redpen(clause("c1", "Change", True, False), clause("c2", "Keep"))
    (found,) = messages(telling)
    assert found[0] == "clauses"
    assert found[2].startswith("Other wordings stand only where the text is to be changed")
    assert messages(authored.redpen(clause("c1", "Change"), clause("c2", "Keep"))) == []


@pytest.mark.parametrize(
    ("written", "pointer", "place"),
    [
        (authored.intray(), "/items/1/options", ("letters", "m1", "Letter 1")),
        (authored.intray(), "/texts/en/items.m2-do.options.pass.text", ("letters", "m2", "Letter 2")),
        (authored.intray(), "/texts/en/letters.m2.subject", ("letters", "m2", "Letter 2")),
        (authored.intray(), "/letters/0/form", ("letters", "m1", "Letter 1")),
        (authored.intray(), "/actions/1/id", ("actions", "pass", "Action 2")),
        (authored.intray(), "/texts/en/owners.law.text", ("owners", "law", "Office or person 2")),
        (authored.intray(reply=REPLY, reply_to="About m1"), "/items/4/mode", ("reply", "r", "")),
        (authored.intray(), "/items", ("letters", "", "")),
        (authored.redpen(), "/items/1/options", ("clauses", "c2", "Clause 2")),
        (authored.redpen(), "/texts/en/items.c3.prompt_html", ("clauses", "c3", "Clause 3")),
        (authored.redpen(), "/texts/en/verbs.change.text", ("verbs", "change", "Mark 2")),
        (authored.redpen(), "/items", ("clauses", "", "")),
    ],
)
def test_problems_of_a_definition_lead_to_letter_clause_or_reply(written, pointer, place):
    found = locate(compile_definition(written, "en"), pointer)
    assert (found.field, found.block_id, found.words) == place


@pytest.mark.parametrize(
    ("written", "letters"),
    [
        (authored.intray(letter("m1"), letter("m2", subject="")), ["m1"]),
        (authored.intray(letter("m1"), letter("m2", "Burn it")), ["m1"]),
        (authored.intray(letter("m1", turn=1), letter("m2", turn=2, body_html="")), ["m1"]),
        (authored.intray(letter("m1"), letter("m2", sender=""), reply=REPLY, reply_to="About m2"), ["m1"]),
        (
            authored.intray(letter("m1"), reply=HALF, reply_to="About m1"),
            ["m1"],
        ),
    ],
)
def test_the_letters_that_are_written_can_be_played(written, letters):
    part = playable_part(compile_definition(written, "en"))
    assert [entry["id"] for entry in part["letters"]] == letters
    assert assessment_services.definition_problems(part) == ()


def test_the_clauses_that_are_written_can_be_played():
    part = playable_part(compile_definition(authored.redpen(clause("c1"), clause("c2", text_html="")), "en"))
    assert [item["id"] for item in part["items"]] == ["c1"]
    assert assessment_services.definition_problems(part) == ()


@pytest.mark.parametrize(
    "written",
    [
        authored.intray(letter("m1", "")),
        authored.intray(actions=()),
        authored.redpen(clause("c1", "")),
        authored.redpen(verbs=()),
    ],
)
def test_what_has_nothing_finished_cannot_be_played(written):
    assert playable_part(compile_definition(written, "en")) is None


def test_a_title_may_be_missing_for_the_preview():
    untitled = dataclasses.replace(authored.redpen(), header=authored.Header(key="k", title=""))
    assert playable_part(compile_definition(untitled, "en"))["texts"]["en"]["title"] != ""
