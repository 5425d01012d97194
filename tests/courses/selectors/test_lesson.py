import dataclasses

import pytest

from courses import selectors, services
from courses.errors import NotEnrolledError
from courses.models import LessonText
from courses.rules.types import LessonBody
from tests.factories.accounts import make_user
from tests.factories.assessments import make_attempt, make_published_exercise
from tests.factories.courses import (
    course_body,
    do_exercise,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
    make_outline,
    module_item,
    store_outline,
)

pytestmark = pytest.mark.django_db


def view_of(course, slug, learner, language="en"):
    return selectors.lesson_view(course_slug=course.slug, lesson_slug=slug, learner_id=learner.pk, language=language)


def exercise_of(course, lesson, exercise, learner, language="en"):
    return selectors.exercise_view(
        course_slug=course.slug,
        lesson_slug=lesson,
        exercise_slug=exercise,
        learner_id=learner.pk,
        language=language,
    )


def test_a_lesson_shows_its_body_and_its_neighbours(learner):
    course = make_course(
        lesson_item("a"), lesson_item("b", kind="case-study"), lesson_item("c", required=False), slug="protocol"
    )
    make_enrolment(course, learner)
    view = view_of(course, "b", learner)
    assert (view.title, view.body_html, view.number, view.lesson_count) == ("B", "<p>Body of B</p>", 2, 3)
    assert (view.previous.url, view.next.title) == ("/learn/protocol/a/", "C")
    assert (view.is_case_study, view.required, view.is_done, view.may_say_done) == (True, True, False, True)
    assert (view.url, view.done_url) == ("/learn/protocol/b/", "/learn/protocol/b/done/")
    assert (view_of(course, "a", learner).previous, view_of(course, "c", learner).next) == (None, None)


def test_a_lesson_shows_the_learners_ticks(learner):
    course = make_course(lesson_item("a"), lesson_item("b"))
    enrolment = make_enrolment(course, learner)
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get(slug="a").pk)
    view = view_of(course, "a", learner)
    assert view.is_done
    assert [row.done for module in view.modules for row in module.lessons] == [True, False]


def test_a_lesson_with_a_check_is_not_done_by_word(learner):
    exercise = make_published_exercise(title="Check")
    course = make_course(lesson_item("a", exercise_item(exercise), done_by="check"))
    make_enrolment(course, learner)
    view = view_of(course, "a", learner)
    assert not view.may_say_done
    assert [card.title for card in view.exercises] == ["Check"]


def test_lessons_are_for_the_enrolled(learner):
    course = make_course(lesson_item("a"))
    make_enrolment(course, make_user())
    with pytest.raises(NotEnrolledError):
        view_of(course, "a", learner)


def test_there_is_no_page_for_a_lesson_that_is_gone(learner):
    outline = make_outline([lesson_item("a"), lesson_item("b")])
    course = store_outline(outline)
    make_enrolment(course, learner)
    assert view_of(course, "nothing", learner) is None
    services.sync_outline(dataclasses.replace(outline, modules=(module_item("M", lesson_item("b")),)))
    assert view_of(course, "a", learner) is None
    LessonText.objects.filter(lesson__slug="b").delete()
    assert view_of(course, "b", learner) is None


def test_a_lesson_is_shown_in_the_readers_language_or_the_courses(learner):
    lesson = lesson_item("a")
    french = lesson.bodies | {"fr": LessonBody(title="Leçon", summary="", body_html="<p>Corps</p>")}
    course = make_course(
        dataclasses.replace(lesson, bodies=french),
        lesson_item("b"),
        bodies={"en": course_body("Course"), "fr": course_body("Cours")},
    )
    make_enrolment(course, learner)
    in_french, fallen_back = view_of(course, "a", learner, "fr"), view_of(course, "b", learner, "fr")
    assert (in_french.body_html, in_french.body_lang, in_french.course.title) == ("<p>Corps</p>", "", "Cours")
    assert (fallen_back.body_html, fallen_back.body_lang, fallen_back.lang) == ("<p>Body of B</p>", "en", "en")
    assert view_of(course, "a", learner).body_html == "<p>Body of A</p>"


def test_an_exercise_page_says_the_rules_and_lists_past_tries(learner):
    exercise = make_published_exercise("order", title="Ranks", max_tries=3, pass_percent=80, minutes=7)
    course = make_course(lesson_item("a", exercise_item(exercise, slug="ranks")), slug="protocol")
    make_enrolment(course, learner)
    do_exercise(exercise, learner, is_right=False)
    do_exercise(exercise, learner)
    view = exercise_of(course, "a", "ranks", learner)
    assert (view.max_tries, view.card.tries_left, view.card.pass_percent, view.card.minutes) == (3, 1, 80, 7)
    assert [(item.number, item.passed) for item in view.past] == [(2, True), (1, False)]
    assert all(item.url.startswith("/attempts/") for item in view.past)
    assert (view.start_url, view.back_url) == ("/learn/protocol/a/ranks/start/", "/learn/protocol/a/")
    assert view.lesson_id == course.lessons.get().pk


def test_an_exercise_page_leads_on_to_the_try_under_way(learner):
    exercise = make_published_exercise()
    course = make_course(lesson_item("a", exercise_item(exercise, slug="x")))
    make_enrolment(course, learner)
    attempt = make_attempt(exercise, learner)
    assert exercise_of(course, "a", "x", learner).card.attempt_url == f"/attempts/{attempt.key}/"


def test_a_final_assessment_belongs_to_no_lesson(learner):
    final = make_published_exercise("branch")
    course = make_course(final_exercise=exercise_item(final, slug="end"), test_out=True, slug="protocol")
    make_enrolment(course, learner)
    view = exercise_of(course, "final", "end", learner)
    assert (view.lesson, view.lesson_id, view.back_url) == (None, None, "/learn/protocol/")
    assert view.test_out.needed_percent == 70
    assert exercise_of(course, "final", "other", learner) is None


def test_there_is_no_page_for_an_exercise_that_is_not_in_the_lesson(learner):
    course = make_course(lesson_item("a", exercise_item(make_published_exercise(), slug="x")), lesson_item("b"))
    make_enrolment(course, learner)
    assert exercise_of(course, "b", "x", learner) is None
    assert exercise_of(course, "nothing", "x", learner) is None
    assert exercise_of(course, "final", "x", learner) is None
    with pytest.raises(NotEnrolledError):
        exercise_of(course, "a", "x", make_user())


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_statements_do_not_grow_with_the_lessons(learner, statements, number):
    exercises = [make_published_exercise() for _ in range(min(number, 4))]
    lessons = [lesson_item(f"l{n}") for n in range(1, number)]
    course = make_course(lesson_item("l0", *(exercise_item(exercise) for exercise in exercises)), *lessons)
    enrolment = make_enrolment(course, learner)
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get(slug="l0").pk)
    with statements() as captured:
        view_of(course, "l0", learner)
    assert len(captured.counted) == 3
    with statements() as captured:
        exercise_of(course, "l0", f"exercise-{exercises[0].pk}", learner)
    assert len(captured.counted) == 2
