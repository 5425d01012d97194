"""Nobody passes a shipped case by habit; every choice is explained, and time and facts matter where a case has them."""

import random
from statistics import fmean

import pytest

from assessments.rules import registry
from tests.shipped import exercises

pytestmark = pytest.mark.same_on_both

RANDOM_PLAYERS = 200


@pytest.fixture
def shipped(db):
    return {fields["slug"]: (fields, definition) for fields, definition in exercises("branch")}


def options(definition):
    return {(scene["id"], option["id"]): option for scene in definition["scenes"] for option in scene["options"]}


def percent(definition, choose):
    """Score somebody who decides by habit; `choose` gets the options that are offered, as the definition has them."""
    known, path = options(definition), []
    while not (shown := registry.present(definition, {}, "en", {"path": path})).finished:
        offered = [known[shown.scene.id, option.id] | {"text": option.text} for option in shown.scene.options]
        path.append(choose(offered)["id"])
    scored = registry.compile_definition(definition, {}).score({"path": path})
    return 100 * scored.earned / scored.possible


def length(option):
    return len(option["text"])


def spent(option):
    return -sum(effect.get("add", 0) for effect in option.get("effects", ()) if effect["var"] == "time")


HABITS = {
    "first": lambda offered: offered[0],
    "second": lambda offered: offered[1],
    "last": lambda offered: offered[-1],
    "longest": lambda offered: max(offered, key=length),
    "shortest": lambda offered: min(offered, key=length),
    "slowest": lambda offered: max(offered, key=spent),
    "quickest": lambda offered: min(offered, key=spent),
}


def most_cautious(offered):
    """Take what neither harms nor decides, wherever there is such a thing."""
    return next((option for option in offered if option["quality"] == "acceptable"), offered[0])


@pytest.mark.parametrize("habit", HABITS)
def test_habits_stay_below_the_pass_mark(shipped, habit):
    results = {slug: percent(definition, HABITS[habit]) for slug, (_, definition) in shipped.items()}
    assert [slug for slug, (fields, _) in shipped.items() if results[slug] >= fields["pass_percent"]] == []


def test_the_most_cautious_player_does_not_pass_where_time_runs(shipped):
    fields, definition = shipped["four-o-clock"]
    assert percent(definition, most_cautious) < fields["pass_percent"]


def test_guessing_stays_below_the_pass_mark(shipped):
    for fields, definition in shipped.values():
        rng = random.Random(4)
        results = [percent(definition, rng.choice) for _ in range(RANDOM_PLAYERS)]
        assert fmean(results) < fields["pass_percent"] - 15
        assert sum(result >= fields["pass_percent"] for result in results) < RANDOM_PLAYERS / 5


def test_every_choice_is_explained(shipped):
    for _, definition in shipped.values():
        table = definition["texts"]["en"]
        paths = [f"scenes.{scene}.options.{option}.why" for scene, option in options(definition)]
        paths += [f"events.{event['id']}.why" for event in definition.get("events", ())]
        assert [path for path in paths if not table.get(path)] == []


def test_the_best_path_earns_everything(shipped):
    for _, definition in shipped.values():
        scored = registry.compile_definition(definition, {}).score(registry.answer_key(definition))
        assert scored.earned == scored.possible == definition["points"] * 1_000_000


def test_who_asks_by_a_known_way_learns_it_before_four(shipped):
    _, definition = shipped["four-o-clock"]
    shown = registry.present(definition, {}, "en", {"path": ["desk-file", "number-mobile", "mayor-open"]})
    assert (shown.scene.id, [event.id for event in shown.events]) == ("known", ["ringing"])
    assert {variable.id: variable.text for variable in shown.variables} == {
        "time": "35 minutes",
        "facts": "3",
        "ready": "None",
    }


def test_who_is_slow_is_overtaken_by_the_clock(shipped):
    _, definition = shipped["four-o-clock"]
    shown = registry.present(definition, {}, "en", {"path": ["desk-desk", "number-later"]})
    assert (shown.scene.id, [event.id for event in shown.events]) == ("screen", ["clock"])
    assert "screen-chair" not in {option.id for option in shown.scene.options}
