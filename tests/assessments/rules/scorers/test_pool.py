"""Knowledge checks that ask some of their questions."""

import json
from collections import Counter
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry, verify
from assessments.rules.__main__ import DONE, UNREADABLE, main
from assessments.rules.scorers import choice
from assessments.rules.types import MICRO
from tests.assessments.rules.cases import SECRET, choice_item, choice_of, make, respond
from tests.assessments.rules.changes import ids_of, permuted, relabelled
from tests.assessments.rules.pooling import cells_of, placed, pool_of

seeds = st.integers(0, 2**32)
MANY = 2_000


def cell(prefix, size, competency, difficulty, points=1):
    items = [choice_item(f"{prefix}{number}", "single", 1, 2, points) for number in range(size)]
    return [placed(item, competency, difficulty) for item in items]


def forty(cap=50, points=12):
    """Return a pool of 40 questions of which 12 are asked."""
    items = [*cell("e", 20, "c-1", "easy"), *cell("m", 8, "c-1", "medium", 2), *cell("h", 12, None, "hard")]
    rows = ("c-1", "easy", 6), ("c-1", "medium", 3), (None, "hard", 3)
    return pool_of(choice_of(*items), *rows, cap=cap, points=points)


def pool(seed):
    """Return a random pool and the `random.Random` to go on with."""
    while True:
        definition, rng = make("choice", seed)
        if "blueprint" in definition:
            return definition, rng
        seed += 1


def draw(definition, seed):
    return registry.draw_variant(definition, seed.to_bytes(16, "big"))


def problems(definition, **changes):
    return [(problem.path, problem.params) for problem in registry.validate(definition | changes)]


@given(seed=seeds, drawn=seeds)
def test_every_draw_obeys_the_blueprint(seed, drawn):
    definition, _ = pool(seed)
    asked = draw(definition, drawn)["items"]
    assert len(set(asked)) == len(asked)
    taken = [(len({*fitting} & {*asked}), take) for fitting, take in cells_of(definition)]
    assert all(found == take for found, take in taken)
    assert sum(take for _, take in taken) == len(asked)


@given(seed=seeds)
def test_the_same_seed_gives_the_same_draw_and_names_play_no_part(seed):
    definition, _ = pool(seed)
    names = {name: f"z{place}" for place, name in enumerate(reversed(ids_of(definition)))}
    first, again = draw(definition, 7), draw(json.loads(json.dumps(definition)), 7)
    renamed = draw(relabelled(definition, names), 7)
    assert first == again
    assert renamed["items"] == [names[item] for item in first["items"]]
    assert set(first["options"]) == set(first["items"])


@given(seed=seeds)
def test_another_order_of_the_pool_changes_no_points_of_the_same_questions(seed):
    definition, rng = pool(seed)
    variant, response = draw(definition, 7), respond(definition, rng)
    first, second = (
        registry.compile_definition(given, variant).score(response) for given in (definition, permuted(definition, rng))
    )
    assert [(line.id, line.earned, line.possible) for line in first.criteria] == [
        (line.id, line.earned, line.possible) for line in second.criteria
    ]


@given(seed=seeds)
def test_every_attempt_can_earn_the_same(seed):
    definition, _ = pool(seed)
    for number in range(5):
        variant = draw(definition, number)
        full = registry.compile_definition(definition, variant).score(registry.answer_key(definition))
        assert full.earned == full.possible == definition["points"] * MICRO
        assert [line.id for line in full.criteria] == variant["items"]
        shown = registry.present(definition, variant, "en")
        assert [item.possible for item in shown.items] == [line.possible for line in full.criteria]
        assert verify.check(full) == []


def test_every_question_is_asked_about_as_often_as_the_others_of_its_cell():
    definition = forty()
    asked = Counter(item for seed in range(MANY) for item in draw(definition, seed)["items"])
    for fitting, take in cells_of(definition):
        share = take / len(fitting)
        # five standard errors of a share
        bound = 5 * (share * (1 - share) / MANY) ** 0.5
        assert all(abs(asked[item] / MANY - share) < bound for item in fitting)
        assert share <= definition["exposure_percent"] / 100


def test_the_order_of_the_questions_is_drawn_too():
    firsts = Counter(draw(forty(), seed)["items"][0][0] for seed in range(200))
    assert set(firsts) == {"e", "m", "h"}


def test_questions_share_the_points_by_their_own():
    definition = forty(points=10)
    scored = registry.compile_definition(definition, draw(definition, 1)).score(None)
    worth = {line.id[0]: line.possible for line in scored.criteria}
    # nine questions of 1 and three of 2 share 10 points; what is left over goes to the first of them
    assert sum(line.possible for line in scored.criteria) == 10 * MICRO
    assert {kind: round(micro / MICRO, 3) for kind, micro in worth.items()} == {"e": 0.667, "m": 1.333, "h": 0.667}


def test_an_answer_to_a_question_that_was_not_drawn_is_left_aside():
    definition = forty()
    variant = draw(definition, 3)
    other = next(item["id"] for item in definition["items"] if item["id"] not in variant["items"])
    scorer = registry.compile_definition(definition, variant)
    assert scorer.score({"answers": {other: [f"{other}o0"]}}).state == "unanswered"
    mine = variant["items"][0]
    both = scorer.score({"answers": {other: [f"{other}o0"], mine: [f"{mine}o0"]}})
    assert (both.state, both.diagnostics) == ("answered", {"chosen": {mine: [f"{mine}o0"]}})
    assert scorer.score({"answers": {"nothing": ["x"]}}).state == "invalid"


def test_a_variant_of_another_exercise_is_refused():
    for variant in ({"options": {}}, *({"items": items, "options": {}} for items in (["gone"], [], ["e1", "e1"]))):
        with pytest.raises(LookupError):
            registry.compile_definition(forty(), variant)


def test_the_command_scores_a_draw_by_its_seed_and_as_it_was_kept(tmp_path, capsys):
    definition = forty()
    variant = registry.draw_variant(definition, bytes.fromhex("00ff"))
    for name, value in (
        ("pool", definition),
        ("answer", registry.answer_key(definition)),
        ("drawn", variant),
        ("other", {"items": 5, "options": {}}),
    ):
        (tmp_path / f"{name}.json").write_text(json.dumps(value))
    score = ["score", str(tmp_path / "pool.json"), str(tmp_path / "answer.json")]
    assert main([*score, "--seed", "00ff"]) == main([*score, "--variant", str(tmp_path / "drawn.json")]) == DONE
    first, again = (json.loads(part) for part in capsys.readouterr().out.replace("}\n{", "}\0{").split("\0"))
    assert first == again
    assert [line["id"] for line in first["criteria"]] == variant["items"]
    assert main([*score, "--variant", str(tmp_path / "other.json")]) == UNREADABLE


def test_only_the_questions_drawn_are_shown_with_the_size_of_the_pool():
    definition = forty()
    variant = draw(definition, 3)
    shown = registry.present(definition, variant, "en", {"answers": {variant["items"][2]: ["x"]}})
    assert [item.id for item in shown.items] == variant["items"]
    assert [item.number for item in shown.items] == list(range(1, 13))
    assert (len(shown.items), shown.pool) == (12, 40)
    assert registry.present(choice_of(choice_item("q1", "single", 1, 1)), {}, "en").pool == 0


@pytest.mark.parametrize("reveal", [True, False])
def test_nothing_of_a_question_that_was_not_drawn_is_ever_shown(reveal):
    definition = forty()
    texts = definition["texts"]["en"]
    for item in definition["items"]:
        for path in [path for path in texts if path.startswith(f"items.{item['id']}.")]:
            texts[path] = f"<p>ABOUT {item['id']}.</p>"
    variant = draw(definition, 5)
    scored = registry.compile_definition(definition, variant).score(registry.answer_key(definition))
    shown = registry.present(definition, variant, "en")
    told = registry.debrief(definition, variant, "en", scored, reveal)
    said = json.dumps([asdict(shown), asdict(told), scored.to_json()])
    others = [item["id"] for item in definition["items"] if item["id"] not in variant["items"]]
    assert len(others) == 28
    assert [other for other in others if f"ABOUT {other}." in said or f'"{other}"' in said] == []
    assert (SECRET in json.dumps(asdict(told))) is reveal


def test_a_pool_without_faults():
    assert registry.validate(forty()) == ()


@pytest.mark.parametrize(
    ("cap", "missing"),
    [(38, []), (37, [("/blueprint/1/take", 1)]), (24, [(f"/blueprint/{n}/take", m) for n, m in enumerate((5, 5, 1))])],
)
def test_a_cell_needs_enough_questions_for_the_cap(cap, missing):
    found = problems(forty(cap))
    assert [(path, params["missing"]) for path, params in found] == missing


def test_as_many_as_are_missing_are_enough():
    definition = forty(24)
    more = [*cell("x", 5, "c-1", "easy"), *cell("y", 5, "c-1", "medium"), *cell("z", 1, None, "hard")]
    whole = choice_of(*definition["items"], *more)
    assert choice.problems(definition | {"items": whole["items"], "texts": whole["texts"]}) == []


def test_problems_point_to_their_place():
    definition = forty()
    first, *others = definition["items"]
    rows = definition["blueprint"]
    assert problems(definition, blueprint=[*rows, rows[0] | {"id": "b9"}]) == [("/blueprint/3/difficulty", {})]
    assert problems(definition, blueprint=rows[:2])[0] == ("/items/28/difficulty", {})
    for changed, path in [
        ({"items": [{**first, "difficulty": "tricky"}, *others]}, "/items/0/difficulty"),
        ({"blueprint": []}, "/blueprint"),
        ({"blueprint": [{**rows[0], "take": 0}, *rows[1:]]}, "/blueprint/0/take"),
        ({"blueprint": [{**rows[0], "difficulty": None}, *rows[1:]]}, "/blueprint/0/difficulty"),
        ({"blueprint": [{**rows[0], "competency": []}, *rows[1:]]}, "/blueprint/0/competency"),
        ({"exposure_percent": 0}, "/exposure_percent"),
        ({"scorer": "select-net/1"}, "/blueprint"),
    ]:
        assert [found for found, _ in problems(definition, **changed)] == [path]


def test_what_is_asked_may_be_everything_when_the_author_says_so():
    definition = pool_of(choice_of(*cell("q", 4, None, "easy")), (None, "easy", 4), cap=100)
    assert registry.validate(definition) == ()
    assert sorted(draw(definition, 1)["items"]) == ["q0", "q1", "q2", "q3"]


def test_what_a_blueprint_draws_by_is_structure_and_what_it_promises_is_not():
    definition = forty()
    first, *others = definition["items"]
    moved = definition | {"items": [placed(first, None, "hard"), *others]}
    fewer = definition | {"items": others}
    dearer = definition | {"items": [{**first, "points": 3}, *others]}
    assert registry.validate(moved) == registry.validate(fewer) == ()
    found = [registry.change_class(definition, one) for one in (moved, fewer, dearer, forty(38), forty(points=13))]
    assert found == ["structure", "structure", "key", "key", "key"]
