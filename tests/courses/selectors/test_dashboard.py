import pytest

from courses import selectors, services
from courses.enums import Moment, NextKind
from tests.courses.services.test_gain import finish, make_assessed_course, take
from tests.factories.accounts import make_user
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import (
    course_body,
    do_exercise,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
)

pytestmark = pytest.mark.django_db


def view_of(learner, language="en"):
    return selectors.dashboard(learner_id=learner.pk, language=language)


def named(title, *lessons, **fields):
    return make_course(*lessons, bodies={"en": course_body(title)}, **fields)


def say_done(enrolment, slug):
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=enrolment.course.lessons.get(slug=slug).pk)


def test_somebody_new_is_offered_the_courses(learner):
    named("Protocol")
    services.retire_course(key=named("Old").key)
    make_enrolment(named("Other"), make_user())
    view = view_of(learner)
    assert (view.lead, view.others) == (None, ())
    assert [card.title for card in view.offered] == ["Protocol", "Other"]


def test_the_page_leads_with_the_course_worked_on_last(learner):
    first, second = named("First", lesson_item("a"), lesson_item("b")), named("Second", lesson_item("c"))
    enrolment = make_enrolment(first, learner)
    make_enrolment(second, learner)
    assert view_of(learner).lead.title == "Second"
    say_done(enrolment, "a")
    view = view_of(learner)
    assert (view.lead.title, view.lead.own.next_step.title) == ("First", "B")
    assert [card.title for card in view.others] == ["Second"]
    assert view.offered == ()


def test_a_finished_course_leads_only_until_its_name_is_confirmed(learner):
    enrolment = make_enrolment(named("Course", lesson_item("a")), learner)
    say_done(enrolment, "a")
    assert view_of(learner).lead.own.next_step.kind == NextKind.NAME
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana")
    named("Another")
    view = view_of(learner)
    assert (view.lead, [card.title for card in view.offered]) == (None, ["Another"])
    assert view.is_up_to_date


def test_a_course_in_which_nothing_can_be_done_does_not_lead(learner):
    exercise = make_published_exercise("order", max_tries=1)
    enrolment = make_enrolment(named("Stuck", lesson_item("a", exercise_item(exercise))), learner)
    say_done(enrolment, "a")
    do_exercise(exercise, learner, is_right=False)
    view = view_of(learner)
    assert (view.lead, view.others[0].own.next_step.kind) == (None, NextKind.STUCK)
    assert not view.is_up_to_date


def test_the_questions_before_and_after_a_course_are_offered_when_they_can_be_taken(learner, statements):
    course = make_assessed_course(make_published_exercise("order", practice=True, minutes=6))
    enrolment = make_enrolment(course, learner)

    def asked():
        view = view_of(learner)
        return [card.asks for card in (view.lead, *view.others) if card]

    assert asked() == ["before"]
    services.begin_gain_try(enrolment_id=enrolment.pk, moment="before")
    assert asked() == ["before"]
    take(enrolment, Moment.BEFORE)
    assert asked() == [None]
    finish(enrolment)
    assert asked() == ["after"]
    with statements() as captured:
        view_of(learner)
    assert len(captured.counted) <= 8
    services.skip_gain_try(enrolment_id=enrolment.pk, moment=Moment.AFTER)
    assert asked() == [None]


def test_titles_are_in_the_readers_language_where_there_is_one(learner):
    make_enrolment(make_course(bodies={"en": course_body("Course"), "fr": course_body("Cours")}), learner)
    make_enrolment(named("English only"), learner)
    view = view_of(learner, "fr")
    assert [card.own.next_step for card in view.others] == [None, None]
    assert [(card.title, card.lang) for card in view.others] == [("English only", "en"), ("Cours", "")]


@pytest.mark.parametrize("number", [1, 3])
def test_the_statements_do_not_grow_with_courses_and_lessons(learner, statements, number):
    for course in range(number):
        lessons = [lesson_item(f"l{course}-{n}", exercise_item(make_published_exercise())) for n in range(10 * number)]
        make_enrolment(make_course(*lessons), learner)
    with statements() as captured:
        view_of(learner)
    assert len(captured.counted) == 5
