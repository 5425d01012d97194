import pytest

from assessments.rules import registry
from assessments.rules.proofs.players import PLAYERS, play
from tests.assessments.rules.branching import branch_of
from tests.assessments.rules.cases import choice_item, choice_of, intray_of, match_of, redpen_of, sjt_of
from tests.assessments.rules.pooling import placed, pool_of

TEXTS = ("Ask the ministry", "A short and quiet answer", "No", "It may depend on what you check and confirm there")
FOUND = {"first": 0, "last": 3, "longest": 3, "shortest": 2, "most cautious": 0, "always consult": 0}


def check_of(*rights, texts=TEXTS):
    """A check in which each question has these options, and the one at the given place is right."""
    items = [choice_item(f"q{number}", "single", 1, 3) for number in range(len(rights))]
    definition = choice_of(*items)
    table = definition["texts"]["en"]
    for item, right in zip(items, rights, strict=True):
        for place, option in enumerate(item["options"]):
            option["right"] = place == right
            table[f"items.{item['id']}.options.{option['id']}.text"] = texts[place]
    return definition


@pytest.mark.parametrize("name", PLAYERS)
def test_each_player_passes_where_it_is_always_right(name):
    assert play(check_of(FOUND[name], FOUND[name], FOUND[name]), 60).percents[name] == 100


@pytest.mark.parametrize("name", PLAYERS)
def test_no_player_gets_what_it_does_not_choose(name):
    wrong = 1
    plays = play(check_of(wrong, wrong, wrong), 60)
    assert plays.percents[name] == 0
    assert plays.passing(60) == []


def test_players_who_reach_the_mark_are_named():
    plays = play(check_of(0, 0, 2), 60)
    assert plays.percents["first"] == 67
    assert "first" in plays.passing(67)
    assert "first" not in plays.passing(68)


def test_lots_pass_as_often_as_chance_has_it():
    assert 15 <= play(check_of(0), 60).random_passes <= 35
    assert play(check_of(*[0] * 12), 60).random_passes <= 3
    assert play(check_of(0), 60) == play(check_of(0), 60)


def test_as_many_options_are_chosen_as_are_right():
    item = choice_item("q", "multiple", 2, 2)
    assert play(choice_of(item), 60).percents["first"] == 100
    assert play(choice_of(item), 60).percents["last"] == 0


def test_of_a_pool_what_is_asked_is_answered():
    items = [placed(choice_item(f"q{number}", "single", 1, 2), None, "easy") for number in range(4)]
    definition = pool_of(choice_of(*items), (None, "easy", 2))
    assert registry.validate(definition) == ()
    assert play(definition, 60).percents["first"] == 100


def test_a_pool_is_drawn_more_than_once():
    items = [placed(choice_item(f"q{number}", "single", 1, 2), None, "easy") for number in range(6)]
    for item in items[2:]:
        for option in item["options"]:
            option["right"] = option is item["options"][-1]
    definition = pool_of(choice_of(*items), (None, "easy", 1))
    plays = play(definition, 60)
    assert (plays.percents["first"], plays.percents["last"]) == (100, 100)


@pytest.mark.parametrize(("mode", "expected"), [("rate", 100), ("rank", 100), ("best-worst", 100)])
def test_situations_are_judged_by_what_is_liked(mode, expected):
    definition = sjt_of({"a": 7, "b": 4, "c": 1}, mode=mode)
    plays = play(definition, 60)
    assert plays.percents["first"] == expected
    assert plays.percents["last"] == 0


def test_a_case_is_walked_to_its_end():
    definition = branch_of({"s": {"a": (3, "t"), "b": (-3, "t")}, "t": {"c": (0, "e"), "d": (3, "e")}, "e": {}})
    plays = play(definition, 60)
    assert plays.percents["first"] == 67
    assert plays.percents["last"] == 33
    definition["texts"]["en"]["scenes.s.options.b.text"] = "Ask the minister"
    definition["texts"]["en"]["scenes.t.options.c.text"] = "Ask the lawyers"
    assert play(definition, 60).percents["always consult"] == 0


def test_letters_are_answered():
    letters = {"one": ("answer", "you"), "two": ("answer", "you")}
    definition = intray_of(letters, actions=("file", "answer"), points=4)
    plays = play(definition, 60)
    assert (plays.percents["first"], plays.percents["last"]) == (50, 50)
    definition["texts"]["en"]["items.one-do.options.answer.text"] = "Ask the lawyer"
    assert play(definition, 60).percents["always consult"] == 75


def test_letters_are_put_in_order():
    definition = intray_of({"one": ("file", "you"), "two": ("file", "you")}, turns={"one": 1, "two": 2}.items())
    assert registry.validate(definition) == ()
    plays = play(definition, 100)
    assert plays.percents["first"] > plays.percents["last"]
    assert 0 < plays.random_passes < 100


def test_a_red_pen_is_played():
    definition = redpen_of({"a": ("leave", ()), "b": ("leave", ()), "c": ("leave", ())})
    assert play(definition, 60).percents["first"] == 100


def test_pairs_have_no_wording_to_choose():
    assert play(match_of({"a": "x", "b": "y", "c": "z"}), 60) is None
