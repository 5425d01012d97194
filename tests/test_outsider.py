"""What we publish about protocol labs agrees with what an outsider works out by trying every plan."""

import json
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest

from assessments.rules import registry
from cms.definitions import compile_definition
from cms.importing.applying.pages import page_specs
from cms.importing.reading.programme import read_programme
from cms.models import PlacementExercisePage
from tests import outsider
from tests.assessments.rules.cases import make, respond
from tests.outsider import Lab

CURRICULUM = Path(__file__).parents[1] / "curriculum"
RANDOM = 200
PLANS = 5


class AnyCompetency(dict):
    def __missing__(self, key):
        return uuid4()


def shipped():
    for course in read_programme(CURRICULUM, ["en", "fr"]).courses:
        for spec in page_specs(course, AnyCompetency()):
            if spec.model is PlacementExercisePage:
                authored = spec.model(translation_key=spec.key, **spec.fields).authored()
                yield registry.complete(compile_definition(authored, "en"))


def differences(definition, plans):
    """Score plans here and there; micro-points are whole here, so they may be one off."""
    lab = Lab(json.dumps(definition), definition["jurisdiction"])
    scorer = registry.compile_definition(definition, {})
    scored = ((plan, scorer.score({"plan": plan})) for plan in plans)
    return [
        (plan, score.earned, float(lab.micro_points(plan)))
        for plan, score in scored
        if score.state == "answered" and abs(score.earned - lab.micro_points(plan)) > 1
    ]


def test_the_outsider_stands_alone():
    assert set(outsider.imports_of()) == {
        "json",
        "math",
        "collections",
        "fractions",
        "itertools",
        "pathlib",
        "statistics",
    }


@pytest.mark.django_db
def test_shipped_labs_are_what_they_say():
    labs = list(shipped())
    assert labs
    for definition in labs:
        published = json.dumps(definition)
        faults = [Lab(published, jurisdiction).faults() for jurisdiction in outsider.jurisdictions(published)]
        assert not any(faults), faults
        plans = list(Lab(published, definition["jurisdiction"]).plans())
        assert differences(definition, Random(1).sample(plans, 200)) == []
        assert differences(definition, [definition["bounds"][0]["plan"]]) == []


def test_random_labs_are_what_they_say():
    checked = 0
    for seed in range(RANDOM):
        definition, rng = make("placement", seed)
        published = json.dumps(definition)
        for jurisdiction in outsider.jurisdictions(published):
            assert (seed, Lab(published, jurisdiction).faults()) == (seed, [])
        plans = [respond(definition, rng)["plan"] for _ in range(PLANS)]
        assert (seed, differences(definition, plans)) == (seed, [])
        checked += 1
    assert checked == RANDOM
