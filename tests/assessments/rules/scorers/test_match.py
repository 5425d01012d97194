from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry
from assessments.rules.scorers import match
from assessments.rules.types import MICRO
from tests.assessments.rules.cases import make, match_of

DEFINITION = match_of({"p1": "c", "p2": "a", "p3": "d", "p4": "b"})
seeds = st.integers(0, 2**32)


def score(definition, matches):
    return registry.compile_definition(definition, {}).score({"matches": matches})


def matches(targets):
    return {f"p{place}": target for place, target in enumerate(targets, 1) if target != "-"}


@pytest.mark.parametrize(
    ("targets", "raw", "earned"),
    [
        ("cadb", 6, 6),
        ("cabd", 2, 2),
        ("cad-", 4, 4),
        ("cdba", 0, 0),
        ("c---", 0, 0),
        ("cccc", 0, 0),
        ("ccdd", 2, 2),
        ("acbd", -2, 0),
        ("---c", -2, 0),
    ],
)
def test_one_match_is_what_chance_gives(targets, raw, earned):
    scored = score(DEFINITION, matches(targets))
    assert (scored.criteria[0].earned, scored.earned) == (raw * MICRO, earned * MICRO)


def test_evidence_names_each_pair_that_is_not_right():
    scored = score(DEFINITION, matches("cdd-"))
    evidence = [(entry.key, entry.params, entry.lost) for entry in scored.criteria[0].evidence]
    assert evidence == [
        ("match.wrong", {"pair": "p2", "target": "d"}, 2 * MICRO),
        ("match.missed", {"pair": "p4"}, 2 * MICRO),
    ]
    assert scored.diagnostics == {"matches": matches("cdd-"), "right": 2, "pairs": 4}


@pytest.mark.parametrize("count", [3, 4, 5])
def test_the_mean_over_all_bijections_is_nothing_before_the_floor(count):
    targets = [f"t{place}" for place in range(count)]
    definition = match_of({f"p{place}": target for place, target in enumerate(targets)}, points=(count - 1) * 12)
    orders = list(permutations(targets))
    raw = [
        score(definition, {f"p{place}": target for place, target in enumerate(order)}).criteria[0].earned
        for order in orders
    ]
    assert Fraction(sum(raw), len(raw)) == 0


@given(seed=seeds)
def test_one_right_side_for_all_earns_nothing(seed):
    definition, rng = make("match", seed)
    target = rng.choice(definition["pairs"])["target"]
    assert score(definition, {pair["id"]: target for pair in definition["pairs"]}).earned == 0


@given(seed=seeds)
def test_one_more_right_match_never_lowers(seed):
    definition, rng = make("match", seed)
    targets = [pair["target"] for pair in definition["pairs"]]
    given = {pair["id"]: rng.choice(targets) for pair in definition["pairs"]}
    mended = rng.choice(definition["pairs"])
    better = score(definition, given | {mended["id"]: mended["target"]})
    assert better.earned >= score(definition, given).earned


@pytest.mark.parametrize("response", [None, {}, {"matches": None}, {"matches": {"p1": "", "p2": None}}])
def test_nothing_chosen_is_unanswered(response):
    scored = registry.compile_definition(DEFINITION, {}).score(response)
    assert (scored.state, scored.earned, scored.diagnostics) == ("unanswered", 0, {"matches": {}})


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ([], {"key": "response.not_an_object", "params": {}}),
        ({"matches": "c"}, {"key": "match.matches_not_an_object", "params": {}}),
        ({"matches": {"p9": "c"}}, {"key": "match.unknown_pair", "params": {"pair": "p9"}}),
        ({"matches": {"p1": "z"}}, {"key": "match.unknown_target", "params": {"pair": "p1", "target": "z"}}),
        ({"matches": {"p1": ["c"]}}, {"key": "match.unknown_target", "params": {"pair": "p1", "target": "list"}}),
        ({"matches": {"p1": False}}, {"key": "match.unknown_target", "params": {"pair": "p1", "target": "bool"}}),
    ],
)
def test_what_no_form_sends_is_invalid(response, reason):
    scored = registry.compile_definition(DEFINITION, {}).score(response)
    assert (scored.state, scored.earned, scored.diagnostics) == ("invalid", 0, {"reasons": [reason]})


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"pairs": None}, "/pairs"),
        ({"pairs": DEFINITION["pairs"][:2]}, "/pairs"),
        ({"pairs": [*DEFINITION["pairs"][:3], {"id": "p4", "target": "c"}]}, "/pairs/3/target"),
        ({"pairs": [*DEFINITION["pairs"][:3], {"id": "p4", "target": ""}]}, "/pairs/3/target"),
        ({"pairs": [*DEFINITION["pairs"][:3], {"id": "p1", "target": "b"}]}, "/pairs/3/id"),
        ({"competency": 5}, "/competency"),
    ],
)
def test_problems_point_to_their_place(changes, path):
    assert [problem.path for problem in match.problems(DEFINITION | changes)] == [path]


@pytest.mark.parametrize("path", ["prompt_html", "pairs.p1.text", "pairs.p2.match"])
def test_a_missing_text_is_a_problem(path):
    texts = {name: text for name, text in DEFINITION["texts"]["en"].items() if name != path}
    assert [problem.path for problem in match.problems({**DEFINITION, "texts": {"en": texts}})] == [f"/texts/en/{path}"]


def test_the_right_sides_are_drawn():
    drawn = {tuple(match.draw(DEFINITION, bytes([seed]))["targets"]) for seed in range(30)}
    assert len(drawn) > 10
    assert {tuple(sorted(order)) for order in drawn} == {("a", "b", "c", "d")}


def test_present_shows_the_drawn_order_the_choice_and_what_is_chosen_twice():
    sent = {"matches": {"p1": "d", "p2": "d", "p3": "gone", "p4": ["a"]}}
    shown = match.present(DEFINITION, {"targets": ["d", "b"]}, "en", sent)
    assert [target.id for target in shown.targets] == ["d", "b", "a", "c"]
    assert [(item.field, item.chosen, item.answered) for item in shown.items] == [
        ("m-p1", "d", True),
        ("m-p2", "d", True),
        ("m-p3", "", False),
        ("m-p4", "", False),
    ]
    assert (shown.repeated, shown.answered, shown.items[0].chosen_text) == (("Right d",), 2, "Right d")


def test_read_form_keeps_what_was_sent():
    form = {"m-p1": ["c"], "m-p2": [""], "m-p3": ["hack"], "m-p9": ["a"]}
    assert match.read_form(DEFINITION, form) == {"matches": {"p1": "c", "p3": "hack"}}
    assert match.read_form(DEFINITION, {}) == {"matches": {}}


def test_debrief_counts_first_and_when_due_names_the_pairs():
    scored = score(DEFINITION, matches("cdd-"))
    before = match.debrief(DEFINITION, {}, "en", scored, False)
    after = match.debrief(DEFINITION, {}, "en", scored, True)
    assert (before.matched, before.repeated, before.why_html) == (2, ("Right d",), "")
    assert {(pair.is_right, pair.answer, pair.why) for pair in before.pairs} == {(None, "", "")}
    assert [(pair.given, pair.is_right, pair.is_repeated, pair.answer) for pair in after.pairs] == [
        ("Right c", True, False, "Right c"),
        ("Right d", False, True, "Right a"),
        ("Right d", True, True, "Right d"),
        ("", False, False, "Right b"),
    ]
    assert (after.why_html, after.sources_html, after.pairs[0].why) == ("SECRET",) * 3


def test_debrief_says_what_was_given_back():
    assert match.debrief(DEFINITION, {}, "en", score(DEFINITION, matches("acbd")), False).floor == 2 * MICRO
