import pytest
from wagtail.models import Page

from cms.errors import PublishRefusedError
from cms.services import drift, projection, publishing
from courses import selectors as course_selectors
from courses.models import Programme
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def messages(page):
    return [problem.message for problem in publishing.problems_of(page)]


def test_publishing_hands_the_programme_down():
    course, _module, lesson = make.make_tree(estimated_minutes=50)
    page = make.make_programme(course, paths=[make.path_block("new", course, lesson, hours=1)])
    stored = course_selectors.published_programme(page.translation_key)
    assert stored.courses == {course.translation_key}
    (path,) = stored.bodies["en"].paths
    assert (path.slug, path.hours, path.steps) == ("new", 1, (course.translation_key, lesson.translation_key))
    assert drift.find_drift() == []


def test_unpublishing_and_deleting_take_it_away():
    course = make.make_tree()[0]
    page = make.make_programme(course)
    page.unpublish()
    assert course_selectors.programme_card("en") is None
    publishing.publish(page)
    assert course_selectors.programme_card("en") is not None
    Page.objects.get(pk=page.pk).delete()
    assert course_selectors.programme_card("en") is None


def test_what_was_not_handed_down_is_found_and_mended():
    make.make_programme(make.make_tree()[0])
    Programme.objects.update(retired=True)
    assert drift.find_drift() == ["The programme: what learners see of the programme differs."]
    projection.project_all()
    assert drift.find_drift() == []


def test_a_step_that_learners_cannot_take_is_refused_by_its_name():
    course, module, lesson = make.make_tree()
    draft = make.make_lesson(parent=module, live=False, title="The draft")
    page = make.make_programme(course, live=False, paths=[make.path_block("new", lesson, draft)])
    assert messages(page) == [
        "A new officer, step 2: learners cannot take “The draft”. Publish it with its course, or take it out."
    ]
    with pytest.raises(PublishRefusedError):
        publishing.publish(page)
    assert not Programme.objects.exists()


def test_a_deleted_page_is_refused_by_its_place():
    course, _module, lesson = make.make_tree()
    other = make.make_tree()[0]
    page = make.make_programme(course, other, live=False, paths=[make.path_block("new", lesson)])
    Page.objects.get(pk=lesson.pk).delete()
    Page.objects.get(pk=other.pk).delete()
    page = type(page).objects.get(pk=page.pk)
    assert messages(page) == [
        "Courses: a page that stood here was deleted. Choose another, or take it out.",
        "A new officer, step 1: a page that stood here was deleted. Choose another, or take it out.",
    ]


@pytest.mark.parametrize(
    ("minutes", "hours", "refused"), [(60, 1, False), (61, 2, False), (61, 1, True), (60, 2, True)]
)
def test_the_steps_fill_the_hours_that_a_path_promises(minutes, hours, refused):
    course = make.make_tree(estimated_minutes=minutes)[0]
    page = make.make_programme(course, live=False, paths=[make.path_block("new", course, hours=hours)])
    expected = (
        f"A new officer: the steps take {minutes} minutes. Set the hours to {-(-minutes // 60)}, or change the steps."
    )
    assert messages(page) == ([expected] if refused else [])


def test_minutes_are_those_of_the_lesson_and_what_it_requires():
    course, _module, lesson = make.make_tree()
    make.make_choice(parent=lesson, minutes=100)
    page = make.make_programme(course, live=False, paths=[make.path_block("new", lesson, hours=1)])
    assert messages(page) == ["A new officer: the steps take 108 minutes. Set the hours to 2, or change the steps."]


def test_addresses_of_paths_differ_from_each_other_and_from_the_sites_own():
    course, _module, lesson = make.make_tree()
    paths = [make.path_block(slug, lesson) for slug in ("certificate", "twice")] + [make.path_block("twice", course)]
    page = make.make_programme(course, live=False, paths=paths)
    assert messages(page) == [
        "A new officer: “certificate” is used by the site itself. Choose another address.",
        *["A new officer: another path has the address “twice”. Choose another."] * 2,
    ]


def test_the_same_step_stands_in_a_path_once():
    course = make.make_tree()[0]
    block = make.path_block("new", course, course, hours=2)
    page = make.make_programme(course, live=False, paths=[block])
    assert messages(page) == ["A new officer: the same step stands there twice."]
