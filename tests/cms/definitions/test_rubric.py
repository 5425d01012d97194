import dataclasses

import pytest

from assessments import services as assessment_services
from cms.definitions import RubricCheck, RubricExemplar, RubricPaper, authoring_problems, compile_definition
from cms.definitions.playable import playable_part
from tests.cms.definitions import authored
from tests.cms.definitions.authored import criterion


def test_a_rubric_holds_structure_apart_from_texts():
    definition = compile_definition(authored.rubric(), "en")
    assert (definition["kind"], definition["scorer"], definition["points"]) == ("rubric", "rubric/1", 8)
    assert definition["criteria"][1] == {"id": "facts", "competency": None, "points": {"l1": 1, "l2": 2, "l3": 3}}
    assert definition["exemplars"] == [{"id": "best", "levels": {"ask": "l3", "facts": "l2"}}]
    assert definition["window"] == {"least": 200, "most": 350}
    texts = definition["texts"]["en"]
    assert texts["exemplars.best.text"] == "Mayor,\n\ndecide."
    assert (texts["levels.l1.name"], texts["checks.subject.phrases"]) == ("Not yet", "Subject:\nRe:")


def test_a_translation_brings_its_own_words_to_look_for():
    french = authored.rubric(checks=(RubricCheck("subject", "part", "Un objet", ("Objet :",), "line"),))
    texts = compile_definition(authored.rubric(), "en", {"fr": french})["texts"]
    assert texts["fr"]["checks.subject.phrases"] == "Objet :"
    assert texts["fr"]["criteria.ask.name"] == "The ask"


@pytest.mark.parametrize(
    ("written", "field", "message"),
    [
        (
            authored.rubric(criterion("ask", 0, 2), criterion("facts")),
            ("criteria", "ask"),
            "Criterion 1 has 2 levels, and 3 have a name. Make them as many.",
        ),
        (
            authored.rubric(exemplars=(RubricExemplar("e", "T", "Text", (1,)),)),
            ("exemplars", "e"),
            "Exemplar 1: write one level for each of the 2 criteria, as numbers from 1 to 3.",
        ),
        (
            authored.rubric(exemplars=(RubricExemplar("e", "T", "Text", (1, 4)),)),
            ("exemplars", "e"),
            "Exemplar 1: write one level for each of the 2 criteria, as numbers from 1 to 3.",
        ),
    ],
)
def test_levels_that_do_not_fit_are_named(written, field, message):
    (problem,) = authoring_problems(written)
    assert ((problem.field, problem.block_id), problem.message) == (field, message)
    assert assessment_services.definition_problems(compile_definition(written, "en"))


UNFINISHED = [
    authored.rubric(criterion("ask"), criterion("facts"), criterion("tone", None, 1, 2), exemplars=()),
    authored.rubric(criterion("ask"), criterion("facts"), criterion("tone", 3, 1, 2), exemplars=()),
    authored.rubric(criterion("ask"), criterion("facts"), criterion("tone", 1, 2)),
    authored.rubric(criterion("ask"), criterion("facts"), dataclasses.replace(criterion("tone"), name="")),
    authored.rubric(documents=(RubricPaper("cable", "", "<p>They come.</p>"),)),
    authored.rubric(exemplars=(RubricExemplar("e", "Title", "Text", (1,)),)),
    authored.rubric(exemplars=(RubricExemplar("e", "Title", "Text", (1, 9)),)),
    authored.rubric(exemplars=(RubricExemplar("e", "Title", "", (1, 1)),)),
    authored.rubric(checks=(RubricCheck("c", "part", "", (), "line"), RubricCheck("d", "dates"))),
    dataclasses.replace(authored.rubric(), prompt_html=""),
]


@pytest.mark.parametrize("written", UNFINISHED)
def test_what_is_written_of_a_rubric_can_be_played(written):
    definition = compile_definition(written, "en")
    assert assessment_services.definition_problems(definition)
    assert assessment_services.definition_problems(playable_part(definition)) == ()


@pytest.mark.parametrize(
    "written",
    [
        authored.rubric(criterion("ask")),
        authored.rubric(levels=()),
        authored.rubric(least=9, most=8),
        authored.rubric(criterion("ask", 1, 1, 1), criterion("facts")),
    ],
)
def test_half_a_rubric_is_nothing_to_play(written):
    assert playable_part(compile_definition(written, "en")) is None
