import dataclasses
from decimal import Decimal

import pytest

from assessments import services as assessment_services
from cms.definitions import Entry, OrderRule, Pair, Unit, compile_definition, playable_part
from tests.cms.definitions import authored
from tests.cms.definitions.authored import go, scene


def playable(written):
    return playable_part(compile_definition(written, "en"))


UNFINISHED = [
    authored.pool(easy=3),
    authored.pool(points=0),
    authored.choice(authored.question("q1"), authored.question("q2", right=(False, False))),
    dataclasses.replace(authored.choice(), header=authored.Header(key="k", title="")),
    authored.order(Entry("a", "A"), Entry("b", ""), Entry("c", "C"), rules=(OrderRule("r", "", ("A",), ("C",)),)),
    dataclasses.replace(authored.order(), prompt_html=""),
    dataclasses.replace(authored.list_with_more(), left_out=(Entry("cat", "The cat"), Entry("dog", ""))),
    authored.sjt(authored.situation("s1"), authored.situation("s2", ("4", "4", "4"))),
    authored.sjt(authored.situation("s1"), authored.situation("s2", ("7", "2"))),
    authored.sjt(authored.situation("s1"), authored.situation("s2", text_html="")),
    authored.sjt(authored.situation(ratings=("7", "4", "2", "good"))),
    authored.sjt(authored.situation(question="")),
    authored.match(*authored.match().pairs, Pair("p4", "Door", "")),
    dataclasses.replace(authored.match(), prompt_html=""),
    authored.numeric(authored.number("q1"), authored.number("q2", value=None)),
    authored.numeric(authored.number("q1"), authored.number("q2", amount=None)),
    authored.numeric(authored.number("q1"), authored.number("q2", amount=Decimal(-1))),
    authored.numeric(authored.number("q1"), authored.number("q2", tolerance="exact", half=True)),
    authored.numeric(authored.number("q1"), authored.number("q2", value="0", tolerance="relative")),
    authored.numeric(authored.number("q1"), authored.number("q2", units=(Unit("x", "", Decimal(1)),))),
    authored.numeric(authored.number("q1"), authored.number("q2", units=(Unit("x", "x", Decimal(2)),))),
    authored.numeric(authored.number("q1"), authored.number("q2", units=(authored.METRES, Unit("x", "x", None)))),
    authored.branch(scene("s1", "Door", go("o1", to="Attic"), go("o2", "poor"))),
    authored.branch(scene("s1", "", go("o1", ""), go("o2", "poor"), go("o3", "harmful"))),
    authored.branch(
        scene("s1", "Door", go("o1"), go("o2", "poor")), scene("s2", "Hall", go("o3", to="Door"), go("o4", "poor"))
    ),
    authored.branch(
        scene("s1", "Door", go("o1"), go("o2", "poor")), scene("s2", "Hall", go("o3")), scene("s3", "Attic")
    ),
]


@pytest.mark.parametrize("written", UNFINISHED)
def test_what_is_finished_can_be_played(written):
    assert assessment_services.definition_problems(compile_definition(written, "en"))
    assert assessment_services.definition_problems(playable(written)) == ()


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
def test_a_finished_exercise_is_played_whole(written):
    assert playable(written) == compile_definition(written, "en")


@pytest.mark.parametrize(
    "written",
    [
        authored.choice(authored.question(right=(False, False))),
        authored.order(Entry("a", "A"), Entry("b", "")),
        dataclasses.replace(authored.order(Entry("a", "A")), left_out=(Entry("b", "B"),)),
        authored.numeric(authored.number(value=None)),
        authored.sjt(authored.situation(ratings=("7", "", "2"))),
        authored.match(Pair("p1", "Gate", "Badges"), Pair("p2", "Hall", "Seats"), Pair("p3", "", "Guests")),
        authored.branch(scene("s1", "Door")),
        authored.BranchAuthored(authored.HEADER, ()),
    ],
)
def test_nothing_finished_is_nothing_to_play(written):
    assert playable(written) is None


def test_only_finished_questions_are_asked():
    written = authored.choice(authored.question("q1", points=2), authored.question("q2", right=(False, False)))
    definition = playable(written)
    assert ([item["id"] for item in definition["items"]], definition["points"]) == (["q1"], 2)


def test_a_way_to_nowhere_ends_in_a_scene_that_says_so():
    definition = playable(authored.branch(scene("s1", "Door", go("o1", to="Attic"), go("o2", "poor"))))
    assert [option["to"] for option in definition["scenes"][0]["options"]] == ["not-written-yet"] * 2
    assert definition["texts"]["en"]["scenes.not-written-yet.title"] == "Not written yet"
