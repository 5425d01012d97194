import copy

import pytest

from cms.definitions import Difference, compile_definition, differences
from tests.assessments.rules.cases import KINDS, make
from tests.cms.definitions import authored


@pytest.fixture
def check():
    return compile_definition(authored.choice(), "en")


def changed(definition, change):
    other = copy.deepcopy(definition)
    change(other)
    return differences(definition, other, {})


def test_a_changed_key_is_told_in_the_words_of_the_editor(check):
    def change(other):
        other["items"][0]["options"][0]["right"] ^= True
        other["items"][0]["points"] = 3
        other["items"][0]["competency"] = None

    first = check["items"][0]["options"][0]
    found = changed(check, change)
    text = check["texts"]["en"][f"items.q1.options.{first['id']}.text"]
    yes_no = ["yes", "no"] if first["right"] else ["no", "yes"]
    assert Difference(f"Question 1, answer 1 (“{text}”)", "right", *yes_no) in found
    assert Difference("Question 1", "points", str(check["items"][0]["points"]), "3") in found


def test_changed_words_are_told_with_their_language(check):
    check["texts"]["fr"] = dict(check["texts"]["en"])

    def change(other):
        other["texts"]["en"]["title"] = "Other"
        other["texts"]["fr"]["items.q1.prompt_html"] = "<p>Autre ?</p>"

    was = check["texts"]["en"]["items.q1.prompt_html"].replace("<p>", "").replace("</p>", "")
    assert changed(check, change) == [
        Difference("", "title", check["texts"]["en"]["title"], "Other"),
        Difference("Question 1", "question or task (language: fr)", was, "Autre ?"),
    ]


def test_what_is_new_or_gone_is_told_once(check):
    def change(other):
        option = other["items"][0]["options"].pop()
        other["items"][0]["options"].append({"id": "fresh", "right": False})
        table = other["texts"]["en"]
        for name in ("text", "why"):
            table.pop(f"items.q1.options.{option['id']}.{name}", None)
        table["items.q1.options.fresh.text"] = "Fresh"

    number = len(check["items"][0]["options"])
    found = changed(check, change)
    assert found[0] == Difference(f"Question 1, answer {number} (“Fresh”)", "new")
    assert [one.part for one in found] == ["new", "removed"]


def test_ids_are_told_in_words():
    case = compile_definition(authored.branch(), "en")
    last = case["scenes"][-1]["id"]

    def change(other):
        other["scenes"][0]["options"][0]["to"] = last

    (found,) = changed(case, change)
    assert found.part == "where it leads"
    assert found.after.startswith("Scene “")
    assert found.place.startswith("Scene “Door”, choice 1")


def test_another_order_is_told():
    def change(other):
        other["scenes"][1:] = reversed(other["scenes"][1:])

    case = compile_definition(authored.branch(), "en")
    assert [one.part for one in changed(case, change)] == ["order of “scenes”"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_compared(kind):
    for seed in range(8):
        old, new = make(kind, seed)[0], make(kind, seed + 1)[0]
        assert differences(old, old, {}) == []
        found = differences(old, new, {})
        assert all(isinstance(words, str) for one in found for words in (one.place, one.part, one.before, one.after))
