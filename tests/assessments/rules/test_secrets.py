"""Nothing of a key reaches a learner before it is due."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import registry
from tests.assessments.rules.cases import KINDS, SECRET, make, mark, respond
from tests.assessments.rules.ordering import order_of

KEY_FIELDS = {"right", "rank", "quality", "points", "why", "why_html", "note", "source", "sources_html", "rules", "to"}
KEY_FIELDS |= {
    "value",
    "tolerance",
    "factor",
    "half",
    "answer",
    "allowed",
    "target",
    "is_right",
    "ratings",
    "rating",
    "place",
    "is_best",
}
seeds = st.integers(0, 2**32)


def names_in(value):
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    return set().union(*map(names_in, value)) if isinstance(value, list | tuple) else set()


@pytest.mark.parametrize("kind", KINDS)
@given(seed=seeds)
def test_a_presentation_holds_nothing_of_the_key(kind, seed):
    definition, rng = make(kind, seed)
    variant = registry.draw_variant(definition, b"seed")
    shown = asdict(registry.present(definition, variant, "en", respond(definition, rng)))
    assert SECRET not in json.dumps(shown)
    own = {"place"} if kind == "placement" else set()
    assert names_in(shown) & (KEY_FIELDS - own) == set()


@pytest.mark.parametrize("kind", KINDS)
@given(seed=seeds)
def test_a_presentation_is_the_same_whatever_the_key(kind, seed):
    definition, rng = make(kind, seed)
    variant, response = registry.draw_variant(definition, b"seed"), respond(definition, rng)
    other = json.loads(json.dumps(definition))
    for item in other.get("items", ()):
        for option in item.get("options", ()):
            option["right"] = not option["right"]
        if "value" in item:
            item |= {"value": "77", "tolerance": {"kind": "nominal", "amount": "3"}, "half": True}
    words = {pair["target"]: definition["texts"]["en"][f"pairs.{pair['id']}.match"] for pair in other.get("pairs", ())}
    for pair, target in zip(other.get("pairs", ()), sorted(words), strict=True):
        pair["target"] = target
        other["texts"]["en"][f"pairs.{pair['id']}.match"] = words[target]
    entries = (other.get("order") or other).get("entries", ())
    for entry, rank in zip(entries, [entry["rank"] for entry in entries][::-1], strict=True):
        entry["rank"] = rank and 9 - rank
    for scenario in other.get("scenarios", ()):
        for option in scenario["options"]:
            option["ratings"] = [8 - rating for rating in option["ratings"]]
    for scene in other.get("scenes", ()):
        for option in scene["options"]:
            option |= {"points": -option["points"], "quality": "poor"}
    present = registry.present
    assert present(other, variant, "en", response) == present(definition, variant, "en", response)


@given(seed=seeds)
def test_outcomes_of_options_not_taken_stay_secret(seed):
    definition, rng = make("branch", seed)
    response = respond(definition, rng)
    shown = registry.present(definition, {}, "en", response)
    taken = [f"OUTCOME {step.scene_id}/{step.option_id}" for step in shown.history]
    assert json.dumps(asdict(shown)).count("OUTCOME") == len(taken) == len(response["path"])


def test_rules_of_an_order_are_not_presented():
    definition = order_of({"a": 1, "b": 2}, [("r1", ["a"], ["b"])])
    assert "Rule r1" not in json.dumps(asdict(registry.present(definition, {}, "en")))


@pytest.mark.parametrize("kind", KINDS)
@given(seed=seeds)
def test_a_debrief_before_the_key_is_due_holds_nothing_of_it(kind, seed):
    definition, rng = make(kind, seed)
    variant = registry.draw_variant(definition, b"seed")
    scored = registry.score_marked(definition, variant, respond(definition, rng), mark(definition, rng))
    shown = asdict(registry.debrief(definition, variant, "en", scored, reveal=False))
    text = json.dumps(shown)
    assert SECRET not in text
    assert '"right": true' not in text
    assert '"right": false' not in text
    taken = len(shown.get("decisions", ()))
    assert text.count("OUTCOME") == taken
    assert not shown.get("key")
    order = shown["order"] if kind in {"intray", "redpen"} else None
    assert not order or (not order["key"] and not any(group["pairs"] or group["text"] for group in order["groups"]))
    assert all(not item.get("answer") and not item.get("allowed") for item in shown.get("items", ()))
    pairs = shown["pairs"] if kind == "match" else ()
    assert all(pair["is_right"] is None and not pair["answer"] for pair in pairs)
    judged = shown["items"] if kind == "sjt" else ()
    assert all(not item["pairs"] and not item["raters"] for item in judged)
    hidden = {"place": 0, "is_best": None, "is_worst": None, "counts": (), "rating": 0, "why": ""}
    assert all(option | hidden == option for item in judged for option in item["options"])
    assert not shown.get("road")
    assert all(not group["pairs"] for group in shown.get("groups", ()))


@pytest.mark.parametrize("kind", KINDS)
def test_a_debrief_shows_the_key_when_it_is_due(kind):
    definition, rng = make(kind, 11)
    variant = registry.draw_variant(definition, b"seed")
    scored = registry.compile_definition(definition, variant).score(respond(definition, rng))
    assert SECRET in json.dumps(asdict(registry.debrief(definition, variant, "en", scored, reveal=True)))
