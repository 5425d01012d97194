import uuid

import pytest

from courses.rules.outline import lessons_of, outline_problems
from courses.rules.types import OutlineExercise, OutlineModule
from tests.factories.courses import course_body, lesson_item, make_outline, module_item


def item(slug="check", key=None):
    return OutlineExercise(key=key or uuid.uuid4(), slug=slug, required=True, weight=1)


def test_an_ordinary_outline_has_no_problems():
    modules = (module_item("One", lesson_item("a", item())), module_item("Two", lesson_item("b", item())))
    outline = make_outline(modules=modules, final_exercise=item())
    assert outline_problems(outline) == ()
    assert [lesson.slug for lesson in lessons_of(outline)] == ["a", "b"]


SAME = uuid.UUID(int=1)


@pytest.mark.parametrize(
    ("outline", "expected"),
    [
        (make_outline([lesson_item("a"), lesson_item("a", key=SAME)]), "The lesson slug a is used 2 times."),
        (make_outline([lesson_item("a", key=SAME), lesson_item("b", key=SAME)]), f"lesson key {SAME} is used 2 times"),
        (make_outline([lesson_item("a", item(key=SAME), item("x", SAME))]), f"exercise key {SAME} is used 2 times"),
        (make_outline([lesson_item("a", item(), item())]), "exercise slug in lesson a check is used 2 times"),
        (make_outline(modules=(module_item("M"), module_item("M"))), "The module key"),
        (make_outline([lesson_item("final")]), "No lesson may have the slug final"),
        (make_outline([lesson_item("a", item("report"))]), "No exercise may have the slug report"),
        (make_outline(slug="desk"), "No course may have the slug desk"),
        (make_outline(bodies={"fr": course_body("Cours")}), "The course has no text in its source language en."),
        (make_outline([lesson_item("a", bodies={})]), "The lesson a has no text in the source language en."),
        (make_outline(modules=(OutlineModule(SAME, {}, ()),)), f"The module {SAME} has no title"),
    ],
)
def test_an_outline_that_cannot_be_taken_says_why(outline, expected):
    (problem,) = outline_problems(outline)
    assert expected in problem
