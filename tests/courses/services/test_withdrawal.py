import pytest

from accounts.models import OutboxEntry
from assessments.models import Score
from courses import selectors, services
from courses.errors import NotEnrolledError, WithdrawalError, WithdrawnError
from courses.models import Enrolment, LessonProgress
from tests.factories.accounts import make_coordinator, make_membership, make_organisation
from tests.factories.assessments import finish_attempt, make_attempt, make_published_exercise
from tests.factories.courses import do_exercise, exercise_item, lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_organisation()


@pytest.fixture
def coordinator(city):
    return make_coordinator(city)


@pytest.fixture
def joined(learner, city):
    return make_membership(user=learner, organisation=city)


@pytest.fixture
def exercise():
    return make_published_exercise()


@pytest.fixture
def course(exercise):
    return make_course(lesson_item("a", exercise_item(exercise), done_by="check"), lesson_item("b"))


@pytest.fixture
def enrolment(course, learner, joined):
    return make_enrolment(course, learner)


def withdraw(enrolment, coordinator):
    return services.withdraw_enrolment(enrolment_id=enrolment.pk, withdrawn_by_id=coordinator.pk)


def messages():
    return OutboxEntry.objects.filter(dedupe_key__startswith="courses.after_withdrawal")


def test_withdrawing_closes_the_course_and_keeps_what_was_done(enrolment, coordinator, exercise, course, learner):
    do_exercise(exercise, learner)
    assert withdraw(enrolment, coordinator)
    assert not withdraw(enrolment, coordinator)
    view = {"course_slug": course.slug, "learner_id": learner.pk, "language": "en"}
    with pytest.raises(NotEnrolledError):
        selectors.lesson_view(lesson_slug="a", **view)
    dashboard = selectors.dashboard(learner_id=learner.pk, language="en")
    assert (dashboard.lead, dashboard.others) == (None, ())
    assert (Score.objects.count(), LessonProgress.objects.count()) == (1, 1)


def test_nothing_can_be_begun_or_ticked_off_any_more(enrolment, coordinator, exercise, course):
    lesson = course.lessons.get(slug="b")
    withdraw(enrolment, coordinator)
    with pytest.raises(NotEnrolledError):
        services.start_exercise(enrolment_id=enrolment.pk, lesson_id=None, exercise_id=exercise.pk)
    with pytest.raises(NotEnrolledError):
        services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=lesson.pk)
    services.reassess_course(course_id=course.pk)
    assert not LessonProgress.objects.exists()


def test_what_is_submitted_afterwards_is_kept_does_not_count_and_is_told(enrolment, coordinator, exercise, learner):
    attempt = make_attempt(exercise, learner)
    withdraw(enrolment, coordinator)
    finish_attempt(attempt, is_right=True)
    assert (attempt.scores.count(), LessonProgress.objects.count()) == (1, 0)
    payload = messages().get().payload
    assert payload["to"] == [coordinator.email]
    assert payload["subject"] == "Submitted after the withdrawal: Who goes first"
    assert "Ana Learner has submitted an exercise of a course that you withdrew them from." in payload["text"]
    services.record_attempt(attempt_id=attempt.pk, exercise_id=exercise.pk, learner_id=learner.pk)
    assert messages().count() == 1


def test_only_a_coordinator_enrols_again_and_what_was_done_counts_then(enrolment, coordinator, exercise, joined):
    again = {"course_id": enrolment.course_id, "learner_id": enrolment.learner_id}
    attempt = make_attempt(exercise, enrolment.learner)
    withdraw(enrolment, coordinator)
    finish_attempt(attempt, is_right=True)
    with pytest.raises(WithdrawnError, match="Only they can enrol you again"):
        services.enrol_learner(**again)
    assert services.enrol_learner(membership_id=joined.pk, **again).pk == enrolment.pk
    assert LessonProgress.objects.get().enrolment_id == enrolment.pk
    assert services.enrol_learner(**again).withdrawn_by is None


def test_a_finished_course_is_not_taken_away(enrolment, coordinator, exercise, course, learner):
    do_exercise(exercise, learner)
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get(slug="b").pk)
    with pytest.raises(WithdrawalError, match="a finished course is kept"):
        withdraw(enrolment, coordinator)
    assert Enrolment.objects.get().withdrawn_at is None
