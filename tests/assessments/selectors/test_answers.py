import pytest

from assessments import selectors
from assessments.rules import registry
from tests.factories.assessments import MOVES, PATHS, RIGHT, TRADE, make_definition


def shown(kind, response):
    definition = make_definition(kind)
    return registry.present(definition, registry.draw_variant(definition, b"0" * 16), "en", response)


def count(kind, response):
    return selectors.count_answered(shown(kind, response))


def test_count_answered_counts_questions_decisions_and_confirmed_orders():
    assert [count("choice", {"answers": {}}), count("choice", RIGHT["choice"])] == [0, 2]
    assert [count("order", {"order": None, "confirmed": False}), count("order", RIGHT["order"])] == [0, 1]
    assert [count("numeric", {"answers": {}}), count("numeric", RIGHT["numeric"])] == [0, 2]
    assert [count("match", {"matches": {}}), count("match", RIGHT["match"])] == [0, 3]
    assert [count("sjt", {"answers": {}}), count("sjt", {"answers": {"flag": {"ask": 3}}})] == [0, 1]
    assert [count("placement", {"plan": {}}), count("placement", RIGHT["placement"])] == [0, 4]
    assert [count("intray", {"answers": {"visit-do": ["pass"]}}), count("intray", RIGHT["intray"])] == [0, 4]
    assert [count("redpen", {"answers": {"aim": ["keep"]}}), count("redpen", RIGHT["redpen"])] == [1, 3]
    assert [count("rubric", {"text": " "}), count("rubric", RIGHT["rubric"])] == [0, 1]
    assert [count("network", {"chosen": []}), count("network", RIGHT["network"])] == [0, 2]
    assert [count("hotspot", {"chosen": []}), count("hotspot", RIGHT["hotspot"])] == [0, 2]
    assert [count("branch", {"path": []}), count("branch", {"path": PATHS[True]})] == [0, 2]
    assert [count("negotiation", {"moves": moves}) for moves in ([], MOVES["negotiation"][True])] == [0, 2]


@pytest.mark.parametrize(
    "kind",
    ["choice", "order", "numeric", "match", "sjt", "placement", "intray", "redpen", "rubric", "network", "hotspot"],
)
def test_form_fields_are_read_back_as_the_same_answers(kind):
    fields = {}
    for name, value in selectors.form_fields(shown(kind, RIGHT[kind])):
        fields.setdefault(name, []).append(value)
    assert registry.read_form(make_definition(kind), fields) == RIGHT[kind]


def test_numbers_are_told_with_their_units():
    lines = selectors.answers_in_words(shown("numeric", {"answers": {"q1": {"value": "7,5", "unit": "m"}}}))
    assert [(line.label, line.answers) for line in lines] == [("Question 1", ("7,5 metres",)), ("Question 2", ())]


@pytest.mark.parametrize(
    ("move", "label", "answers"),
    [
        (TRADE, "Move 2, your offer", ("The place: Abroad", "School classes: Twelve of them", "What matters most?")),
        ({"type": "accept"}, "Move 2, you accept", ("The place: Abroad", "School classes: Four of them")),
        ({"type": "walk"}, "Move 2, you walk away", ()),
    ],
)
def test_moves_of_a_talk_are_told_in_words(move, label, answers):
    first = {**TRADE, "deal": {"place": "home", "classes": "four"}, "message": ""}
    lines = selectors.answers_in_words(shown("negotiation", {"moves": [first, move]}))
    assert (lines[1].label, lines[1].answers) == (label, answers)
    assert selectors.form_fields(shown("negotiation", {"moves": [first]})) == ()
