import dataclasses
from decimal import Decimal

import pytest

from assessments import services as assessment_services
from cms.definitions import Entry, Header, OrderRule, Pair, compile_definition
from tests.cms.definitions import authored


@pytest.mark.django_db
@pytest.mark.parametrize(
    "written",
    [
        authored.choice(),
        authored.order(),
        authored.branch(),
        authored.numeric(),
        authored.match(),
        authored.sjt(),
        authored.placement(),
        authored.intray(),
        authored.intray(authored.letter(owner="")),
        authored.redpen(),
        authored.rubric(),
        authored.negotiation(),
        authored.network(),
        authored.hotspot(),
    ],
)
def test_finished_exercises_compile_to_definitions_without_problems(written):
    assert assessment_services.definition_problems(compile_definition(written, "en")) == ()


def test_a_choice_definition_holds_structure_apart_from_texts():
    written = authored.choice(authored.question(points=3))
    definition = compile_definition(written, "en")
    assert (definition["kind"], definition["scorer"], definition["points"]) == ("choice", "select-net/1", 3)
    assert definition["items"] == [
        {
            "id": "q1",
            "mode": "single",
            "points": 3,
            "competency": None,
            "options": [{"id": "a0", "right": True}, {"id": "a1", "right": False}],
        }
    ]
    assert definition["texts"]["en"]["items.q1.options.a0.text"] == "Answer 0"


def test_points_are_the_sum_of_the_questions():
    written = authored.choice(authored.question("q1", points=2), authored.question("q2", points=5))
    assert compile_definition(written, "en")["points"] == 7


def test_a_question_without_a_skill_of_its_own_shows_that_of_the_exercise():
    header = Header(key="k", title="T", competency="c-1")
    written = dataclasses.replace(
        authored.choice(authored.question(competency="c-2"), authored.question("q2")), header=header
    )
    assert [item["competency"] for item in compile_definition(written, "en")["items"]] == ["c-2", "c-1"]


def test_ranks_follow_the_list_and_ties_share_one():
    definition = compile_definition(authored.order(), "en")
    assert definition["entries"] == [{"id": "gov", "rank": 1}, {"id": "may", "rank": 2}, {"id": "con", "rank": 2}]


def test_the_first_entry_cannot_be_tied_to_anything():
    written = authored.order(Entry("a", "A", same_as_above=True), Entry("b", "B"))
    assert [entry["rank"] for entry in compile_definition(written, "en")["entries"]] == [1, 2]


def test_rules_name_entries_by_their_words_whatever_the_spacing_and_case():
    written = authored.order(rules=(OrderRule("r1", "A rule", (" governor ",), ("CONSUL", "Mayor")),))
    assert compile_definition(written, "en")["rules"] == [{"id": "r1", "higher": ["gov"], "lower": ["con", "may"]}]


def test_quality_becomes_points_and_an_empty_way_on_the_next_scene():
    options = compile_definition(authored.branch(), "en")["scenes"][0]["options"]
    assert options == [
        {"id": "o1", "points": 3, "quality": "best", "to": "s2"},
        {"id": "o2", "points": 0, "quality": "poor", "to": "s3"},
    ]


def test_a_translation_gives_texts_only_and_falls_back_where_it_has_none():
    french = dataclasses.replace(
        authored.choice(authored.question(right=(False, True))), header=Header(key="k", title="La visite")
    )
    french = dataclasses.replace(
        french, questions=(dataclasses.replace(french.questions[0], prompt_html=""), authored.question("q9"))
    )
    definition = compile_definition(authored.choice(), "en", {"fr": french})
    assert definition["items"][0]["options"][0]["right"] is True
    assert definition["texts"]["fr"]["title"] == "La visite"
    assert definition["texts"]["fr"]["items.q1.prompt_html"] == "<p>Who?</p>"
    assert definition["texts"]["fr"].keys() == definition["texts"]["en"].keys()


def test_sources_become_an_escaped_list():
    header = Header(key="k", title="T", sources=("A & B", "C"))
    definition = compile_definition(dataclasses.replace(authored.choice(), header=header), "en")
    assert definition["texts"]["en"]["sources_html"] == "<ul><li>A &amp; B</li><li>C</li></ul>"


def test_unfinished_writing_compiles_all_the_same():
    empty = dataclasses.replace(authored.branch(), scenes=())
    assert compile_definition(empty, "en")["scenes"] == []


@pytest.mark.parametrize(
    ("tolerance", "amount", "stored"),
    [
        ("exact", None, {"kind": "nominal", "amount": "0"}),
        ("exact", "5", {"kind": "nominal", "amount": "0"}),
        ("nominal", "0.50", {"kind": "nominal", "amount": "0.5"}),
        ("nominal", "1E+3", {"kind": "nominal", "amount": "1000"}),
        ("relative", "5", {"kind": "relative", "amount": "0.05"}),
        ("relative", "0.000001", {"kind": "relative", "amount": "0.00000001"}),
        ("geometric", "2", {"kind": "geometric", "amount": "1"}),
        ("geometric", "1.5", {"kind": "geometric", "amount": "0.5"}),
        ("nominal", None, {"kind": "nominal", "amount": ""}),
    ],
)
def test_tolerances_are_stored_as_shares(tolerance, amount, stored):
    question = authored.number(tolerance=tolerance, amount=Decimal(amount) if amount else None)
    assert compile_definition(authored.numeric(question), "en")["items"][0]["tolerance"] == stored


def test_ids_of_right_sides_follow_the_alphabet_in_every_language():
    french = authored.match(Pair("p1", "Porte", "Zones"), Pair("p2", "Salle", "Places"), Pair("p3", "Auto", "Hôtes"))
    definition = compile_definition(authored.match(), "en", {"fr": french})
    assert definition["pairs"] == [
        {"id": "p1", "target": "t1"},
        {"id": "p2", "target": "t3"},
        {"id": "p3", "target": "t2"},
    ]
    assert definition["texts"]["fr"]["pairs.p1.match"] == "Zones"
    assert assessment_services.definition_problems(definition) == ()


def test_ratings_become_lists_of_whole_numbers():
    panel = authored.situation(ratings=("7 6,7 7  6 7;7", "5 4 5 5 5 4 5", "1 2 1 1 2 1 1"))
    definition = compile_definition(authored.sjt(panel, mode="rank", panel="panel", points=4), "en")
    (scenario,) = definition["scenarios"]
    assert [option["ratings"] for option in scenario["options"]] == [
        [7, 6, 7, 7, 6, 7, 7],
        [5, 4, 5, 5, 5, 4, 5],
        [1, 2, 1, 1, 2, 1, 1],
    ]
    assert (definition["mode"], definition["panel"], definition["points"]) == ("rank", "panel", 4)
    assert definition["texts"]["en"]["scenarios.s1.options.o2.why"] == "Why."
    assert assessment_services.definition_problems(definition) == ()
