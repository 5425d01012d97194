"""Exercises that are asked before a course and after it: from the page to the course that is taken."""

import pytest

from assessments.models import Exercise
from cms.services.publishing import problems_of
from courses import services
from courses.enums import Moment
from courses.models import Course
from tests.factories import cms as make
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make.make_tree()


def keys_of(course):
    stored = Course.objects.select_related("final_exercise", "before_exercise", "after_exercise").get(
        key=course.translation_key
    )
    chosen = (stored.final_exercise, stored.before_exercise, stored.after_exercise)
    return [exercise and exercise.key for exercise in chosen]


def test_one_exercise_is_asked_twice_beside_the_final_assessment(tree):
    course = tree[0]
    twice = make.make_choice(parent=course, assessment="both", max_tries=3, pass_percent=80)
    final = make.make_choice(parent=course)
    assert keys_of(course) == [final.translation_key, twice.translation_key, twice.translation_key]
    exercise = Exercise.objects.get(key=twice.translation_key)
    assert (exercise.retired, exercise.policy["practice"], exercise.policy["max_tries"]) == (False, True, 0)
    assert twice.learn_path() == course.learn_path()


def test_two_forms_are_asked_one_before_and_one_after(tree):
    course = tree[0]
    after = make.make_choice(parent=course, assessment="after")
    assert keys_of(course) == [None, None, None]
    before = make.make_choice(parent=course, assessment="before")
    assert keys_of(course) == [None, before.translation_key, after.translation_key]
    before.unpublish()
    assert keys_of(course) == [None, None, None]
    assert Exercise.objects.get(key=after.translation_key).retired


def test_what_was_answered_in_private_never_counts_and_is_not_rescored(tree, client):
    twice = make.make_choice(parent=tree[0], assessment="both")
    course = Course.objects.get(key=tree[0].translation_key)
    enrolment = services.enrol_learner(course_id=course.pk, learner_id=make_user().pk)
    client.force_login(make_user(is_staff=True, is_superuser=True))
    page = f"/cms/rescoring/{twice.pk}/"
    twice.assessment = ""
    assert (messages(twice), client.get(page).status_code) == ([], 200)
    services.begin_gain_try(enrolment_id=enrolment.pk, moment=Moment.BEFORE)
    assert "for themselves alone" in messages(twice)[0]
    assert client.get(page).status_code == 404
    twice.assessment = "both"
    assert messages(twice) == []


def messages(page):
    return [problem.message for problem in problems_of(page) if problem.field == "assessment"]


def test_it_stands_below_a_course_is_scored_at_once_and_alone_at_its_time(tree):
    course, _module, lesson = tree
    assert "directly below a course" in messages(make.make_choice(parent=lesson, live=False, assessment="both"))[0]
    assert "nobody marks" in messages(make.make_rubric(parent=course, live=False, assessment="both"))[0]
    before = make.make_choice(parent=course, title="First form", assessment="before")
    assert messages(make.make_choice(parent=course, live=False, assessment="after")) == []
    for other in ("both", "before"):
        page = make.make_choice(parent=course, live=False, assessment=other)
        assert messages(page) == ["“First form” is asked at that time already. Leave one of them."]
    assert messages(before) == []
