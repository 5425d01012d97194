import pytest

from cms.services.guidance_problems import guidance_problems
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(db):
    return make.make_tree()


def found(page):
    return [(problem.field, problem.message.split(":")[0], problem.anchor) for problem in guidance_problems(page)]


def test_finished_pages_hold_none(tree):
    pages = [
        *tree,
        make.make_branch(parent=tree[2]),
        make.make_order(parent=tree[2]),
        make.make_numeric(parent=tree[2]),
    ]
    assert [found(page) for page in pages] == [[]] * 6


def test_fields_are_named(tree):
    course = make.make_course(live=False, title="✎ Title", summary="✎ Say it", description="<p>✎ Tell</p>")
    assert found(course) == [
        ("title", "Title", "panel-child-content-title-section"),
        ("summary", "Summary", "panel-child-content-summary-section"),
        ("description", "Description", "panel-child-content-description-section"),
    ]


def test_blocks_are_named_with_the_way_to_them(tree):
    scenes = make.two_scenes()
    scenes[0]["value"]["options"][1]["value"]["text"] = "✎ What people do"
    scenes[1]["value"]["text"] = "<p>✎ How it ends</p>"
    case = make.make_branch(parent=tree[2], live=False, scenes=scenes)
    assert found(case) == [
        ("scenes", "Scene 1, Choice 2, What the learner can do", "block-o2-section"),
        ("scenes", "Scene 2, What the learner sees and hears", "block-s2-section"),
    ]


def test_an_address_that_nobody_chose_is_named(tree):
    lesson = make.make_lesson(parent=tree[1], live=False, slug="starter-lesson")
    assert found(lesson) == [("slug", "Address", "panel-child-address_and_dates-slug-section")]
