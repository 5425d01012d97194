import uuid

import pytest

from courses import selectors, services
from courses.models import Lesson
from tests.factories.accounts import make_user
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import case_item, do_exercise, exercise_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercises():
    return [make_published_exercise() for _ in range(2)]


@pytest.fixture
def course(exercises):
    items = [exercise_item(item, slug=f"task-{act}", act=act) for act, item in enumerate(exercises, start=1)]
    return make_course(case_item("mast", *items), slug="protocol")


def reached(learner):
    key = Lesson.objects.get(slug="mast").key
    return [selectors.has_reached(learner_id=learner.pk, places=[(key, act)]) for act in (1, 2, 3)]


def test_an_act_is_reached_when_those_before_it_are_submitted(course, exercises, learner):
    assert reached(learner) == [False, False, False]
    enrolment = make_enrolment(course, learner)
    assert reached(learner) == [True, False, False]
    do_exercise(exercises[0], learner, is_right=False)
    assert reached(learner) == [True, True, False]
    do_exercise(exercises[1], learner)
    assert reached(learner) == [True, True, True]
    services.withdraw_enrolment(enrolment_id=enrolment.pk, withdrawn_by_id=make_user().pk)
    assert reached(learner) == [False, False, False]


def test_one_of_several_places_is_enough(course, learner, statements):
    make_enrolment(course, learner)
    key = Lesson.objects.get(slug="mast").key
    with statements() as made:
        assert selectors.has_reached(learner_id=learner.pk, places=[(uuid.uuid4(), 1), (key, 2), (key, 1)])
    assert len(made.counted) == 2


def test_an_unknown_case_is_not_reached(learner):
    assert not selectors.has_reached(learner_id=learner.pk, places=[(uuid.uuid4(), 1)])
