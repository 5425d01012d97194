import pytest

from cms.definitions import compile_definition, locate
from cms.definitions.locate import Place
from tests.cms.definitions import authored


@pytest.mark.parametrize(
    ("written", "pointer", "place"),
    [
        (authored.choice(), "/items/0/options/1/right", Place("questions", "q1", "Question 1, answer 2")),
        (authored.choice(), "/items/0/mode", Place("questions", "q1", "Question 1")),
        (authored.choice(), "/texts/en/items.q1.prompt_html", Place("questions", "q1", "Question 1")),
        (authored.choice(), "/texts/en/items.q1.options.a1.text", Place("questions", "q1", "Question 1, answer 2")),
        (authored.choice(), "/texts/en/title", Place("title")),
        (authored.choice(), "/points", Place("points")),
        (authored.choice(), "/items", Place("questions")),
        (authored.choice(), "", Place("")),
        (authored.pool(), "/blueprint/1/take", Place("blueprint", "r2", "Row 2")),
        (authored.pool(), "/blueprint", Place("blueprint")),
        (authored.pool(), "/exposure_percent", Place("exposure_percent")),
        (authored.pool(), "/items/5/difficulty", Place("questions", "h1", "Question 6")),
        (authored.order(), "/entries/1/rank", Place("entries", "may", "Entry 2")),
        (authored.list_with_more(), "/entries/4", Place("left_out", "dog", "Entry 2 of what does not belong")),
        (
            authored.list_with_more(),
            "/texts/en/entries.cat.text",
            Place("left_out", "cat", "Entry 1 of what does not belong"),
        ),
        (authored.order(), "/texts/en/prompt_html", Place("prompt")),
        (authored.branch(), "/scenes/0/options/1/to", Place("scenes", "s1", "Scene “Door”, choice 2")),
        (authored.numeric(), "/items/0/units/0/factor", Place("questions", "q1", "Question 1, unit 1")),
        (authored.numeric(), "/texts/en/items.q1.units.m.text", Place("questions", "q1", "Question 1, unit 1")),
        (authored.numeric(), "/items/0/tolerance/amount", Place("questions", "q1", "Question 1")),
        (authored.sjt(), "/scenarios/0", Place("scenarios", "s1", "Scenario 1")),
        (authored.sjt(), "/scenarios/0/options/2", Place("scenarios", "s1", "Scenario 1, option 3")),
        (authored.sjt(), "/texts/en/scenarios.s1.options.o2.text", Place("scenarios", "s1", "Scenario 1, option 2")),
        (authored.match(), "/pairs/1/target", Place("pairs", "p2", "Pair 2")),
        (authored.match(), "/texts/en/pairs.p3.match", Place("pairs", "p3", "Pair 3")),
        (authored.rubric(), "/criteria/1/points", Place("criteria", "facts", "Criterion 2")),
        (authored.rubric(), "/texts/en/criteria.ask.levels.l2.text", Place("criteria", "ask", "Criterion 1")),
        (authored.rubric(), "/texts/en/documents.cable.title", Place("documents", "cable", "Document 1")),
        (authored.rubric(), "/exemplars/0/levels", Place("exemplars", "best", "Exemplar 1")),
        (authored.rubric(), "/checks/1/check", Place("checks", "dates", "Check 2")),
        (authored.rubric(), "/window/most", Place("most")),
        (authored.rubric(), "/levels", Place("levels")),
        (authored.branch(), "/scenes", Place("scenes")),
        (authored.branch(), "/start", Place("start")),
    ],
)
def test_places_in_a_definition_are_found_in_the_editor(written, pointer, place):
    assert locate(compile_definition(written, "en"), pointer) == place


def test_a_scene_without_a_title_is_named_by_its_number():
    definition = compile_definition(authored.branch(authored.scene("s1", "", authored.go("o1"))), "en")
    assert locate(definition, "/texts/en/scenes.s1.title").words == "Scene 1"
