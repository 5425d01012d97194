import pytest

from courses import selectors, services
from courses.enums import CertificateState
from courses.rules.types import ProgrammeBody
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import (
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
    make_finished_enrolment,
    make_programme,
    path_of,
)

pytestmark = pytest.mark.django_db


def view(learner=None, language="en"):
    return selectors.programme_view(learner_id=learner and learner.pk, language=language)


def lesson_of(course, slug):
    return course.lessons.get(slug=slug)


def test_without_a_programme_there_is_no_page():
    assert (view(), selectors.path_view(slug="new", learner_id=None, language="en")) == (None, None)


def test_a_visitor_sees_the_courses_and_paths():
    first = make_course(lesson_item("a"), position=2, slug="first")
    second = make_course(lesson_item("b"), position=1, slug="second")
    make_course()
    make_programme(first, second, paths=[path_of("new", first, lesson_of(second, "b"))])
    page = view()
    assert [(row.url, row.certificate) for row in page.courses] == [("/learn/second/", None), ("/learn/first/", None)]
    assert (page.minutes, page.certified) == (180, 0)
    (path,) = page.paths
    assert [(step.kind, step.url, step.minutes, step.done) for step in path.steps] == [
        ("course", "/learn/first/", 90, False),
        ("lesson", "/learn/second/b/", 10, False),
    ]
    assert (path.url, path.minutes, path.next_step) == ("/programme/new/", 100, path.steps[0])
    assert (path.steps[0].course_title, path.steps[1].course_title) == ("", second.title)


def test_a_lesson_takes_as_long_as_reading_it_and_its_required_exercises():
    asked = make_published_exercise(minutes=7)
    extra = make_published_exercise(minutes=30)
    course = make_course(lesson_item("a", exercise_item(asked), exercise_item(extra, required=False)))
    lesson = lesson_of(course, "a")
    assert selectors.step_minutes([lesson.key, course.key]) == {lesson.key: 17, course.key: 90}


def test_what_a_learner_has_done_is_ticked(learner):
    finished = make_finished_enrolment(learner, name="Ana")
    services.issue_certificate(enrolment_id=finished.pk)
    begun = make_course(lesson_item("c"), lesson_item("d"), lesson_item("e", required=False), position=9_000)
    enrolment = make_enrolment(begun, learner)
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=lesson_of(begun, "c").pk)
    make_programme(
        finished.course, begun, paths=[path_of("new", finished.course, lesson_of(begun, "c"), lesson_of(begun, "d"))]
    )
    page = view(learner)
    assert [(row.certificate, row.lessons_done, row.lessons_required) for row in page.courses] == [
        (CertificateState.ISSUED, 1, 1),
        (CertificateState.NOT_FINISHED, 1, 2),
    ]
    (path,) = page.paths
    assert ([step.done for step in path.steps], path.done) == ([True, True, False], 2)
    assert (path.next_step.title, page.certified) == ("D", 1)


def test_steps_that_are_gone_are_left_out_and_a_needed_course_says_that_it_is_closed():
    kept, gone = make_course(lesson_item("a")), make_course(lesson_item("b"))
    make_programme(kept, gone, paths=[path_of("new", gone, lesson_of(gone, "b"), kept)])
    services.retire_course(key=gone.key)
    page = view()
    assert [(row.title, row.is_offered) for row in page.courses] == [(kept.title, True), (gone.title, False)]
    assert [bool(row.url) for row in page.courses] == [True, False]
    assert [step.title for step in page.paths[0].steps] == [kept.title]


def test_who_takes_a_course_that_is_closed_is_led_to_it(learner):
    course = make_course(lesson_item("a"), slug="closed")
    make_enrolment(course, learner)
    make_programme(course)
    services.retire_course(key=course.key)
    assert [row.url for row in view(learner).courses] == ["/learn/closed/"]


def test_the_reader_gets_the_programme_in_their_language_where_it_exists():
    bodies = {"en": ProgrammeBody("One", "", ()), "fr": ProgrammeBody("Un", "", ())}
    make_programme(make_course(), bodies=bodies)
    found = [(view(language=code).title, view(language=code).lang) for code in ("fr", "en", "es")]
    assert found == [("Un", ""), ("One", ""), ("One", "en")]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_as_many_statements_whatever_it_holds(statements, learner, number):
    courses = [make_course(lesson_item(f"a{n}", exercise_item(make_published_exercise()))) for n in range(number)]
    for course in courses:
        make_enrolment(course, learner)
    make_programme(*courses, paths=[path_of("new", *courses, *(course.lessons.get() for course in courses))])
    with statements() as captured:
        assert len(view(learner).paths[0].steps) == 2 * number
    assert len(captured.counted) == 9
