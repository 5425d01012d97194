from assessments import selectors
from assessments.rules import registry
from tests.factories.assessments import PATHS, RIGHT, make_definition


def count(kind, response):
    definition = make_definition(kind)
    presentation = registry.present(definition, registry.draw_variant(definition, b"0" * 16), "en", response)
    return selectors.count_answered(presentation)


def test_count_answered_counts_questions_decisions_and_confirmed_orders():
    assert [count("choice", {"answers": {}}), count("choice", RIGHT["choice"])] == [0, 2]
    assert [count("order", {"order": None, "confirmed": False}), count("order", RIGHT["order"])] == [0, 1]
    assert [count("branch", {"path": []}), count("branch", {"path": PATHS[True]})] == [0, 2]
