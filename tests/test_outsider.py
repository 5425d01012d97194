"""What we publish agrees with what an outsider works out from the JSON alone."""

import sys
from dataclasses import replace
from random import Random
from uuid import uuid4

import pytest
from jsonschema import Draft202012Validator

from assessments.rules import canon, registry
from assessments.rules.schemas import schema
from cms.definitions import compile_definition
from cms.importing.applying.pages import page_specs, sample_specs
from cms.importing.applying.places import with_rule_sets
from cms.importing.applying.rule_sets import rule_set_ids, write_rule_sets
from cms.models import ExercisePage
from tests.assessments.rules.cases import respond
from tests.assessments.rules.examples import examples
from tests.assessments.rules.pointing import FILE
from tests.outsider.comparing import KINDS, SEED, differences, imports_of, random_differences
from tests.shipped import programme

RANDOM = 200
SHIPPED = 20


class AnyCompetency(dict):
    def __missing__(self, key):
        return uuid4()


def shipped():
    """Yield the exercises that come with Chancery, as they are published."""
    write_rule_sets(programme().rule_sets, ())
    sets = rule_set_ids(programme().rule_sets)
    specs = [spec for course in programme().courses for spec in page_specs(course, AnyCompetency())]
    for spec in [*specs, *sample_specs(programme().samples, AnyCompetency())]:
        if issubclass(spec.model, ExercisePage) and spec.model.kind in KINDS:
            yield registry.complete(compile_definition(written(spec, sets), "en"))


def written(spec, sets):
    """Give what a page would hold; a picture that is in no library yet has a name for its content."""
    fields = {name: value for name, value in spec.fields.items() if name != "picture_id"}
    if "rule_sets" in fields:
        fields["rule_sets"] = with_rule_sets(fields["rule_sets"], sets)
    authored = spec.model(translation_key=spec.key, **fields).authored()
    return replace(authored, file=FILE, width=4, height=3) if "picture_id" in spec.fields else authored


@pytest.mark.parametrize("kind", KINDS)
def test_an_outsider_stands_alone(kind):
    outsiders = {"tests.outsider", *(f"tests.outsider.{other}" for other in KINDS)}
    assert imports_of(kind) <= sys.stdlib_module_names | outsiders


@pytest.mark.same_on_both
@pytest.mark.django_db
def test_shipped_exercises_are_what_they_say():
    seen = set()
    for definition in shipped():
        seen.add(definition["kind"])
        rng = Random(1)
        responses = [respond(definition, rng) for _ in range(SHIPPED)]
        title = definition["texts"]["en"]["title"]
        assert (title, differences(definition, responses)) == (title, [])
        Draft202012Validator(schema(definition["kind"])).validate({"definition": definition})
    assert {"branch", "placement", "intray", "order", "redpen", "sjt"} <= seen


@pytest.mark.parametrize("kind", KINDS)
def test_random_exercises_are_what_they_say(kind):
    found = {seed: faults for seed in range(RANDOM) if (faults := random_differences(kind, seed))}
    assert found == {}


@pytest.mark.parametrize(("definition", "printed", "scored"), examples())
def test_the_examples_for_outsiders_are_right(definition, printed, scored):
    assert {"definition": canon.digest(definition), "optimum": registry.optimum(definition)}.items() <= printed.items()
    scorer = registry.compile_definition(definition, registry.draw_variant(definition, SEED))
    found = scorer.score(scored["response"])
    assert (found.state, found.earned, found.possible) == (scored["state"], scored["earned"], scored["possible"])
    assert differences(definition, [scored["response"]]) == []
