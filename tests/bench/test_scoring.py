from random import Random

import pytest

from assessments.rules import registry
from tests.bench.scoring import DEFINITIONS, Nothing, rate, responses_to
from tests.bench.talking import frontier


@pytest.mark.parametrize("name", DEFINITIONS)
def test_what_is_measured_is_scored(name):
    definition = DEFINITIONS[name]()
    assert registry.validate(definition) == ()
    rng = Random(1)
    scorer = registry.compile_definition(definition, registry.draw_variant(definition, b"a seed of the bench"))
    states = {scorer.score(response).state for response in responses_to(name, definition, rng, 20)}
    assert {"answered", "needs_marking"} & states


def test_a_rate_counts_scores():
    assert rate(Nothing(), [None]) > 0


def test_the_large_domain_is_as_large_as_is_said():
    assert frontier() | {"milliseconds": 0} == {"deals": 207_360, "best": 152, "milliseconds": 0}
