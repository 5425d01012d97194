import re
from dataclasses import replace

from assessments.rules.types import MICRO, CaseShape
from cms.definitions import CaseEvent, Condition, Decision, Effect, draw_case, event_leads, scene_lines
from tests.cms.definitions import authored
from tests.cms.definitions.authored import go, scene

# Door leads to Hall and Garden, Hall back to Door and nowhere; Attic is lost.
CASE = authored.branch(
    scene("s1", "Door", go("o1", quality="best", to="Hall"), go("o2", quality="harmful", to="Garden")),
    scene("s2", "Hall", go("o3", quality="", to="Door"), go("o4", quality="poor", to="Cellar")),
    scene("s3", "Attic", go("o5", to="Garden"), go("o6", to="Hall")),
    scene("s4", "Garden"),
)
SHAPE = CaseShape(best=(("s1", "o1"),), worst=(("s1", "o2"),), endings={"s4": (0, 8 * MICRO)})


def drawn(shape=SHAPE, problems=None):
    return draw_case(scene_lines(CASE, shape, problems))


def said(box):
    return " ".join(line.text for line in box.words)


def test_every_scene_is_a_box_and_every_choice_that_leads_on_an_arrow():
    drawing = drawn()
    assert [said(box).split(".")[0] for box in drawing.boxes] == ["1", "2", "3", "4"]
    assert [len(box.cells) for box in drawing.boxes] == [2, 2, 2, 0]
    assert len(drawing.arrows) == 5


def test_choices_bear_a_letter_and_their_quality_as_a_word():
    drawing = drawn()
    words = [said(box) for box in drawing.boxes]
    assert words[0].endswith("a best b harmful")
    assert words[1].endswith("a not rated b poor")


def test_the_best_and_the_worst_way_are_marked():
    arrows = drawn().arrows
    assert [arrow.is_best for arrow in arrows] == [True, False, False, False, False]
    assert [arrow.is_worst for arrow in arrows] == [False, True, False, False, False]


def test_what_is_wrong_stands_at_its_scene():
    door, hall, attic, garden = drawn(problems={"s2": ["Too short."], "o4": ["No such scene."]}).boxes
    assert "! " not in said(door) + said(garden)
    assert "! dead end ! to be mended: 2" in said(hall)
    assert [cell.is_dead_end for cell in hall.cells] == [False, True]
    assert "! nothing leads here" in said(attic)
    assert [box.role for box in (door, hall, attic, garden)] == ["scene", "scene", "lost", "ending"]


def test_an_ending_says_what_it_earns_as_far_as_that_is_known():
    assert "ending: 0 to 40 %" in said(drawn().boxes[-1])
    even = CaseShape((), (), {"s4": (20 * MICRO, 20 * MICRO)})
    assert "ending: 100 %" in said(drawn(even).boxes[-1])
    assert said(drawn(None).boxes[-1]) == "4. Garden ending"


def test_texts_stay_in_their_boxes():
    long = authored.branch(scene("s1", "Donaudampfschifffahrtsgesellschaft " * 9), scene("s2", ""))
    first, second = draw_case(scene_lines(long)).boxes
    assert all(0 < line.x < first.width and 0 < line.y < first.height for line in first.words)
    assert first.words[3].text.endswith("…")
    assert said(second).startswith("2. Untitled scene")


def test_paths_are_what_svg_reads_and_end_at_their_target():
    for arrow in drawn().arrows:
        assert re.fullmatch(r"M\d+ \d+( V\d+| C-?\d+ -?\d+ -?\d+ -?\d+ \d+ \d+)+", arrow.path)
        assert arrow.path.endswith(f" {arrow.x} {arrow.y}")


def test_a_way_back_comes_down_from_above():
    back = drawn().arrows[2]
    numbers = [int(number) for number in re.findall(r"-?\d+", back.path)]
    assert numbers[-1] < numbers[1]
    assert 0 <= numbers[-3] < numbers[-1]


def test_an_empty_case_is_an_empty_drawing():
    drawing = draw_case(())
    assert (drawing.boxes, drawing.arrows) == ((), ())


STORY = authored.branch(
    scene(
        "s1",
        "Door",
        Decision("o1", "Knock", "best", when=(Condition("Trust", at_least=2),), effects=(Effect("Minutes", add=-15),)),
        go("o2", "poor", "Garden"),
    ),
    scene("s2", "Hall", go("o3"), go("o4", "poor")),
    scene("s3", "Garden"),
)
LATE = CaseEvent("late", "Too late", "", ("Hall", "Nowhere"), (Condition("Minutes", at_most=0),), goes_on_to="Garden")
CALL = CaseEvent("call", "A call", "", chance=50, effects=(Effect("Trust", add=1),), goes_on_to="Door")
NOISE = CaseEvent("noise", "A noise", "")


def told(*events, shape=None, problems=None):
    case = replace(STORY, events=events)
    leads = event_leads(case, shape, problems)
    return leads, draw_case(scene_lines(case), leads)


def test_choices_say_what_they_ask_for_and_what_they_change():
    _leads, drawing = told()
    assert "a best if Trust ≥ 2 Minutes \N{MINUS SIGN}15" in said(drawing.boxes[0])


def test_an_event_stands_in_the_scenes_that_it_names():
    (late,), drawing = told(LATE)
    assert (late.scenes, late.target, late.number) == ({"s2"}, "s3", 3)
    assert "event: Too late if Minutes ≤ 0" in said(drawing.boxes[1])
    assert [cell.quality for cell in drawing.boxes[1].cells] == ["best", "poor", "event"]
    assert len(drawing.arrows) == 5


def test_an_event_of_every_scene_has_a_box_of_its_own():
    (call,), drawing = told(CALL, problems={"call": ["Why?"]})
    assert call.problems == ("Why?",)
    box = drawing.boxes[-1]
    assert box.role == "event"
    assert "event: A call in every scene with choices chance: 50 % Trust +1 ! to be mended: 1" in said(box)
    assert "goes on" in said(box)


def test_an_event_that_leads_nowhere_is_told_only():
    (noise,), drawing = told(NOISE)
    assert (noise.target, noise.number) == ("", 0)
    assert len(drawing.boxes) == 3


def test_an_event_on_the_best_or_worst_way_is_marked_where_it_happens():
    shape = CaseShape((), (), {}, best_events=(("s2", "late"),), worst_events=(("s1", "call"),))
    (late, call), drawing = told(LATE, CALL, shape=shape)
    assert (late.best_in, call.worst_in) == ({"s2"}, {"s1"})
    assert [(arrow.is_best, arrow.is_worst) for arrow in drawing.arrows[-2:]] == [(True, False), (False, True)]
