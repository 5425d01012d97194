"""Which scorer an order gets, and what goes with it."""

import dataclasses

import pytest

from assessments import services as assessment_services
from cms.definitions import Entry, OrderRule, authoring_problems, compile_definition
from tests.cms.definitions import authored


@pytest.mark.parametrize(
    ("scoring", "scorer"),
    [
        ("pairs", "order-tau/1"),
        ("ranks", "order-taux/1"),
        ("steps", "order-lcs/1"),
        ("places", "order-position/1"),
    ],
)
def test_the_words_of_the_author_name_a_scorer(scoring, scorer):
    order = dataclasses.replace(authored.order(), scoring=scoring, rules=())
    definition = compile_definition(order, "en")
    assert definition["scorer"] == scorer
    assert assessment_services.definition_problems(definition) == ()
    assert authoring_problems(order) == []


@pytest.mark.parametrize(("scoring", "scorer"), [("pairs", "order-tau/2"), ("ranks", "order-taux/1")])
def test_what_does_not_belong_has_no_rank(scoring, scorer):
    order = dataclasses.replace(authored.list_with_more(), scoring=scoring)
    definition = compile_definition(order, "en")
    assert definition["scorer"] == scorer
    assert [entry["rank"] for entry in definition["entries"]] == [1, 2, 2, None, None]
    assert definition["texts"]["en"]["entries.dog.note"] == "Why"
    assert assessment_services.definition_problems(definition) == ()
    assert authoring_problems(order) == []


@pytest.mark.parametrize("scoring", ["steps", "places"])
def test_what_does_not_belong_goes_with_pairs_only(scoring):
    order = dataclasses.replace(authored.list_with_more(), scoring=scoring)
    said = [(problem.field, problem.message) for problem in authoring_problems(order)]
    assert said == [("left_out", "What does not belong is compared in pairs. Leave it out, or score by pairs.")]
    assert assessment_services.definition_problems(compile_definition(order, "en")) == ()


def test_nothing_stands_in_both_lists():
    order = dataclasses.replace(authored.order(), left_out=(Entry("x", "Mayor"),))
    said = [(problem.field, problem.block_id, problem.message) for problem in authoring_problems(order)]
    assert said == [("left_out", "x", "“Mayor” stands in the list twice.")]


def test_a_rule_names_only_what_belongs():
    rule = OrderRule("r1", "The cat is last", ("Governor",), ("The cat",))
    order = dataclasses.replace(authored.list_with_more(), rules=(rule,))
    assert [problem.message for problem in authoring_problems(order)] == ["Rule 1: no entry is called “The cat”."]


def test_rules_go_with_pairs_only():
    rule = OrderRule("r1", "The mayor leads", ("Governor",), ("Mayor",))
    order = dataclasses.replace(authored.order(), rules=(rule,))
    assert authoring_problems(order) == []
    said = [problem.message for problem in authoring_problems(dataclasses.replace(order, scoring="places"))]
    assert said == ["Rules explain pairs. Leave them out, or score by pairs."]
