import pytest

from assessments.selectors import error_of_measurement
from tests.factories.accounts import make_user
from tests.factories.assessments import finish_attempt, make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db


def test_it_rests_on_first_tries_at_the_version_of_now():
    exercise = make_published_exercise("match")
    assert error_of_measurement(exercise_id=exercise.pk) == (0, None)
    people = [make_user() for _ in range(4)]
    for number, person in enumerate(people):
        finish_attempt(make_attempt(exercise, person), is_right=number % 2 == 0)
        finish_attempt(make_attempt(exercise, person), is_right=True)
    learners, error = error_of_measurement(exercise_id=exercise.pk)
    assert learners == 4
    assert error is None or 0 <= error <= 100


def test_where_everybody_earns_the_same_there_is_no_error_to_work_out():
    exercise = make_published_exercise("choice")
    for _ in range(2):
        finish_attempt(make_attempt(exercise, make_user()), is_right=True)
    assert error_of_measurement(exercise_id=exercise.pk) == (2, None)
