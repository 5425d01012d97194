import dataclasses

import pytest

from courses import selectors, services
from courses.enums import DeskTask
from courses.rules.types import LessonBody
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import course_body, exercise_item, lesson_item, make_course

pytestmark = pytest.mark.django_db


def test_the_desk_collects_by_task_in_the_order_of_the_courses():
    case = make_published_exercise("branch", title="The visit", minutes=25)
    other = make_published_exercise("order", title="A letter")
    make_course(lesson_item("later", desk_tasks=("visit",)), position=2)
    make_course(
        lesson_item("b", exercise_item(case, slug="case", desk_tasks=("visit",)), desk_tasks=("visit", "trip")),
        lesson_item("c", exercise_item(other, desk_tasks=("letter",))),
        position=1,
        slug="protocol",
        bodies={"en": course_body("Protocol")},
    )
    view = selectors.desk_view(task=DeskTask.VISIT, language="en")
    assert view.lessons[0].url == "/learn/protocol/b/"
    assert [item.title for item in view.lessons] == ["B", "Later"]
    (item,) = view.exercises
    assert (item.title, item.minutes, item.course_title) == ("The visit", 25, "Protocol")
    assert item.url == "/learn/protocol/b/case/"
    assert [item.title for item in selectors.desk_view(task=DeskTask.TRIP, language="en").lessons] == ["B"]


def test_the_desk_leaves_out_what_is_not_offered():
    exercise = make_published_exercise()
    item = lesson_item("a", exercise_item(exercise, desk_tasks=("visit",)), desk_tasks=("visit",))
    course = make_course(item)
    services.retire_course(key=course.key)
    view = selectors.desk_view(task=DeskTask.VISIT, language="en")
    assert (view.lessons, view.exercises) == ((), ())


def test_the_desk_is_in_the_readers_language_where_it_can_be():
    lesson = lesson_item("a", desk_tasks=("visit",))
    french = lesson.bodies | {"fr": LessonBody(title="Leçon", summary="", body_html="")}
    make_course(dataclasses.replace(lesson, bodies=french), lesson_item("b", desk_tasks=("visit",)))
    view = selectors.desk_view(task=DeskTask.VISIT, language="fr")
    assert [(item.title, item.lang, item.course_lang) for item in view.lessons] == [
        ("Leçon", "", "en"),
        ("B", "en", "en"),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_takes_three_statements(statements, number):
    for n in range(number):
        exercise = exercise_item(make_published_exercise(), desk_tasks=("visit",))
        make_course(lesson_item(f"l{n}", exercise, desk_tasks=("visit",)))
    with statements() as captured:
        selectors.desk_view(task=DeskTask.VISIT, language="en")
    assert len(captured.counted) == 3
