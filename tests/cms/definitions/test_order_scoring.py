"""Which scorer an order gets, and what goes with it."""

import dataclasses

import pytest

from assessments import services as assessment_services
from cms.definitions import OrderRule, authoring_problems, compile_definition
from tests.cms.definitions import authored


@pytest.mark.parametrize(
    ("scoring", "scorer"), [("pairs", "order-tau/1"), ("steps", "order-lcs/1"), ("places", "order-position/1")]
)
def test_the_words_of_the_author_name_a_scorer(scoring, scorer):
    order = dataclasses.replace(authored.order(), scoring=scoring, rules=())
    definition = compile_definition(order, "en")
    assert definition["scorer"] == scorer
    assert assessment_services.definition_problems(definition) == ()
    assert authoring_problems(order) == []


def test_rules_go_with_pairs_only():
    rule = OrderRule("r1", "The mayor leads", ("Governor",), ("Mayor",))
    order = dataclasses.replace(authored.order(), rules=(rule,))
    assert authoring_problems(order) == []
    said = [problem.message for problem in authoring_problems(dataclasses.replace(order, scoring="places"))]
    assert said == ["Rules explain pairs. Leave them out, or score by pairs."]
