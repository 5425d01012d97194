from random import Random

import pytest

from assessments.rules import registry
from tests.assessments.rules.cases import respond
from tests.bench.scoring import DEFINITIONS, Nothing, rate


@pytest.mark.parametrize("name", DEFINITIONS)
def test_what_is_measured_is_scored(name):
    definition = DEFINITIONS[name]()
    assert registry.validate(definition) == ()
    rng = Random(1)
    scorer = registry.compile_definition(definition, registry.draw_variant(definition, b"a seed of the bench"))
    assert {"answered", "needs_marking"} & {scorer.score(respond(definition, rng)).state for _ in range(20)}


def test_a_rate_counts_scores():
    assert rate(Nothing(), [None]) > 0
