import copy

import pytest

from assessments.rules import registry
from assessments.rules.errors import DefinitionError
from assessments.rules.types import ScoredResponse
from tests.assessments.rules.cases import KINDS, choice_item, choice_of, make

CHOICE = choice_of(choice_item("q1", "single", 1, 2))
TEXTS = CHOICE["texts"]["en"]


def test_every_kind_and_scorer_is_known_by_name():
    assert sorted(registry.KINDS) == list(KINDS)
    assert sorted(registry.SCORERS) == [
        "branch-dp/1",
        "hotspot/1",
        "intray/1",
        "match/1",
        "negotiation/1",
        "network/1",
        "numeric/1",
        "order-lcs/1",
        "order-position/1",
        "order-tau/1",
        "order-tau/2",
        "order-taux/1",
        "placement/1",
        "redpen/1",
        "rubric/1",
        "select-net/1",
        "select-pool/1",
        "sjt-pairs/1",
    ]


@pytest.mark.parametrize(
    ("definition", "path"),
    [
        (None, ""),
        ([CHOICE], ""),
        ({**CHOICE, "weight": 0.5}, ""),
        ({**CHOICE, "weight": 2**60}, ""),
        ({**CHOICE, "texts": {"en": {**TEXTS, "title": "\ud800"}}}, ""),
        ({**CHOICE, "format": 2}, "/format"),
        ({**CHOICE, "format": True}, "/format"),
        ({**CHOICE, "kind": "essay"}, "/kind"),
        ({**CHOICE, "kind": ["choice"]}, "/kind"),
        ({**CHOICE, "scorer": "order-tau/1"}, "/scorer"),
        ({**CHOICE, "key": ""}, "/key"),
        ({**CHOICE, "texts": []}, "/texts"),
        ({**CHOICE, "texts": {}}, "/texts"),
        ({**CHOICE, "texts": {"en": TEXTS, "a/b~": TEXTS}}, "/texts/a~1b~0"),
        ({**CHOICE, "texts": {"en": TEXTS, "fr": None}}, "/texts/fr"),
        ({**CHOICE, "texts": {"en": {**TEXTS, "intro_html": 5}}}, "/texts/en"),
        ({**CHOICE, "texts": {"en": {**TEXTS, "title": ""}}}, "/texts/en/title"),
    ],
)
def test_problems_point_to_their_place(definition, path):
    assert [problem.path for problem in registry.validate(definition)] == [path]


def test_points_are_checked_for_every_kind():
    for kind in KINDS:
        definition, _ = make(kind, 1)
        assert "/points" in [problem.path for problem in registry.validate({**definition, "points": 0})]


def test_problems_are_limited():
    scenes = [{"id": f"s{number}"} for number in range(1000)]
    tables = {f"l{number}": {} for number in range(1000)}
    assert len(registry.validate({"kind": "branch", "scenes": scenes, "texts": tables})) == 100


@pytest.mark.parametrize("text", ["<" * 100_000, "<a" * 50_000, "<p></p>" * 10_000])
def test_a_text_of_nothing_but_tags_is_looked_through_once(text):
    assert registry.validate({**CHOICE, "texts": {"en": {**TEXTS, "title": text}}}) is not None


def test_a_picture_is_content():
    assert registry.validate({**CHOICE, "texts": {"en": {**TEXTS, "title": '<img src="x" alt="A seal">'}}}) == ()


def test_a_definition_with_problems_is_not_compiled():
    with pytest.raises(DefinitionError) as caught:
        registry.compile_definition({**CHOICE, "format": 9}, {})
    assert [problem.path for problem in caught.value.problems] == ["/format"]
    assert "/format: Enter a whole number" in str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_draw_depends_on_the_seed_alone(kind):
    definition, _ = make(kind, 3)
    draws = [registry.draw_variant(definition, seed) for seed in (b"one", b"one", b"two")]
    assert draws[0] == draws[1]
    assert registry.draw_variant({**definition, "texts": {}}, b"one") == draws[0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_door_leads_to_each_kind(kind):
    definition, _ = make(kind, 3)
    variant = registry.draw_variant(definition, b"seed")
    scored = registry.compile_definition(definition, variant).score(registry.answer_key(definition))
    assert isinstance(scored, ScoredResponse)
    assert registry.present(definition, variant, "en").kind == kind
    assert registry.debrief(definition, variant, "en", scored, reveal=False).kind == kind
    assert registry.compile_definition(definition, variant).score(registry.read_form(definition, {})).earned == 0


def test_a_scorer_is_kept_by_contents_and_shares_nothing_with_its_caller():
    definition, _ = make("choice", 1)
    variant = registry.draw_variant(definition, b"x" * 16)
    first = registry.compile_definition(definition, variant)
    answer = registry.answer_key(definition)
    before = first.score(answer)
    assert registry.compile_definition(copy.deepcopy(definition), copy.deepcopy(variant)) is first
    definition["texts"]["en"]["title"] = "Another title"
    assert first.score(answer) == before
    assert registry.compile_definition(definition, variant).score(answer).definition != before.definition


def test_a_definition_without_canonical_form_is_not_compiled():
    with pytest.raises(DefinitionError) as caught:
        registry.compile_definition({**CHOICE, "weight": 0.5}, {})
    assert [problem.path for problem in caught.value.problems] == [""]


def test_a_seating_that_lacks_its_bounds_alone_is_incomplete():
    whole, _ = make("placement", 1)
    bare = {name: value for name, value in whole.items() if name != "bounds"}
    assert registry.is_incomplete(bare)
    assert not registry.is_incomplete(whole)
    assert not registry.is_incomplete({**bare, "guests": []})
    assert not registry.is_incomplete({**bare, "weight": 0.5})
    assert not registry.is_incomplete({**bare, "kind": "choice"})


@pytest.mark.parametrize("kind", KINDS)
def test_branches_and_negotiations_are_answered_step_by_step(kind):
    steps = registry.stepwise({"kind": kind})
    assert (steps is None) is (kind not in {"branch", "negotiation"})
    assert steps is None or steps is registry.KINDS[kind]
