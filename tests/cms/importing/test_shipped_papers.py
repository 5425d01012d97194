"""Nobody passes a shipped in-tray or red pen who has not read it; and every wrong choice is answered."""

import random
from statistics import fmean

import pytest

from assessments.rules import registry
from tests.shipped import exercises

pytestmark = pytest.mark.same_on_both

KINDS = ("intray", "redpen")
RANDOM_PLAYERS = 200


@pytest.fixture
def shipped(db):
    return exercises(*KINDS)


def percent(definition, pick, order):
    """Score somebody who picks an option of each question without thinking."""
    answers = {item["id"]: [pick(definition, item)] for item in definition["items"]}
    scored = registry.compile_definition(definition, {}).score({"answers": answers, "order": order, "confirmed": True})
    assert scored.state == "answered"
    return 100 * scored.earned / scored.possible


def words(definition, item, option):
    return definition["texts"]["en"][f"items.{item['id']}.options.{option}.text"]


def ids(item):
    return [option["id"] for option in item["options"]]


def first(_definition, item):
    return ids(item)[0]


def last(_definition, item):
    return ids(item)[-1]


def longest(definition, item):
    return max(ids(item), key=lambda option: len(words(definition, item, option)))


def shortest(definition, item):
    return min(ids(item), key=lambda option: len(words(definition, item, option)))


def always(wanted):
    return lambda _definition, item: wanted if wanted in ids(item) else ids(item)[0]


def guess(rng):
    return lambda _definition, item: rng.choice(ids(item))


def orders(definition):
    listed = [entry["id"] for entry in definition["order"]["entries"]]
    return [listed, listed[::-1], sorted(listed)]


def test_silly_players_stay_below_the_pass_mark(shipped):
    for fields, definition in shipped:
        named = [word["id"] for name in ("actions", "owners", "verbs") for word in definition.get(name, ())]
        players = [first, last, longest, shortest, *map(always, named)]
        results = [percent(definition, player, order) for player in players for order in orders(definition)]
        assert max(results) < fields["pass_percent"]


def test_guessing_stays_far_below_the_pass_mark(shipped):
    for fields, definition in shipped:
        rng = random.Random(4)
        entries = orders(definition)[0]
        results = [percent(definition, guess(rng), rng.sample(entries, len(entries))) for _ in range(RANDOM_PLAYERS)]
        assert fmean(results) < fields["pass_percent"] / 2
        assert max(results) < fields["pass_percent"]


def test_every_choice_is_answered(shipped):
    for fields, definition in shipped:
        table = definition["texts"]["en"]
        paths = [f"items.{item['id']}.options.{option}.why" for item in definition["items"] for option in ids(item)]
        assert [path for path in paths if not table.get(path)] == []
        assert fields["pass_percent"] >= 60


def test_the_key_earns_everything(shipped):
    for fields, definition in shipped:
        scored = registry.compile_definition(definition, {}).score(registry.answer_key(definition))
        assert (scored.earned, scored.possible) == (definition["points"] * 1_000_000,) * 2
        assert fields["title"] == definition["texts"]["en"]["title"]


def test_both_kinds_are_shipped(shipped):
    assert {definition["kind"] for _fields, definition in shipped} == set(KINDS)
    assert min(len(made["letters"]) for _fields, made in shipped if made["kind"] == "intray") >= 7
