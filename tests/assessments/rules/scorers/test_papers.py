"""In-trays and red pens: sums of single choices and one order, each scored as it is alone."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry
from assessments.rules.types import MICRO
from tests.assessments.rules.cases import choice_item, intray_of, make, redpen_of, respond

KINDS = ("intray", "redpen")
seeds = st.integers(0, 2**32)
TRAY = intray_of(
    {"a": ("answer", "you"), "b": ("file", ""), "c": ("pass", "chief")},
    reply=[choice_item("r", "single", 1, 2, 2)],
    turns={"a": 1, "c": 2},
    points=4,
)
PAPER = redpen_of({"c1": ("leave", []), "c2": ("w2", ["w1", "w2"]), "c3": ("cut", ["w3", "w4"]), "c4": ("alter", [])})


def score(definition, response):
    return registry.compile_definition(definition, {}).score(response)


def paths(definition):
    return [problem.path for problem in registry.validate(definition)]


def test_every_part_has_its_line():
    scored = score(TRAY, registry.answer_key(TRAY))
    lines = [(line.id, line.rule, line.earned // MICRO) for line in scored.criteria]
    assert lines == [
        ("a-do", "select-single", 1),
        ("a-who", "select-single", 1),
        ("b-do", "select-single", 1),
        ("c-do", "select-single", 1),
        ("c-who", "select-single", 1),
        ("r", "select-single", 2),
        ("order", "order-tau", 4),
    ]


def test_parts_may_be_left_open():
    answers = {"a-do": ["answer"], "c-who": ["you"]}
    scored = score(TRAY, {"answers": answers})
    assert (scored.state, scored.earned) == ("answered", MICRO)
    assert [line.message for line in scored.criteria][-1] == "unanswered"
    assert score(TRAY, {"order": ["a", "c"], "confirmed": True}).earned == 4 * MICRO
    assert score(TRAY, {"order": ["c", "a"], "confirmed": True}).earned == 0
    assert score(TRAY, {"order": ["a", "c"], "confirmed": False}).state == "unanswered"


def test_one_invalid_part_makes_the_whole_invalid():
    scored = score(TRAY, {"answers": {"a-do": ["fly"]}, "order": ["a"], "confirmed": True})
    assert (scored.state, scored.earned, scored.possible) == ("invalid", 0, 11 * MICRO)
    assert [reason["key"] for reason in scored.diagnostics["reasons"]] == [
        "choice.unknown_option",
        "order.missing_entry",
    ]
    assert score(TRAY, []).diagnostics["reasons"] == [{"key": "response.not_an_object", "params": {}}]


@pytest.mark.parametrize("kind", KINDS)
@given(seed=seeds)
def test_the_score_is_the_sum_of_what_the_parts_earn_alone(kind, seed):
    definition, rng = make(kind, seed)
    response = respond(definition, rng)
    points = sum(item["points"] for item in definition["items"])
    checks = {**definition, "kind": "choice", "scorer": "select-net/1", "points": points}
    earned = score(checks, response).earned
    if definition["order"]:
        alone = {**definition, **definition["order"], "kind": "order", "scorer": "order-tau/1"}
        earned += score(alone, response).earned
    assert score(definition, response).earned == earned


@pytest.mark.parametrize("kind", KINDS)
@given(seed=seeds)
def test_a_better_answer_to_one_question_never_lowers_the_score(kind, seed):
    definition, rng = make(kind, seed)
    response, right = respond(definition, rng), registry.answer_key(definition)
    item = rng.choice(definition["items"])["id"]
    better = {**response, "answers": {**response.get("answers", {}), item: right["answers"][item]}}
    assert score(definition, better).earned >= score(definition, response).earned


def test_chance_is_the_share_of_right_options():
    options = [[option["id"] for option in item["options"]] for item in PAPER["items"]]
    ids = [item["id"] for item in PAPER["items"]]
    earned = [
        score(PAPER, {"answers": {item: [option] for item, option in zip(ids, picked, strict=True)}}).earned
        for picked in product(*options)
    ]
    assert sum(earned) * 20 == len(earned) * (MICRO * 20 // 4 * 2 + MICRO * 20 // 5 * 2)


@pytest.mark.parametrize("kind", KINDS)
@given(seed=seeds)
def test_words_chosen_everywhere_keep_their_places(kind, seed):
    definition, _ = make(kind, seed)
    drawn = registry.draw_variant(definition, seed.to_bytes(16, "big"))["options"]
    words = [word["id"] for name in ("actions", "owners", "verbs") for word in definition.get(name, ())]
    for item in definition["items"]:
        shown = drawn[item["id"]]
        assert sorted(shown) == sorted(option["id"] for option in item["options"])
        kept = [option for option in shown if option in words]
        assert shown[: len(kept)] == kept == sorted(kept, key=words.index)


def test_form_fields_are_those_of_the_parts():
    form = {"q-a-do": ["file"], "q-r": ["ro1"], "order": ["c", "a"], "move": ["a:up"], "confirmed": ["yes"]}
    assert registry.read_form(TRAY, form) == {
        "answers": {"a-do": ["file"], "r": ["ro1"]},
        "order": ["a", "c"],
        "confirmed": True,
    }
    assert registry.read_form(PAPER, {"q-c1": ["leave"], "order": ["c1"]}) == {"answers": {"c1": ["leave"]}}


def test_an_in_tray_shows_letters_reply_and_order():
    shown = registry.present(TRAY, {}, "en", {"answers": {"a-do": ["answer"], "a-who": ["you"]}})
    assert [(letter.subject, letter.answered, len(letter.questions)) for letter in shown.letters] == [
        ("About a", True, 2),
        ("About b", False, 1),
        ("About c", False, 2),
    ]
    assert [(step.number, step.part, step.answered) for step in shown.steps] == [
        (1, "letter", True),
        (2, "letter", False),
        (3, "letter", False),
        (4, "reply", False),
        (5, "order", False),
    ]
    assert (shown.answered, shown.reply_to, len(shown.reply), len(shown.order.entries)) == (1, "About a", 1, 2)


def test_an_in_tray_may_have_neither_reply_nor_order():
    plain = intray_of({"a": ("answer", "")}, owners=())
    shown = registry.present(plain, {}, "en", None)
    assert (shown.reply, shown.reply_to, shown.order, shown.owners) == ((), "", None, ())
    debrief = registry.debrief(plain, {}, "en", score(plain, None), reveal=True)
    assert (debrief.reply, debrief.order, debrief.state) == ((), None, "unanswered")


def test_a_red_pen_shows_what_a_mark_does():
    shown = registry.present(PAPER, {}, "en", {"answers": {"c2": ["w1"]}})
    first, second, _, last = shown.clauses
    assert [(mark.id, mark.effect) for mark in first.verbs] == [
        ("leave", "keep"),
        ("alter", "change"),
        ("cut", "strike"),
        ("refer", "ask"),
    ]
    assert [(mark.id, mark.effect, mark.chosen) for mark in second.wordings] == [
        ("w1", "change", True),
        ("w2", "change", False),
    ]
    assert (first.change_to, second.change_to, last.wordings) == ("", "alter", ())
    debrief = registry.debrief(PAPER, {}, "en", score(PAPER, {"answers": {"c2": ["w1"]}}), reveal=False)
    assert [(clause.effect, clause.wordings) for clause in debrief.clauses] == [
        ("", ()),
        ("change", ("w1", "w2")),
        ("", ("w3", "w4")),
        ("", ()),
    ]


def test_a_red_pen_without_a_verb_that_changes():
    plain = redpen_of({"c1": ("keep", [])}, {"keep": "keep", "strike": "strike"})
    debrief = registry.debrief(plain, {}, "en", score(plain, {"answers": {"c1": ["strike"]}}), reveal=False)
    assert [(clause.change_to, clause.effect) for clause in debrief.clauses] == [("", "strike")]


@pytest.mark.parametrize("reveal", [True, False])
def test_the_order_has_its_own_points_in_the_debrief(reveal):
    scored = score(TRAY, {"answers": {"a-do": ["answer"]}, "order": ["c", "a"], "confirmed": True})
    order = registry.debrief(TRAY, {}, "en", scored, reveal).order
    assert (order.earned, order.possible, order.floor, order.reversed_pairs) == (0, 4 * MICRO, 4 * MICRO, 1)
    assert bool(order.key) is reveal


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"order": []}, "/order"),
        ({"order": {**TRAY["order"], "points": 0}}, "/order/points"),
        ({"order": {**TRAY["order"], "entries": [{"id": "a", "rank": 1}]}}, "/order/entries"),
        (
            {"order": {**TRAY["order"], "entries": [{"id": "a", "rank": 1}, {"id": "z", "rank": 2}]}},
            "/order/entries/1/id",
        ),
        ({"points": 12}, "/points"),
        ({"actions": []}, "/actions"),
        ({"reply": "r"}, "/reply"),
        ({"reply": None}, "/items"),
        ({"reply": {"letter": "z", "items": ["r"]}}, "/reply/letter"),
        ({"reply": {"letter": "a", "items": ["a-do"]}}, "/reply/items/0"),
        ({"letters": [{**TRAY["letters"][0], "form": "pigeon"}, *TRAY["letters"][1:]]}, "/letters/0/form"),
        ({"letters": [{**TRAY["letters"][0], "items": None}, *TRAY["letters"][1:]]}, "/letters/0/items"),
        ({"items": [{**TRAY["items"][0], "mode": "multiple"}, *TRAY["items"][1:]]}, "/items/0/mode"),
        ({"items": [{**TRAY["items"][0], "id": "order"}, *TRAY["items"][1:]]}, "/items/0/id"),
    ],
)
def test_problems_of_an_in_tray(change, path):
    assert path in paths({**TRAY, **change})


@pytest.mark.parametrize(
    ("order", "path"),
    [
        ([], "/order"),
        ({**TRAY["order"], "points": 0}, "/order/points"),
        ({**TRAY["order"], "points": None}, "/order/points"),
        ({**TRAY["order"], "entries": [{"id": "a", "rank": 1}]}, "/order/entries"),
    ],
)
def test_a_faulty_order_is_no_fault_of_the_sum(order, path):
    assert paths({**TRAY, "order": order}) == [path]


def test_an_order_beside_questions_has_no_scorer_of_its_own():
    """One that knows things to be left out would let this pass."""
    entries = [*TRAY["order"]["entries"], {"id": "b", "rank": None}]
    definition = {**TRAY, "order": {**TRAY["order"], "entries": entries, "scorer": "order-tau/2"}}
    definition["texts"]["en"]["entries.b.text"] = "Entry b"
    assert paths(definition) == ["/order/entries/2/rank"]


def test_a_problem_names_what_is_not_there():
    letters = [{**TRAY["letters"][0], "items": ["a-do", "moon"]}, *TRAY["letters"][1:]]
    problems = registry.validate({**TRAY, "letters": letters, "reply": {"letter": "mars", "items": ["r"]}})
    named = {problem.path: problem.params for problem in problems}
    assert (named["/letters/0/items/1"], named["/reply/letter"]) == ({"entry": "moon"}, {"entry": "mars"})


@pytest.mark.parametrize(
    ("verbs", "right", "path"),
    [
        ({"keep": "keep"}, "keep", "/verbs"),
        ({"keep": "keep", "b": "burn"}, "keep", "/verbs/1/effect"),
        ({"keep": "keep", "a": "change", "b": "change"}, "keep", "/verbs"),
        ({"keep": "keep", "strike": "strike"}, "w1", "/items/0/options"),
    ],
)
def test_problems_of_a_red_pen(verbs, right, path):
    assert path in paths(redpen_of({"c": (right, ["w1", "w2"])}, verbs))


def test_other_wordings_stand_for_the_verb_that_changes():
    definition = redpen_of({"c": ("w1", ["w1", "w2"])})
    definition["items"][0]["options"].append({"id": "alter", "right": False})
    definition["texts"]["en"]["items.c.options.alter.text"] = "Alter"
    assert paths(definition) == ["/items/0/options"]
