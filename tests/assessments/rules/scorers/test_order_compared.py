"""Orders in which entries share a rank, and lists with things to leave out."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry, verify
from assessments.rules.scorers import order
from assessments.rules.types import MICRO
from tests.assessments.rules.cases import respond
from tests.assessments.rules.changes import ids_of, permuted, relabelled, spoil
from tests.assessments.rules.ordering import COMPARING, TAU, TAUX, case, order_of
from tests.outsider.comparing import differences

EQUALS = {"gov": 1, "mayor": 2, "judge": 2, "clerk": 3}
STEPS = {"a": 1, "b": 2, "c": 3, "x": None, "y": None}
seeds = st.integers(0, 2**32)
each = pytest.mark.parametrize("scorer", COMPARING)


def answer(written):
    """Read "a b=c | x": ranks from the highest, entries of one rank joined, what is left out after the bar."""
    listed, _, out = written.partition("|")
    ranks = [rank.split("=") for rank in listed.split()]
    names = [entry for rank in ranks for entry in rank]
    same = [entry for rank in ranks for entry in rank[1:]]
    return {"order": names + out.split(), "same": same, "out": out.split(), "confirmed": True}


def scored(definition, written):
    return registry.compile_definition(definition, {}).score(answer(written))


def net(definition, written):
    """Give the share before the floor."""
    line = scored(definition, written).criteria[0]
    return Fraction(line.earned, line.possible)


@pytest.mark.parametrize(
    ("written", "tenths"),
    [
        ("gov mayor=judge clerk", 60),
        ("gov judge=mayor clerk", 60),
        ("gov mayor judge clerk", 50),
        ("gov=mayor=judge clerk", 40),
        ("gov=mayor=judge=clerk", 10),
        ("clerk mayor=judge gov", -40),
        ("clerk judge mayor gov", -50),
        ("clerk mayor judge=gov", -40),
    ],
)
def test_equal_ranks_have_to_be_recognised(written, tenths):
    definition = order_of(EQUALS, points=6, scorer=TAUX)
    assert scored(definition, written).criteria[0].earned == tenths * MICRO // 10
    assert scored(definition, written).earned == max(0, tenths * MICRO // 10)


@pytest.mark.parametrize(
    ("written", "ninths"),
    [
        ("a b c | x y", 9),
        ("a b c x | y", 6),
        ("x a b c | y", 6),
        ("a b c x y |", 3),
        ("a x b y c |", 3),
        ("a b | c x y", 5),
        ("b c | a x y", 5),
        ("a b x | c y", 2),
        ("c b a | x y", 3),
        ("a=b c | x y", 8),
        ("a | b c x y", 2),
        ("x y | a b c", -6),
        ("| a b c x y", 0),
    ],
)
def test_what_does_not_belong_is_left_out(written, ninths):
    definition = order_of(STEPS, points=9, scorer=TAU)
    assert scored(definition, written).criteria[0].earned == ninths * MICRO


def test_equal_ranks_stay_free_where_they_need_not_be_recognised():
    definition = order_of(EQUALS | {"x": None}, points=9, scorer=TAU)
    for middle in ("mayor=judge", "mayor judge", "judge mayor"):
        assert scored(definition, f"gov {middle} clerk | x").earned == 9 * MICRO


def test_without_shared_ranks_it_is_the_order_by_pairs():
    plain, new = order_of(EQUALS), order_of(EQUALS, scorer=TAU)
    for entries in permutations(EQUALS):
        response = {"order": list(entries), "confirmed": True}
        points = [registry.compile_definition(made, {}).score(response).criteria[0].earned for made in (plain, new)]
        assert points[0] == points[1]


def test_both_rankings_may_change_places():
    """tau_x is symmetric: one ranking as the key and the other as the answer, or the other way round."""
    rankings = ["a b c d", "a=b c d", "b a=c=d", "d c=b a", "d=c a=b", "a=b=c d", "c a b=d"]
    for first in rankings:
        for second in rankings:
            assert net(keyed(first), second) == net(keyed(second), first)


def keyed(written):
    ranks = {entry: number for number, rank in enumerate(written.split(), 1) for entry in rank.split("=")}
    return order_of(ranks, points=6, scorer=TAUX)


@each
@given(seed=seeds)
def test_scores_are_sound_and_the_key_earns_everything(scorer, seed):
    definition, rng = case(seed, scorer)
    compiled = registry.compile_definition(definition, {})
    full = compiled.score(registry.answer_key(definition))
    assert (full.state, full.earned) == ("answered", full.possible)
    for response in [respond(definition, rng) for _ in range(4)]:
        found = compiled.score(response)
        assert verify.check(found) == []
        assert found.possible == compiled.possible == definition["points"] * MICRO
        assert verify.check(compiled.score(spoil(response, rng))) == []


@each
@given(seed=seeds)
def test_neither_other_ids_nor_another_order_of_the_lists_changes_points(scorer, seed):
    definition, rng = case(seed, scorer)
    response = respond(definition, rng)
    names = {name: f"z{place}" for place, name in enumerate(reversed(ids_of(definition)))}
    pairs = [(definition, response), (relabelled(definition, names), relabelled(response, names))]
    pairs.append((permuted(definition, rng), response))
    assert len({registry.compile_definition(made, {}).score(given_).earned for made, given_ in pairs}) == 1


@each
@given(seed=seeds)
def test_the_order_shown_first_earns_nothing(scorer, seed):
    definition, _ = case(seed, scorer)
    shown = registry.draw_variant(definition, seed.to_bytes(8, "big"))["order"]
    assert sorted(shown) == sorted(entry["id"] for entry in definition["entries"])
    found = registry.compile_definition(definition, {}).score({"order": shown, "confirmed": True})
    assert (found.state, found.earned) == ("answered", 0)
    assert registry.compile_definition(definition, {}).score({"order": shown}).state == "unanswered"


@each
@given(seed=seeds)
def test_leaving_out_what_does_not_belong_never_lowers(scorer, seed):
    definition, rng = case(seed, scorer)
    response = respond(definition, rng) | {"confirmed": True, "same": []}
    compiled = registry.compile_definition(definition, {})
    before = compiled.score(response).criteria[0].earned
    for entry in order.pairs.strangers(definition):
        left_out = response | {"out": sorted({*response["out"], entry})}
        assert compiled.score(left_out).criteria[0].earned >= before


@each
def test_an_outsider_finds_the_same_points(scorer):
    for seed in range(100):
        definition, rng = case(seed, scorer)
        assert (seed, differences(definition, [respond(definition, rng) for _ in range(3)])) == (seed, [])


@each
@pytest.mark.parametrize("ranks", ["123", "1223", "12--", "112-", "1333-"])
def test_the_mean_over_all_orders_is_the_chance_score(scorer, ranks):
    entries = {f"e{place}": None if rank == "-" else int(rank) for place, rank in enumerate(ranks)}
    definition = order_of(entries, points=1, scorer=scorer)
    shares = [max(Fraction(0), _exact(definition, " ".join(found))) for found in permutations(entries)]
    assert order.chance(definition) == sum(shares) / len(shares)


def _exact(definition, written):
    told = scored(definition, written).diagnostics
    return Fraction(told["concordant"] - told["discordant"], told["pairs"])


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"same": "mayor"}, ("order.marks_not_a_list", {"name": "same"})),
        ({"out": None}, ("order.marks_not_a_list", {"name": "out"})),
        ({"out": ["x"]}, ("order.unknown_entry", {"entry": "x"})),
        ({"same": [["gov"]]}, ("order.unknown_entry", {"entry": "list"})),
        ({"order": ["gov"]}, ("order.missing_entry", {"entry": "mayor"})),
    ],
)
def test_an_invalid_response_says_why(changes, reason):
    response = {"order": list(EQUALS), "confirmed": True} | changes
    found = registry.compile_definition(order_of(EQUALS, scorer=TAUX), {}).score(response)
    assert (found.state, found.earned) == ("invalid", 0)
    first = found.diagnostics["reasons"][0]
    assert (first["key"], first["params"]) == reason


def test_what_is_left_out_twice_or_shares_the_rank_of_nothing_does_no_harm():
    definition = order_of(STEPS, points=9, scorer=TAU)
    response = answer("a b c | x y") | {"same": ["a", "x"], "out": ["x", "y", "x"]}
    assert registry.compile_definition(definition, {}).score(response).earned == 9 * MICRO


@pytest.mark.parametrize(
    ("ranks", "scorer", "path"),
    [
        ({"a": 1, "b": 1, "x": None}, TAU, "/entries"),
        ({"a": 1, "x": None}, TAUX, "/entries"),
        ({"x": None, "y": None}, TAUX, "/entries"),
        ({"a": 1, "b": 2, "x": None}, "order-tau/1", "/entries/2/rank"),
        ({"a": 1, "b": 2, "x": None}, "order-lcs/1", "/entries/2/rank"),
        ({"a": 1, "b": 2, "x": 0}, TAU, "/entries/2/rank"),
    ],
)
def test_problems_point_to_their_place(ranks, scorer, path):
    assert [problem.path for problem in order.problems(order_of(ranks, scorer=scorer))] == [path]


def test_a_rule_names_only_what_belongs():
    definition = order_of({"a": 1, "b": 2, "x": None}, [("r", ["a"], ["b", "x"])], scorer=TAU)
    assert [problem.path for problem in order.problems(definition)] == ["/rules/0/lower/1"]


def test_a_form_says_who_shares_a_rank_and_what_is_left_out():
    definition = order_of(EQUALS | {"x": None}, scorer=TAUX)
    form = {"order": ["gov", "judge", "mayor", "clerk", "x"], "p-mayor": ["same"], "p-x": ["out"], "p-gov": [""]}
    read = order.read_form(definition, form | {"move": ["clerk:up"]})
    assert read["order"] == ["gov", "judge", "clerk", "mayor", "x"]
    assert (read["same"], read["out"], read["confirmed"]) == (["mayor"], ["x"], False)
    assert "same" not in order.read_form(order_of(EQUALS), form)


def test_a_page_shows_the_ranks_as_they_stand():
    definition = order_of(EQUALS | {"x": None}, scorer=TAUX)
    drawn = {"order": ["x", "clerk", "judge", "mayor", "gov"]}
    fresh = order.present(definition, drawn, "en", None)
    saved = order.present(definition, drawn, "en", answer("gov mayor=judge | x clerk"))
    assert [(entry.id, entry.mark, entry.level) for entry in saved.entries] == [
        ("gov", "", 1),
        ("mayor", "", 2),
        ("judge", "same", 2),
        ("x", "out", None),
        ("clerk", "out", None),
    ]
    assert [(entry.mark, entry.level) for entry in fresh.entries] == [("", number) for number in range(1, 6)]
    assert (fresh.may_share, fresh.may_leave_out) == (True, True)
    plain = order.present(order_of(EQUALS), drawn, "en", answer("gov mayor=judge | clerk"))
    assert (plain.may_share, plain.may_leave_out, {entry.mark for entry in plain.entries}) == (False, False, {""})


def test_the_debrief_names_what_was_put_wrongly_when_the_key_is_due():
    ranks = {"a": 1, "b": 1, "c": 2, "d": 3, "e": 4, "x": None, "y": None}
    definition = order_of(ranks, [("r", ["d"], ["e"])], points=22, scorer=TAUX)
    found = scored(definition, "a b=c e d | x")
    assert found.state == "invalid"
    found = scored(definition, "b e=x d | a c y")
    hidden, shown = (registry.debrief(definition, {}, "en", found, reveal) for reveal in (False, True))
    assert [group.kind for group in hidden.groups] == ["reversed", "missing", "extra"]
    assert [group.rule for group in hidden.groups] == [1, None, None]
    assert not any(group.pairs or group.entries or group.text for group in hidden.groups)
    assert [group.entries for group in shown.groups] == [(), ("Entry a", "Entry c"), ("Entry x",)]
    assert [(entry.id, entry.number, entry.is_misplaced) for entry in shown.given] == [
        ("b", 1, False),
        ("e", 2, False),
        ("x", 2, True),
        ("d", 3, False),
    ]
    assert [(entry.id, entry.is_misplaced) for entry in shown.left_out] == [("a", True), ("c", True), ("y", False)]
    assert not any(entry.is_misplaced or entry.note for entry in (*hidden.given, *hidden.left_out))
    assert ([entry.id for entry in shown.strangers], hidden.strangers) == (["x", "y"], ())
    assert (shown.scoring, shown.must_share, shown.pairs) == ("compared", True, 20)
    assert (shown.in_place, shown.reversed_pairs) == (5, 3)


def test_pairs_put_apart_or_together_are_told():
    definition = order_of(EQUALS, points=6, scorer=TAUX)
    found = scored(definition, "gov=judge mayor clerk")
    shown = registry.debrief(definition, {}, "en", found, True)
    pairs = [(group.kind, group.lost, [(pair.higher, pair.lower) for pair in group.pairs]) for group in shown.groups]
    assert pairs == [
        ("together", MICRO, [("Entry gov", "Entry judge")]),
        ("apart", MICRO, [("Entry mayor", "Entry judge")]),
    ]
