import pytest

from assessments.rules import registry
from assessments.rules.scorers import choice
from assessments.rules.types import MICRO
from tests.assessments.rules.cases import choice_item, choice_of

SINGLE = choice_item("q1", "single", 1, 3, points=2)
SIX = choice_item("q2", "multiple", 3, 3, points=6)


def score(definition, answers):
    return registry.compile_definition(definition, {}).score({"answers": answers})


def lines(scored):
    return [(line.id, line.earned) for line in scored.criteria]


@pytest.mark.parametrize(
    ("places", "earned"),
    [
        ([0, 1, 2], 6 * MICRO),
        ([0, 1], 4 * MICRO),
        ([0, 1, 2, 3], 4 * MICRO),
        ([0, 1, 2, 3, 4, 5], 0),
        ([0, 3], 0),
    ],
)
def test_several_choices_count_hits_less_wrong_ones(places, earned):
    scored = score(choice_of(SIX), {"q2": [f"q2o{place}" for place in places]})
    assert scored.earned == earned
    assert lines(scored) == [("q2", earned)]


def test_no_question_counts_below_zero():
    scored = score(choice_of(SINGLE, SIX), {"q1": ["q1o0"], "q2": ["q2o3", "q2o4"]})
    assert lines(scored) == [("q1", 2 * MICRO), ("q2", -4 * MICRO), ("floor.q2", 4 * MICRO)]
    assert (scored.earned, scored.possible) == (2 * MICRO, 8 * MICRO)


@pytest.mark.parametrize(("option", "earned"), [("q1o0", 2 * MICRO), ("q1o1", 0)])
def test_a_single_choice_is_right_or_not(option, earned):
    assert score(choice_of(SINGLE), {"q1": [option]}).earned == earned


def test_evidence_names_each_wrong_and_missed_option():
    scored = score(choice_of(SIX), {"q2": ["q2o0", "q2o1", "q2o5"]})
    faults = [(entry.key, entry.params["option"], entry.lost) for entry in scored.criteria[0].evidence]
    assert faults == [("choice.wrong", "q2o5", 2 * MICRO), ("choice.missed", "q2o2", 2 * MICRO)]


def test_thirds_of_a_point_add_up():
    scored = score(choice_of(choice_item("q1", "multiple", 3, 1)), {"q1": ["q1o0"]})
    assert [entry.lost for entry in scored.criteria[0].evidence] == [333_334, 333_333]
    assert scored.earned == 333_333


def test_an_unanswered_question_says_so():
    scored = score(choice_of(SINGLE, SIX), {"q1": ["q1o0"], "q2": []})
    assert (scored.state, scored.earned) == ("answered", 2 * MICRO)
    assert [line.message for line in scored.criteria] == ["choice.full", "unanswered"]


@pytest.mark.parametrize(
    "response", [None, {}, {"answers": None}, {"answers": {}}, {"answers": {"q1": [], "q2": None}}]
)
def test_nothing_answered(response):
    scored = registry.compile_definition(choice_of(SINGLE, SIX), {}).score(response)
    assert (scored.state, scored.earned, scored.diagnostics) == ("unanswered", 0, {"chosen": {}})


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ([], {"key": "response.not_an_object", "params": {}}),
        ({"answers": []}, {"key": "choice.answers_not_an_object", "params": {}}),
        ({"answers": {"q9": ["a"]}}, {"key": "choice.unknown_item", "params": {"item": "q9"}}),
        ({"answers": {"q1": "q1o0"}}, {"key": "choice.not_a_list", "params": {"item": "q1"}}),
        ({"answers": {"q1": [7]}}, {"key": "choice.unknown_option", "params": {"item": "q1", "option": "int"}}),
        ({"answers": {"q1": ["\ud800"]}}, {"key": "choice.unknown_option", "params": {"item": "q1", "option": "?"}}),
        (
            {"answers": {"q2": ["q2o0"] * 2}},
            {"key": "choice.repeated_option", "params": {"item": "q2", "option": "q2o0"}},
        ),
        ({"answers": {"q1": ["q1o0", "q1o1"]}}, {"key": "choice.too_many", "params": {"item": "q1"}}),
    ],
)
def test_an_invalid_response_says_why(response, reason):
    scored = registry.compile_definition(choice_of(SINGLE, SIX), {}).score(response)
    assert (scored.state, scored.earned, scored.diagnostics) == ("invalid", 0, {"reasons": [reason]})


def test_reasons_are_limited():
    scored = score(choice_of(SINGLE), {"q1": ["?"] * 1000})
    assert len(scored.diagnostics["reasons"]) == 50


def change(**changes):
    return choice_of({**SINGLE, **changes})


@pytest.mark.parametrize(
    ("definition", "path"),
    [
        (choice_of(SINGLE) | {"items": None}, "/items"),
        (choice_of(SINGLE) | {"items": []}, "/items"),
        (choice_of(SINGLE) | {"items": ["q1"]}, "/items/0"),
        (choice_of(SINGLE) | {"items": [SINGLE, {**SINGLE, "id": "no spaces"}]}, "/items/1/id"),
        (choice_of(SINGLE) | {"items": [SINGLE, SINGLE], "points": 2}, "/items/1/id"),
        (choice_of(SINGLE) | {"points": 3}, "/points"),
        (choice_of(SINGLE) | {"shuffle": "yes"}, "/shuffle"),
        (change(mode="many"), "/items/0/mode"),
        (change(points=True), "/items/0/points"),
        (change(competency=4), "/items/0/competency"),
        (change(options=SINGLE["options"][:1]), "/items/0/options"),
        (change(options=[{"id": "a", "right": True}, {"id": "b"}]), "/items/0/options/1/right"),
        (change(options=[{"id": "a", "right": True}, {"id": "b", "right": True}]), "/items/0/options"),
        (change(mode="multiple", options=[{"id": "a", "right": True}, {"id": "b", "right": True}]), "/items/0/options"),
    ],
)
def test_problems_point_to_their_place(definition, path):
    assert [problem.path for problem in choice.problems(definition)] == [path]


@pytest.mark.parametrize("path", ["items.q1.prompt_html", "items.q1.options.q1o2.text"])
@pytest.mark.parametrize("text", [None, "", "  ", "<p> </p>"])
def test_a_missing_text_is_a_problem_in_its_language(path, text):
    definition = choice_of(SINGLE)
    texts = definition["texts"]["en"]
    problems = choice.problems({**definition, "texts": {"en": texts, "fr": {**texts, path: text}}})
    assert [problem.path for problem in problems] == [f"/texts/fr/{path}"]
    assert problems[0].message == problems[0].template % problems[0].params
    assert "fr" in problems[0].message


def test_draw_keeps_the_options_and_the_authored_order_when_asked():
    shuffled = {tuple(choice.draw(choice_of(SIX), bytes([seed]))["options"]["q2"]) for seed in range(20)}
    authored = [option["id"] for option in SIX["options"]]
    assert len(shuffled) > 10
    assert all(sorted(order) == authored for order in shuffled)
    assert choice.draw(choice_of(SIX, shuffle=False), b"seed") == {"options": {"q2": authored}}


def test_present_shows_the_drawn_order_and_the_saved_choice():
    variant = {"options": {"q1": ["q1o2", "gone", "q1o0", "q1o2"]}}
    shown = choice.present(choice_of(SINGLE, SIX), variant, "en", {"answers": {"q1": ["q1o0"]}})
    first, second = shown.items
    assert [option.id for option in first.options] == ["q1o2", "q1o0", "q1o1", "q1o3"]
    assert [option.id for option in first.options if option.chosen] == ["q1o0"]
    assert (first.field, first.mode, first.possible, first.number) == ("q-q1", "single", 2 * MICRO, 1)
    assert (shown.answered, first.answered, second.answered) == (1, True, False)
    assert shown.title == "Check"


def test_read_form_keeps_what_was_sent():
    form = {"q-q1": ["q1o0"], "q-q2": ["q2o1", "hack"], "q-q9": ["x"], "client_seq": ["3"]}
    expected = {"answers": {"q1": ["q1o0"], "q2": ["q2o1", "hack"]}}
    assert choice.read_form(choice_of(SINGLE, SIX), form) == expected
    assert choice.read_form(choice_of(SINGLE, SIX), {"q-q2": []}) == {"answers": {}}


def test_debrief_shows_points_choices_and_when_due_the_key():
    definition = choice_of(SINGLE, SIX)
    scored = score(definition, {"q1": ["q1o1"], "q2": ["q2o4", "q2o5"]})
    before = choice.debrief(definition, {}, "en", scored, False)
    after = choice.debrief(definition, {}, "en", scored, True)
    second = after.items[1]
    assert (second.earned, second.lost, second.floor, second.outcome) == (0, 6 * MICRO, 4 * MICRO, "none")
    assert [option.id for option in second.options if option.chosen] == ["q2o4", "q2o5"]
    assert [option.right for option in second.options] == [True] * 3 + [False] * 3
    assert second.why_html == second.source == second.options[0].why == after.sources_html == "SECRET"
    assert {option.right for item in before.items for option in item.options} == {None}
    assert [item.outcome for item in before.items] == ["none", "none"]


def test_debrief_of_an_invalid_response_says_so():
    scored = score(choice_of(SINGLE), {"q9": []})
    item = choice.debrief(choice_of(SINGLE), {}, "en", scored, True).items[0]
    assert (item.outcome, item.lost) == ("invalid", 2 * MICRO)
