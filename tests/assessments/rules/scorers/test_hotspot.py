from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry
from assessments.rules.scorers import hotspot
from assessments.rules.scorers.hotspot.areas import Area, area_of, has_extent, paper_height
from assessments.rules.types import MICRO
from tests.assessments.rules.cases import choice_item, choice_of, make
from tests.assessments.rules.pointing import FILE, hotspot_of

BOX = ("rect", [0, 0, 2000, 2000])
SEVERAL = hotspot_of({key: (*BOX, right) for key, right in zip("abcdef", [True] * 3 + [False] * 3, strict=True)})
ONE = hotspot_of({"a": (*BOX, True), "b": (*BOX, False), "c": (*BOX, False)})
seeds = st.integers(0, 2**32)


def score(definition, chosen):
    return registry.compile_definition(definition, {}).score({"chosen": list(chosen)})


@pytest.mark.parametrize(
    ("chosen", "raw", "earned"),
    [("abc", 6, 6), ("ab", 4, 4), ("abcd", 4, 4), ("ad", 0, 0), ("de", -4, 0), ("abcdef", 0, 0), ("f", -2, 0)],
)
def test_of_several_places_hits_less_wrong_ones_count(chosen, raw, earned):
    scored = score(SEVERAL, chosen)
    assert (scored.criteria[0].earned, scored.earned) == (raw * MICRO, earned * MICRO)


@pytest.mark.parametrize(("chosen", "earned"), [("a", 6), ("b", 0)])
def test_one_right_place_is_found_or_not(chosen, earned):
    assert score(ONE, chosen).earned == earned * MICRO


def test_evidence_names_wrong_and_missed_places():
    scored = score(SEVERAL, "abd")
    evidence = [(entry.key, entry.params["option"], entry.lost) for entry in scored.criteria[0].evidence]
    assert evidence == [("choice.wrong", "d", 2 * MICRO), ("choice.missed", "c", 2 * MICRO)]
    assert scored.diagnostics == {"chosen": ["a", "b", "d"]}


def test_the_mean_over_all_choices_of_a_size_is_nothing_before_the_floor():
    for size in range(1, 7):
        raw = [score(SEVERAL, chosen).criteria[0].earned for chosen in combinations("abcdef", size)]
        assert Fraction(sum(raw), len(raw)) == 0


@given(seed=seeds)
def test_places_are_worth_what_the_options_of_a_question_are(seed):
    definition, rng = make("hotspot", seed)
    flags = [region["right"] for region in definition["regions"]]
    single = flags.count(True) == 1
    item = choice_item("q", "single" if single else "multiple", 0, 0, definition["points"])
    item["options"] = [{"id": region["id"], "right": region["right"]} for region in definition["regions"]]
    ids = [region["id"] for region in definition["regions"]]
    chosen = rng.sample(ids, rng.randint(1, 1 if single else len(ids)))
    question = registry.compile_definition(choice_of(item), {}).score({"answers": {"q": chosen}})
    assert score(definition, chosen).earned == question.earned


@given(seed=seeds)
def test_one_more_right_place_never_lowers_and_a_wrong_one_never_raises(seed):
    definition, rng = make("hotspot", seed)
    right = [region["id"] for region in definition["regions"] if region["right"]]
    wrong = [region["id"] for region in definition["regions"] if not region["right"]]
    if len(right) > 1:
        chosen = {*rng.sample(right, rng.randint(1, len(right) - 1)), *rng.sample(wrong, rng.randint(0, len(wrong)))}
        before = score(definition, chosen).earned
        assert score(definition, chosen | {rng.choice(right)}).earned >= before
        assert score(definition, chosen | {rng.choice(wrong)}).earned <= before


@pytest.mark.parametrize("response", [None, {}, {"chosen": None}, {"chosen": []}, {"x": 5000, "y": 5000}])
def test_nothing_chosen_is_unanswered_and_a_point_is_nothing(response):
    scored = registry.compile_definition(SEVERAL, {}).score(response)
    assert (scored.state, scored.earned, scored.diagnostics) == ("unanswered", 0, {"chosen": []})


@pytest.mark.parametrize(
    ("definition", "response", "reason"),
    [
        (ONE, [], ("response.not_an_object", {})),
        (ONE, {"chosen": "a"}, ("choice.not_a_list", {"item": "hotspot"})),
        (ONE, {"chosen": ["z"]}, ("choice.unknown_option", {"item": "hotspot", "option": "z"})),
        (ONE, {"chosen": [[1, 2]]}, ("choice.unknown_option", {"item": "hotspot", "option": "list"})),
        (SEVERAL, {"chosen": ["a", "a"]}, ("choice.repeated_option", {"item": "hotspot", "option": "a"})),
        (ONE, {"chosen": ["a", "b"]}, ("choice.too_many", {"item": "hotspot"})),
    ],
)
def test_what_no_form_sends_is_invalid(definition, response, reason):
    scored = registry.compile_definition(definition, {}).score(response)
    assert (scored.state, scored.earned) == ("invalid", 0)
    assert scored.diagnostics["reasons"] == [{"key": reason[0], "params": reason[1]}]
    assert hotspot.debrief(definition, {}, "en", scored, reveal=True).outcome == "invalid"


def with_region(**changes):
    return {"regions": [*ONE["regions"][:2], {**ONE["regions"][2], **changes}]}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"competency": 5}, "/competency"),
        ({"picture": None}, "/picture"),
        ({"picture": {"file": "../secret.svg", "width": 1, "height": 1}}, "/picture"),
        ({"picture": {"file": 7, "width": 1, "height": 1}}, "/picture"),
        ({"picture": {"file": FILE, "width": 0, "height": 1}}, "/picture/width"),
        ({"numbered": "yes"}, "/numbered"),
        ({"regions": ONE["regions"][:1]}, "/regions"),
        ({"regions": ONE["regions"][1:]}, "/regions"),
        (with_region(id="a"), "/regions/2/id"),
        (with_region(shape="star"), "/regions/2/shape"),
        (with_region(right=None), "/regions/2/right"),
        (with_region(right=[]), "/regions/2/right"),
        (with_region(area=None), "/regions/2/area"),
        (with_region(area=[0, 0, 1, 10_001]), "/regions/2/area"),
        (with_region(area=[0, 0, 1.5, 1]), "/regions/2/area"),
        (with_region(area=[5, 0, 5, 9]), "/regions/2/area"),
        (with_region(shape="circle"), "/regions/2/area"),
        (with_region(shape="circle", area=[5, 5, 0]), "/regions/2/area"),
        (with_region(shape="poly", area=[0, 0, 1, 1]), "/regions/2/area"),
        (with_region(shape="poly", area=[0, 0, 1, 1, 2, 2, 3]), "/regions/2/area"),
        (with_region(shape="poly", area=[0, 0, 0, 1, 0, 2]), "/regions/2/area"),
    ],
)
def test_problems_point_to_their_place(changes, path):
    assert path in [problem.path for problem in hotspot.problems(ONE | changes)]


@pytest.mark.parametrize("path", ["prompt_html", "picture.alt", "regions.b.text"])
def test_a_missing_text_is_a_problem(path):
    texts = {name: text for name, text in ONE["texts"]["en"].items() if name != path}
    assert [problem.path for problem in hotspot.problems({**ONE, "texts": {"en": texts}})] == [f"/texts/en/{path}"]


@given(seed=seeds)
def test_places_are_numbered_as_a_picture_is_read_whatever_their_order(seed):
    definition, rng = make("hotspot", seed)
    mixed = definition | {"regions": rng.sample(definition["regions"], len(definition["regions"]))}
    shown = [hotspot.present(one, {}, "en", None).regions for one in (definition, mixed)]
    assert shown[0] == shown[1]
    assert [region.number for region in shown[0]] == list(range(1, len(shown[0]) + 1))


def test_what_is_right_in_two_rows_is_read_row_by_row():
    rows = {
        "d": [6000, 7000, 9000, 9000],
        "b": [6000, 500, 9000, 2500],
        "a": [0, 0, 2000, 2000],
        "c": [0, 7100, 9, 9000],
    }
    definition = hotspot_of({key: ("rect", area, key == "a") for key, area in rows.items()})
    assert [region.id for region in hotspot.present(definition, {}, "en", None).regions] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("shape", "numbers", "path", "box", "mark"),
    [
        (
            "rect",
            [1000, 1000, 3000, 5000],
            "M1000 500 L3000 500 L3000 2500 L1000 2500 Z",
            (1000, 500, 3000, 2500),
            (1000, 500),
        ),
        ("poly", [0, 0, 2000, 0, 2000, 4000], "M0 0 L2000 0 L2000 2000 Z", (0, 0, 2000, 2000), (350, 350)),
        (
            "circle",
            [3000, 5000, 1000],
            "M2500 2500 a500 500 0 1 0 1000 0 a500 500 0 1 0 -1000 0 Z",
            (2500, 2000, 3500, 3000),
            (2650, 2150),
        ),
        (
            "ellipse",
            [3000, 5000, 1000, 401],
            "M2000 2500 a1000 200 0 1 0 2000 0 a1000 200 0 1 0 -2000 0 Z",
            (2000, 2300, 4000, 2700),
            (2300, 2360),
        ),
    ],
)
def test_areas_are_drawn_on_paper_as_wide_as_a_hundred_per_cent(shape, numbers, path, box, mark):
    height = paper_height(1000, 500)
    found = area_of(shape, numbers, height)
    assert (height, found.path, found.box, found.mark) == (5000, path, box, mark)
    assert has_extent(shape, numbers)
    assert found.size == (box[2] - box[0]) * (box[3] - box[1])


@pytest.mark.parametrize(
    ("shape", "numbers"),
    [
        ("rect", [5, 9, 6, 9]),
        ("rect", [9, 5, 8, 6]),
        ("poly", [5, 1, 5, 2, 5, 3]),
        ("poly", [1, 5, 2, 5, 3, 5]),
        ("poly", [8, 5, 9, 5, 7, 5]),
        ("ellipse", [5, 5, 1, 0]),
    ],
)
def test_a_line_is_no_area(shape, numbers):
    assert not has_extent(shape, numbers)


def test_the_smallest_areas_and_the_whole_picture_are_areas():
    areas = {"a": ("rect", [0, 0, 10_000, 10_000]), "b": ("circle", [0, 0, 1]), "c": ("ellipse", [9, 9, 1, 1])}
    assert registry.validate(hotspot_of({key: (*area, key == "a") for key, area in areas.items()})) == ()
    assert (paper_height(10**5, 1), paper_height(3, 2)) == (1, 6666)


def test_a_number_stands_inside_the_picture():
    corners = [area_of("rect", [x, y, 10_000, 10_000], 5000).mark for x, y in ((0, 0), (9_900, 9_900))]
    assert corners == [(350, 350), (9_650, 4_650)]


def test_an_area_is_read_by_the_row_of_its_middle():
    assert Area("", (0, 4000, 2000, 5000), (0, 0)).reading(6000) == (4, 2000, 9000)


def test_present_shows_what_was_chosen_and_tells_one_place_from_several():
    shown = hotspot.present(SEVERAL, {}, "en", {"chosen": ["a", "z", ["b"]]})
    assert ([region.id for region in shown.regions if region.chosen], shown.answered) == (["a"], 1)
    assert (shown.is_single, hotspot.present(ONE, {}, "en", {"chosen": "a"}).is_single) == (False, True)
    assert (shown.picture.path, shown.picture.height, shown.picture.alt) == (f"exercises/{FILE}", 6666, "A podium")
    assert {region.state for region in shown.regions} == {"open", "chosen"}


def test_a_debrief_reveals_right_places_only_when_they_are_due():
    scored = score(SEVERAL, "abd")
    hidden = hotspot.debrief(SEVERAL, {}, "en", scored, reveal=False)
    assert {region.state for region in hidden.regions} == {"open", "chosen"}
    assert (hidden.outcome, hidden.why_html, {region.why for region in hidden.regions}) == ("part", "", {""})
    due = hotspot.debrief(SEVERAL, {}, "en", scored, reveal=True)
    states = {region.id: region.state for region in due.regions}
    assert states == {"a": "found", "b": "found", "c": "missed", "d": "wrong", "e": "open", "f": "open"}
    assert (due.why_html, {region.why for region in due.regions}) == ("SECRET", {"SECRET"})
    assert hotspot.debrief(SEVERAL, {}, "en", score(SEVERAL, "de"), reveal=True).floor == 4 * MICRO


def test_read_form_takes_ids_and_never_a_point():
    form = {"region": ["b", "a", "b"], "x": ["12"], "region.x": ["30"]}
    assert hotspot.read_form(SEVERAL, form) == {"chosen": ["a", "b"]}
    assert hotspot.read_form(SEVERAL, {}) == {"chosen": []}
    assert hotspot.draw(SEVERAL, b"seed") == {}
