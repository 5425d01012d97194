"""What class a change of a definition is (scoring.md 7.4)."""

import json
from copy import deepcopy
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry
from tests.assessments.rules.cases import KINDS, choice_item, choice_of, make, respond
from tests.assessments.rules.changes import BAD_VALUES, permuted, spoil
from tests.assessments.rules.pooling import placed, pool_of

seeds = st.integers(0, 2**32)
for_each_kind = pytest.mark.parametrize("kind", KINDS)
SEEDS = [number.to_bytes(16, "big") for number in range(3)]
# What is shown first is chosen so that it earns nothing, so it follows from the key.
ORDERED = ("order", "intray", "redpen")


def places(value, path=()):
    """List the path of every value inside a definition, but for its texts."""
    named = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, entry in named:
        if (*path, name) != ("texts",):
            yield (*path, name)
            yield from places(entry, (*path, name))


def is_key_part(kind, path):
    """Say whether a value is in a part that only scoring reads."""
    parts = [part.split("/") for part in registry.KINDS[kind].KEY_PARTS]
    return any(len(part) <= len(path) and all(map(fits, part, path)) for part in parts)


def fits(part, name):
    return part in (name, "*")


def changed(definition, path, value):
    copy = deepcopy(definition)
    holder = copy
    for name in path[:-1]:
        holder = holder[name]
    holder[path[-1]] = value
    return sound(copy)


def sound(definition):
    """Mend what follows from the rest: the sum of the points, and bounds; None when that is not enough."""
    if definition["kind"] in ("choice", "intray", "numeric", "redpen"):
        order = definition.get("order") or {"points": 0}
        definition = definition | {"points": sum(item["points"] for item in definition["items"]) + order["points"]}
    if definition["kind"] == "rubric":
        best = definition["levels"][-1]["id"]
        definition = definition | {"points": sum(entry["points"][best] for entry in definition["criteria"])}
    if "bounds" in definition and definition["kind"] in registry.COMPLETE:
        definition = registry.complete({name: part for name, part in definition.items() if name != "bounds"})
    return None if registry.validate(definition) else definition


def task(shown):
    """Leave out what is said of points, and of how sure they are."""
    if isinstance(shown, dict):
        return {name: task(entry) for name, entry in shown.items() if name not in {"possible", "worth", "panel"}}
    return [task(entry) for entry in shown] if isinstance(shown, list | tuple) else shown


def shown(definition, variant, response):
    return task(asdict(registry.present(definition, variant, "en", response)))


def state(definition, variant, response):
    return registry.compile_definition(definition, variant).score(response).state


def dealt(value):
    """Say what is dealt whatever its order."""
    if isinstance(value, dict):
        return {name: dealt(entry) for name, entry in value.items()}
    return sorted(value) if isinstance(value, list) else value


def others(definition, rng):
    """Make neighbours of a definition: one value changed by a little, swapped with another one, or spoiled."""
    found = list(places(definition))
    for path in rng.sample(found, min(len(found), 6)):
        value = definition
        for name in path:
            value = value[name]
        near = {bool: [not value], int: [value + 1, value - 1] if type(value) is int else []}.get(type(value), [])
        for other in (*near, rng.choice(BAD_VALUES)):
            if (one := attempt(definition, path, other)) is not None:
                yield path, one


def attempt(definition, path, value):
    try:
        return changed(definition, path, value)
    except (AttributeError, IndexError, KeyError, TypeError):
        return None


def flip(item):
    """Make another answer right."""
    swap(item["options"], "right")


def swap(entries, name):
    """Turn the values of entries round by one."""
    values = [entry[name] for entry in entries]
    for entry, value in zip(entries, [*values[1:], *values[:1]], strict=True):
        entry[name] = value


def rewire(one):
    """Give each left side another right side; its words go along."""
    texts, before = one["texts"]["en"], {pair["target"]: pair["id"] for pair in one["pairs"]}
    words = {target: texts[f"pairs.{pair}.match"] for target, pair in before.items()}
    swap(one["pairs"], "target")
    texts.update({f"pairs.{pair['id']}.match": words[pair["target"]] for pair in one["pairs"]})


def worth_more(one, points):
    points[one["levels"][-1]["id"]] += 1


REKEYED = {
    "branch": lambda one: [
        option.update(points=9 - option["points"]) for scene in one["scenes"] for option in scene["options"]
    ],
    "choice": lambda one: [flip(item) for item in one["items"]],
    "hotspot": lambda one: swap(one["regions"], "right"),
    "intray": lambda one: [flip(item) for item in one["items"]],
    "match": rewire,
    "negotiation": lambda one: one.update(points=one["points"] + 1),
    "network": lambda one: one.update(points=one["points"] + 1),
    "numeric": lambda one: [item.update(value="123", half=False) for item in one["items"]],
    "order": lambda one: swap([entry for entry in one["entries"] if entry["rank"]], "rank"),
    "placement": lambda one: [rule.update(weight=rule["weight"] % 5 + 1) for rule in one["rules"]],
    "redpen": lambda one: [flip(item) for item in one["items"]],
    "rubric": lambda one: [worth_more(one, criterion["points"]) for criterion in one["criteria"]],
    "sjt": lambda one: [swap(scenario["options"], "ratings") for scenario in one["scenarios"]],
}


@for_each_kind
@given(seed=seeds)
def test_a_definition_is_the_same_as_itself(kind, seed):
    definition, _ = make(kind, seed)
    assert registry.change_class(definition, json.loads(json.dumps(definition))) == "same"


@for_each_kind
@given(seed=seeds)
def test_other_words_are_text(kind, seed):
    definition, rng = make(kind, seed)
    table = definition["texts"]["en"]
    mixed = dict(zip(table, rng.sample(list(table.values()), len(table)), strict=True))
    translated = definition["texts"] | {"fr": {path: f"{text}!" for path, text in table.items()}}
    for texts in ({"en": mixed}, translated):
        if texts != definition["texts"]:
            assert registry.change_class(definition, definition | {"texts": texts}) == "text"


@for_each_kind
@given(seed=seeds)
def test_another_key_is_key(kind, seed):
    definition, _ = make(kind, seed)
    rekeyed = deepcopy(definition)
    REKEYED[kind](rekeyed)
    rekeyed = sound(rekeyed)
    if rekeyed is not None and rekeyed != definition:
        assert registry.change_class(definition, rekeyed) == "key"
        assert registry.change_class(rekeyed, definition) == "key"


@for_each_kind
@given(seed=seeds)
def test_a_changed_key_changes_nothing_that_is_seen_or_answered(kind, seed):
    """Every change but of texts: a "key" one is noticed by nobody, one outside the parts of the key is "structure"."""
    definition, rng = make(kind, seed)
    for path, other in others(definition, rng):
        found = registry.change_class(definition, other)
        if found == "same":
            continue
        assert found == "structure" or is_key_part(kind, path), path
        if found == "key":
            check_key(definition, other, [respond(definition, rng) for _ in range(2)], rng)


def check_key(definition, other, responses, rng):
    for seed in SEEDS:
        drawn, drawn_now = registry.draw_variant(definition, seed), registry.draw_variant(other, seed)
        assert (dealt(drawn) == dealt(drawn_now)) if definition["kind"] in ORDERED else (drawn == drawn_now)
        for response in (None, *responses, spoil(responses[0], rng)):
            assert shown(other, drawn, response) == shown(definition, drawn, response)
            assert state(other, drawn, response) == state(definition, drawn, response)


@for_each_kind
@given(seed=seeds)
def test_lists_in_another_order_are_structure_where_that_can_be_seen(kind, seed):
    definition, rng = make(kind, seed)
    other = permuted(definition, rng)
    found = registry.change_class(definition, other)
    if found == "key":
        check_key(definition, other, [respond(definition, rng)], rng)


@pytest.mark.parametrize(("kind", "name"), [("order", "entries"), ("hotspot", "regions")])
def test_a_list_whose_order_nobody_sees_may_stand_in_another(kind, name):
    definition, _ = make(kind, 3)
    assert registry.change_class(definition, definition | {name: definition[name][::-1]}) == "key"


def test_what_tells_which_questions_are_asked_is_no_key():
    """A question counts to another competency: that is mended for answered checks, but not for pools."""
    asked = [placed(choice_item(f"q{at}", "single", 1, 1), f"c-{at % 2}", "easy") for at in range(8)]
    check = choice_of(*asked)
    pool = pool_of(check, ("c-0", "easy", 1), ("c-1", "easy", 1))
    moved = [asked[0] | {"competency": "c-1"}, *asked[1:]]
    assert registry.validate(pool | {"items": moved}) == ()
    assert registry.change_class(check, check | {"items": moved}) == "key"
    assert registry.change_class(pool, pool | {"items": moved}) == "structure"


def test_kinds_differ_in_structure():
    definitions = [make(kind, 1)[0] for kind in KINDS]
    found = {registry.change_class(old, new) for old in definitions for new in definitions if old is not new}
    assert found == {"structure"}


@pytest.mark.parametrize("shows_rules", [True, False])
def test_rules_that_learners_see_are_structure(shows_rules):
    definition = next(
        one
        for one in (make("placement", seed)[0] for seed in range(99))
        if one["rules_shown"] is shows_rules and len(one["rules"]) > 2
    )
    fewer = sound(definition | {"rules": definition["rules"][1:]})
    assert registry.change_class(definition, fewer) == ("structure" if shows_rules else "key")


def test_one_place_instead_of_several_is_structure():
    """Learners are told how many to choose."""
    definition = next(one for one in (make("hotspot", seed)[0] for seed in range(99)) if len(right(one)) == 2)
    fewer = deepcopy(definition)
    right(fewer)[0]["right"] = False
    assert registry.change_class(definition, fewer) == "structure"


def right(definition):
    return [region for region in definition["regions"] if region["right"]]


def test_pairs_may_be_mended_but_not_reworded_at_once():
    """Right sides are numbered by their words: reworded ones may take each other's numbers."""
    definition, _ = make("match", 5)
    rekeyed = deepcopy(definition)
    rewire(rekeyed)
    assert registry.change_class(definition, rekeyed) == "key"
    rekeyed["texts"]["en"][f"pairs.{rekeyed['pairs'][0]['id']}.match"] = "Reworded"
    assert registry.change_class(definition, rekeyed) == "structure"


def test_a_key_may_be_mended_together_with_words():
    definition, _ = make("choice", 5)
    rekeyed = deepcopy(definition)
    REKEYED["choice"](rekeyed)
    rekeyed["texts"]["en"]["title"] = "Reworded"
    assert registry.change_class(definition, rekeyed) == "key"
