import pytest

from assessments.models import Exercise
from cms.models import CoursePage, LessonPage
from cms.services import drift, projection
from courses.models import Course, CourseText, Lesson, LessonText, Reference
from tests.factories import cms as make
from tests.factories import references as shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    course, module, lesson = make.make_tree(title="Protocol")
    return course, module, lesson, make.make_branch(parent=lesson, title="The visit")


def test_nothing_differs_after_publishing(tree):
    assert drift.find_drift() == []


def test_a_changed_body_is_reported_and_left(tree):
    LessonText.objects.update(body_html="<p>Changed.</p>")
    assert drift.find_drift() == [f"Protocol: the lesson “{tree[2].title}” (en) differs."]
    assert LessonText.objects.get().body_html == "<p>Changed.</p>"


def test_projecting_mends_it(tree):
    LessonText.objects.update(body_html="<p>Changed.</p>")
    projection.project_all()
    assert drift.find_drift() == []


CHANGES = [
    (lambda: CourseText.objects.update(title="Other"), "Protocol: the title of the course differs."),
    (lambda: Course.objects.update(retired=True), "Protocol: published, but not offered."),
    (lambda: Exercise.objects.update(retired=True), "Protocol: the exercise “The visit” differs."),
    (lambda: CoursePage.objects.update(live=False), "Protocol: offered, but its page is not published."),
]


@pytest.mark.parametrize(("change", "line"), CHANGES)
def test_each_kind_of_difference_is_said(change, line, tree):
    change()
    assert drift.find_drift() == [line]


def test_a_lesson_that_is_gone_is_said(tree):
    Lesson.objects.update(retired=True)
    assert drift.find_drift()[0] == "Protocol: the lessons, or their order, differ."


def test_an_exercise_that_should_not_be_taken_is_said(tree):
    type(tree[3]).objects.update(live=False)
    assert drift.find_drift() == ["Protocol: the exercise “The visit” can be taken, but is not published."]


def test_a_withdrawn_course_is_no_difference(tree):
    tree[0].unpublish()
    assert drift.find_drift() == []
    assert LessonPage.objects.get().live is True


def test_a_page_of_the_library_that_differs_is_named():
    shelf.make_reference("networks", title="Towns")
    assert drift.find_drift() == []
    Reference.objects.update(slug="other")
    assert drift.find_drift() == ["Library: the page “Towns” (en) differs."]
    Reference.objects.all().delete()
    assert drift.find_drift() == ["Library: the page “Towns” (en) differs."]
    projection.project_all()
    assert drift.find_drift() == []
