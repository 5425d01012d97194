from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry, verify
from assessments.rules.scorers import order
from assessments.rules.types import MICRO
from tests.assessments.rules.ordering import case, order_of

RANKS = {"gov": 1, "mayor": 2, "judge": 2, "clerk": 3}
RULES = [("r1", ["gov"], ["mayor", "judge"]), ("r2", ["gov", "mayor"], ["judge", "clerk"][1:])]
DEFINITION = order_of(RANKS, RULES)
seeds = st.integers(0, 2**32)


def score(definition, entries, **others):
    return registry.compile_definition(definition, {}).score({"order": entries, "confirmed": True, **others})


def raw(definition, entries):
    return score(definition, list(entries)).criteria[0].earned


@pytest.mark.parametrize(
    ("entries", "earned"),
    [
        ("gov mayor judge clerk", 10 * MICRO),
        ("gov judge mayor clerk", 10 * MICRO),
        ("gov judge clerk mayor", 6 * MICRO),
        ("mayor gov judge clerk", 6 * MICRO),
        ("clerk judge mayor gov", 0),
    ],
)
def test_points_follow_the_pairs_that_matter(entries, earned):
    assert score(DEFINITION, entries.split()).earned == earned


def test_the_result_does_not_count_below_zero():
    scored = score(DEFINITION, ["clerk", "judge", "mayor", "gov"])
    assert [(line.id, line.earned) for line in scored.criteria] == [("order", -10 * MICRO), ("floor.order", 10 * MICRO)]


def test_evidence_groups_reversed_pairs_by_rule():
    scored = score(DEFINITION, ["judge", "clerk", "gov", "mayor"])
    groups = [(entry.params["rule"], entry.params["pairs"], entry.lost) for entry in scored.criteria[0].evidence]
    assert groups == [
        ("r1", [["gov", "judge"]], 4 * MICRO),
        ("r2", [["gov", "clerk"], ["mayor", "clerk"]], 8 * MICRO),
    ]
    plain = score(order_of(RANKS), ["gov", "mayor", "clerk", "judge"]).criteria[0].evidence
    assert [(entry.params["rule"], entry.params["pairs"]) for entry in plain] == [(None, [["judge", "clerk"]])]


@pytest.mark.parametrize(
    "response", [None, {}, {"order": None}, {"order": list(RANKS)}, {"order": list(RANKS), "confirmed": False}]
)
def test_an_order_that_is_not_confirmed_is_unanswered(response):
    scored = registry.compile_definition(DEFINITION, {}).score(response)
    assert (scored.state, scored.earned, scored.diagnostics) == ("unanswered", 0, {})


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ("gov", ("response.not_an_object", {})),
        ({"confirmed": True}, ("order.not_a_list", {})),
        ({"order": "gov"}, ("order.not_a_list", {})),
        ({"order": list(RANKS), "confirmed": 1}, ("order.confirmed_not_a_boolean", {})),
        ({"order": [*RANKS, "x"]}, ("order.unknown_entry", {"entry": "x"})),
        ({"order": [*RANKS, ["gov"]]}, ("order.unknown_entry", {"entry": "list"})),
        ({"order": [*RANKS, "gov"]}, ("order.repeated_entry", {"entry": "gov"})),
        ({"order": ["gov", "mayor", "judge"]}, ("order.missing_entry", {"entry": "clerk"})),
    ],
)
def test_an_invalid_response_says_why(response, reason):
    scored = registry.compile_definition(DEFINITION, {}).score(response)
    assert (scored.state, scored.earned) == ("invalid", 0)
    assert [(entry["key"], entry["params"]) for entry in scored.diagnostics["reasons"]] == [reason]


@given(seed=seeds)
def test_repairing_one_adjacent_inversion_never_lowers(seed):
    definition, rng = case(seed)
    ranks = {entry["id"]: entry["rank"] for entry in definition["entries"]}
    entries = rng.sample(sorted(ranks), len(ranks))
    for place in range(len(entries) - 1):
        first, second = entries[place : place + 2]
        if ranks[first] > ranks[second]:
            repaired = [*entries[:place], second, first, *entries[place + 2 :]]
            assert raw(definition, repaired) > raw(definition, entries)
            assert score(definition, repaired).earned >= score(definition, entries).earned


@given(seed=seeds)
def test_reversal_negates_before_the_floor(seed):
    definition, rng = case(seed)
    entries = rng.sample([entry["id"] for entry in definition["entries"]], len(definition["entries"]))
    assert raw(definition, entries[::-1]) == -raw(definition, entries)


@given(seed=seeds)
def test_entries_of_equal_rank_may_change_places(seed):
    definition, rng = case(seed)
    ranks = {entry["id"]: entry["rank"] for entry in definition["entries"]}
    entries = rng.sample(sorted(ranks), len(ranks))
    first = rng.choice(entries)
    second = rng.choice([entry for entry in entries if ranks[entry] == ranks[first]])
    swapped = [{first: second, second: first}.get(entry, entry) for entry in entries]
    assert raw(definition, swapped) == raw(definition, entries)


@pytest.mark.parametrize("ranks", ["12", "123", "1223", "1122", "12345", "11123", "1333"])
def test_the_mean_over_all_orders_is_the_chance_score(ranks):
    definition = order_of({f"e{place}": int(rank) for place, rank in enumerate(ranks)}, points=1)
    pairs = order.pairs.strict_pairs(definition)
    orders = list(permutations(f"e{place}" for place in range(len(ranks))))
    nets = [max(0, len(pairs) - 2 * len(order.pairs.reversed_pairs(pairs, entries))) for entries in orders]
    assert order.chance(definition) == Fraction(sum(nets), len(pairs) * len(orders))


def test_the_chance_score_of_five_entries():
    assert 0.16 < order.chance(order_of({f"e{place}": place for place in range(1, 6)})) < 0.19


@given(seed=seeds)
def test_the_order_shown_first_earns_nothing_and_its_reverse_next_to_nothing(seed):
    definition, _ = case(seed)
    shown = order.draw(definition, seed.to_bytes(8, "big"))["order"]
    pairs = order.pairs.strict_pairs(definition)
    wrong = len(order.pairs.reversed_pairs(pairs, shown))
    assert score(definition, shown).earned == 0
    assert verify.check(score(definition, shown)) == []
    assert 0 <= 2 * wrong - len(pairs) <= max(1, len(definition["entries"]) - 1)


def entry(key, rank):
    return {"id": key, "rank": rank}


def rule(**changes):
    return order_of({"a": 1, "b": 2}) | {"rules": [{"id": "r", "higher": ["a"], "lower": ["b"], **changes}]}


def with_rule_text(definition):
    texts = {**definition["texts"]["en"], "rules.r.text": "Rule"}
    return {**definition, "texts": {"en": texts}}


@pytest.mark.parametrize(
    ("definition", "path"),
    [
        (order_of({"a": 1, "b": 2}) | {"entries": {}}, "/entries"),
        (order_of({"a": 1, "b": 2}) | {"entries": [entry("a", 1)]}, "/entries"),
        (order_of({"a": 1, "b": 2}) | {"entries": [entry("a", 1), entry("b", 0)]}, "/entries/1/rank"),
        (order_of({"a": 1, "b": 1}), "/entries"),
        (order_of({"a": 1, "b": 2}) | {"competency": "not an id"}, "/competency"),
        (order_of({"a": 1, "b": 2}) | {"rules": 5}, "/rules"),
        (rule(higher=[]), "/rules/0/higher"),
        (rule(lower=["b", "x"]), "/rules/0/lower/1"),
        (rule(higher=["b"], lower=["a"]), "/rules/0"),
    ],
)
def test_problems_point_to_their_place(definition, path):
    assert [problem.path for problem in order.problems(with_rule_text(definition))] == [path]


def test_a_rule_over_an_entry_without_a_rank_is_not_a_second_problem():
    definition = with_rule_text(rule()) | {"entries": [entry("a", 1), entry("b", None)]}
    assert [problem.path for problem in order.problems(definition)] == ["/entries/1/rank"]


def test_rules_may_be_left_out():
    definition = order_of({"a": 1, "b": 2})
    del definition["rules"]
    assert registry.validate(definition) == ()
    assert score(definition, ["b", "a"]).criteria[0].evidence[0].params["rule"] is None


@pytest.mark.parametrize("path", ["prompt_html", "entries.gov.text", "rules.r1.text"])
def test_a_missing_text_is_a_problem(path):
    texts = {name: text for name, text in DEFINITION["texts"]["en"].items() if name != path}
    assert [problem.path for problem in order.problems({**DEFINITION, "texts": {"en": texts}})] == [f"/texts/en/{path}"]


def test_present_shows_the_saved_order_or_the_drawn_one():
    drawn = {"order": ["clerk", "judge", "mayor", "gov"]}
    fresh = order.present(DEFINITION, drawn, "en", None)
    saved = order.present(DEFINITION, drawn, "en", {"order": ["gov", "x", "clerk"], "confirmed": True})
    assert [shown.id for shown in fresh.entries] == drawn["order"]
    assert [shown.id for shown in saved.entries] == ["gov", "clerk", "judge", "mayor"]
    assert [(shown.number, shown.is_first, shown.is_last) for shown in saved.entries][::3] == [
        (1, True, False),
        (4, False, True),
    ]
    assert (fresh.confirmed, saved.confirmed) == (False, True)
    assert (fresh.first_label, fresh.last_label, fresh.entries[0].text) == ("First", "Last", "Entry clerk")


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        ([], "a b c"),
        (["b:up"], "b a c"),
        (["b:down"], "a c b"),
        (["a:up"], "a b c"),
        (["c:down"], "a b c"),
        (["x:up"], "a b c"),
        (["b:sideways"], "a b c"),
        (["nonsense"], "a b c"),
    ],
)
def test_read_form_applies_a_move(move, expected):
    form = {"order": ["a", "b", "c"], "move": move, "confirmed": ["on"]}
    assert order.read_form(DEFINITION, form) == {"order": expected.split(), "confirmed": True}


def test_read_form_without_an_order():
    assert order.read_form(DEFINITION, {}) == {"order": None, "confirmed": False}


def test_debrief_names_rule_and_points_and_when_due_pairs_and_key():
    scored = score(DEFINITION, ["clerk", "judge", "gov", "mayor"])
    before = order.debrief(DEFINITION, {}, "en", scored, False)
    after = order.debrief(DEFINITION, {}, "en", scored, True)
    assert [(group.rule, group.text, group.lost) for group in before.groups] == [
        (1, "", 4 * MICRO),
        (2, "", 8 * MICRO),
        (None, "", 4 * MICRO),
    ]
    assert [group.text for group in after.groups] == ["Rule r1", "Rule r2", ""]
    assert (before.earned, before.floor, before.reversed_pairs, before.pairs) == (0, 6 * MICRO, 4, 5)
    assert before.key == before.groups[0].pairs == ()
    assert [(shown.rank, shown.note) for shown in before.given] == [(None, "")] * 4
    assert [(pair.higher, pair.lower) for pair in after.groups[0].pairs] == [("Entry gov", "Entry judge")]
    assert [[shown.id for shown in group] for group in after.key] == [["gov"], ["mayor", "judge"], ["clerk"]]
    assert [shown.rank for shown in after.given] == [3, 2, 1, 2]
    assert after.why_html == after.sources_html == after.given[0].note == "SECRET"


def test_debrief_without_an_answer_has_no_order():
    scored = registry.compile_definition(DEFINITION, {}).score(None)
    shown = order.debrief(DEFINITION, {}, "en", scored, True)
    assert (shown.given, shown.groups, shown.floor, shown.state) == ((), (), 0, "unanswered")
