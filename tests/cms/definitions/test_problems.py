import dataclasses
from decimal import Decimal

import pytest

from cms.definitions import Entry, OrderRule, Pair, Unit, authoring_problems
from tests.cms.definitions import authored
from tests.cms.definitions.authored import go, scene


def messages(written):
    return [problem.message for problem in authoring_problems(written)]


@pytest.mark.parametrize(
    ("mode", "right", "message"),
    [
        ("single", (True,), "Question 1: give at least two answers."),
        ("single", (False, False), "Question 1: no answer is marked as right."),
        (
            "single",
            (True, True),
            "Question 1: only one answer can be right here. Mark one, or choose “several answers may be right”.",
        ),
        ("multiple", (False, False), "Question 1: no answer is marked as right."),
        ("multiple", (True, True), "Question 1: every answer is marked as right. Add one that is wrong."),
    ],
)
def test_answers_must_leave_a_choice(mode, right, message):
    assert messages(authored.choice(authored.question(mode=mode, right=right))) == [message]


@pytest.mark.parametrize(("mode", "right"), [("single", (True, False)), ("multiple", (True, True, False))])
def test_good_questions_have_no_problems(mode, right):
    assert messages(authored.choice(authored.question(mode=mode, right=right))) == []


def test_a_pool_is_no_practice():
    assert messages(authored.pool()) == []
    (problem,) = authoring_problems(authored.pool(practice=True))
    assert problem.field == "practice"
    assert messages(dataclasses.replace(authored.choice(), practice=True)) == []


def test_a_problem_names_the_block_to_mend():
    written = authored.choice(authored.question("q1"), authored.question("q2", right=(False, False)))
    assert [(problem.field, problem.block_id) for problem in authoring_problems(written)] == [("questions", "q2")]


def test_an_order_needs_two_ranks():
    written = authored.order(Entry("a", "A"), Entry("b", "B", same_as_above=True))
    assert messages(written) == ["There must be at least two entries of different rank."]


def test_an_entry_stands_once():
    assert messages(authored.order(Entry("a", "A"), Entry("b", " a "))) == ["“ a ” stands in the list twice."]


@pytest.mark.parametrize(
    ("higher", "lower", "message"),
    [
        ("Governor", "Bishop", "Rule 1: no entry is called “Bishop”."),
        ("Mayor", "Governor", "Rule 1: it says the opposite of the list of entries."),
        ("Mayor", "Consul", "Rule 1: it says the opposite of the list of entries."),
    ],
)
def test_rules_agree_with_the_list(higher, lower, message):
    rules = (OrderRule("r1", "A rule", (higher,), (lower,)),)
    assert messages(authored.order(rules=rules)) == [message]


def test_a_finished_case_has_no_problems():
    assert messages(authored.branch()) == []


@pytest.mark.parametrize(
    ("scenes", "expected"),
    [
        ([], ["Give at least one scene two choices or more."]),
        ([scene("s1", "Door")], ["Give at least one scene two choices or more."]),
        (
            [scene("s1", "Door", go("o1")), scene("s2", "End")],
            ["Scene “Door”: one choice is no choice. Add another, or remove it to make this an ending."],
        ),
        (
            [scene("s1", "Door", go("o1", to="Attic"), go("o2", "poor")), scene("s2", "End")],
            ["Scene “Door”, choice 1: there is no scene called “Attic”."],
        ),
        (
            [scene("s1", "Door", go("o1"), go("o2", "poor"))],
            [
                "Scene “Door”, choice 1: this is the last scene, so nothing follows. Add an ending.",
                "Scene “Door”, choice 2: this is the last scene, so nothing follows. Add an ending.",
            ],
        ),
        (
            [scene("s1", "Door", go("o1"), go("o2", "poor")), scene("s2", "End"), scene("s3", "end ")],
            ["Two scenes are called “end ”. Give each its own title."],
        ),
        (
            [
                scene("s1", "Door", go("o1"), go("o2", to="End")),
                scene("s2", "Hall", go("o3", to="Door"), go("o4", "poor")),
                scene("s3", "End"),
            ],
            ["Scene “Hall”, choice 1: it leads back to “Door”, and a case must come to an end."],
        ),
        (
            [scene("s1", "Door", go("o1", to="End"), go("o2", to="End")), scene("s2", "Attic"), scene("s3", "End")],
            ["No choice leads to the scene “Attic”."],
        ),
    ],
)
def test_a_case_is_checked_scene_by_scene(scenes, expected):
    written = authored.branch(*scenes) if scenes else authored.BranchAuthored(authored.HEADER, ())
    assert messages(written) == expected


EXACT = {"tolerance": "exact", "amount": None}
KILOMETRES = Unit("km", "kilometres", Decimal(1000))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"half": True, **EXACT}, "half the points need an answer that may be off; here it has to be exact."),
        ({"amount": None}, "say how far off an answer may be, with a number above 0."),
        ({"amount": Decimal(0)}, "say how far off an answer may be, with a number above 0."),
        (
            {"tolerance": "geometric", "amount": Decimal(1)},
            "how many times more or less needs a number above 1, such as 2.",
        ),
        (
            {"value": "0", "tolerance": "relative", "amount": Decimal(5)},
            "the right answer is 0, and a share of 0 is 0. Choose “this much more or less”.",
        ),
        ({"units": (authored.METRES, Unit("x", "Metres ", Decimal(2)))}, "a unit stands in the list twice."),
        ({"units": (KILOMETRES,)}, "the unit of the right answer is missing. Give one unit the number 1."),
        (
            {"units": (Unit("x", "x", Decimal(0)),)},
            "how much one of a unit is must be a number above 0.",
        ),
    ],
)
def test_numbers_must_be_clear(changes, message):
    assert messages(authored.numeric(authored.number(**changes))) == [f"Question 1: {message}"]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        EXACT,
        {"units": ()},
        {"tolerance": "geometric", "amount": Decimal(2)},
        {"units": (authored.METRES, KILOMETRES)},
    ],
)
def test_clear_numbers_have_no_problems(changes):
    assert messages(authored.numeric(authored.number(**changes))) == []


PAIRS = (Pair("p1", "Gate", "Badges"), Pair("p2", "Hall", "Seats"))


def test_pairs_need_three():
    assert messages(authored.match(*PAIRS)) == ["Write at least three pairs."]


@pytest.mark.parametrize(
    ("pair", "text"), [(Pair("p3", "gate", "Guests"), "gate"), (Pair("p3", "Car", "SEATS "), "SEATS ")]
)
def test_each_side_of_a_pair_stands_once(pair, text):
    (problem,) = authoring_problems(authored.match(*PAIRS, pair))
    assert (problem.field, problem.block_id) == ("pairs", "p3")
    assert problem.message.startswith(f"“{text}” stands on the same side twice")


def test_finished_pairs_have_no_problems():
    assert messages(authored.match()) == []


def test_a_provisional_key_is_never_required():
    (problem,) = authoring_problems(authored.sjt(required=True))
    assert problem.field == "required"
    assert "no panel of at least seven people has rated" in problem.message
    assert messages(authored.sjt(panel="panel", required=True)) == []


@pytest.mark.parametrize(
    ("ratings", "message"),
    [
        (("7", "good", "2"), "Scenario 1, option 2: write the rating with whole numbers from 1 to 7"),
        (("7", "4", "0"), "Scenario 1, option 3: write the rating with whole numbers from 1 to 7"),
        (("7 6", "4", "2"), "Scenario 1, option 1: write one number, your own, as long as no panel has rated."),
    ],
)
def test_ratings_must_be_readable(ratings, message):
    (problem,) = authoring_problems(authored.sjt(authored.situation(ratings=ratings)))
    assert (problem.field, problem.block_id) == ("scenarios", "s1")
    assert problem.message.startswith(message)


def test_a_scenario_is_needed():
    assert messages(authored.SjtAuthored(authored.HEADER, ())) == ["Write at least one scenario."]
