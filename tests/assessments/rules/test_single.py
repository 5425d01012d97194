import uuid

import pytest

from assessments.rules import registry
from assessments.rules.single import Single, firsts, read_form, shown, single, single_key, singles
from tests.factories.assessments import make_definition
from tests.shipped import exercises

MODES = {
    "rate": ({"r-flag.call": ["7"], "r-flag.ask": ["7"], "r-flag.wait": ["1"]}, ["call", "ask"]),
    "rank": ({"r-flag.call": ["2"], "r-flag.ask": ["1"], "r-flag.wait": ["3"]}, ["ask"]),
    "best-worst": ({"best-flag": ["call"], "worst-flag": ["wait"]}, ["call"]),
}


def test_situations_and_questions_with_one_right_answer_can_stand_alone():
    assert singles(make_definition("choice")) == (Single("q1", ""),)
    assert singles(make_definition("sjt", structure={"competency": "c1"})) == (Single("flag", "c1"),)
    assert singles(make_definition("order")) == ()


def test_the_competency_of_a_question_goes_before_that_of_the_exercise():
    definition = make_definition("choice", structure={"competency": "whole"})
    assert singles(definition) == (Single("q1", "whole"),)
    definition["items"][0]["competency"] = "own"
    assert singles(definition) == (Single("q1", "own"),)


def test_one_question_makes_a_sound_exercise_of_its_own_without_the_texts_of_the_others():
    definition = make_definition("choice")
    alone = single(definition, "q1")
    assert registry.validate(alone) == ()
    assert [item["id"] for item in alone["items"]] == ["q1"]
    assert not [path for path in alone["texts"]["en"] if path.startswith(("items.q2", "intro"))]
    assert alone["key"] == str(single_key(definition, "q1")) != definition["key"]
    assert single_key(definition, "q1") != single_key(make_definition("choice"), "q1")
    with pytest.raises(KeyError):
        single(definition, "q9")


@pytest.mark.django_db
def test_every_question_of_the_curriculum_can_be_asked_alone():
    found = [(definition, it) for _fields, definition in exercises("choice", "sjt") for it in singles(definition)]
    assert len(found) > 500
    for definition, it in found:
        alone = single(definition, it.id)
        assert registry.validate(alone) == (), it.id
        assert firsts(alone, registry.answer_key(alone)), it.id


@pytest.mark.parametrize("mode", MODES)
def test_what_comes_first_is_read_in_every_way_of_judging(mode):
    form, expected = MODES[mode]
    alone = single(make_definition("sjt", structure={"mode": mode}), "flag")
    response = read_form(alone, form)
    assert shown(alone, "en", response).items[0].answered
    assert firsts(alone, response) == expected


@pytest.mark.parametrize("response", [None, [], {"answers": 3}, *({"answers": {"flag": it}} for it in (3, {"x": 7}))])
def test_what_is_no_answer_puts_nothing_first(response):
    assert firsts(single(make_definition("sjt"), "flag"), response) == []


def test_options_are_mixed_for_each_reader_the_same_each_time():
    alone = single(make_definition("sjt"), "flag")
    orders = {seed: [option.id for option in shown(alone, "en", None, seed).items[0].options] for seed in "abcdefgh"}
    assert len({tuple(order) for order in orders.values()}) > 1
    assert [option.id for option in shown(alone, "en", None, "a").items[0].options] == orders["a"]


def test_what_no_page_sends_is_left_out():
    alone = single(make_definition("choice"), "q1")
    assert read_form(alone, {"q-q1": ["a" * 81, "\0", "a"], "x": ["y"]}) == {"answers": {"q1": ["a"]}}
    assert uuid.UUID(alone["key"])
