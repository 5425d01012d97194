import uuid

import pytest

from assessments import services
from assessments.errors import NoTriesLeftError, TriesLeftError
from assessments.models import TryGrant
from assessments.selectors import exercise_states, exercise_states_of
from tests.factories.accounts import make_user
from tests.factories.assessments import finish_attempt, make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return make_user()


@pytest.fixture
def exercise():
    return make_published_exercise("choice", max_tries=1)


def grant(exercise, learner, **fields):
    defaults = {"granted_by_id": learner.pk, "form_token": uuid.uuid4()}
    return services.grant_try(exercise_id=exercise.pk, learner_id=learner.pk, **(defaults | fields))


def state(exercise, learner):
    return exercise_states(learner_id=learner.pk, exercise_ids=[exercise.pk])[exercise.pk]


def test_a_granted_try_can_be_used_once(exercise, learner):
    finish_attempt(make_attempt(exercise, learner), is_right=False)
    assert grant(exercise, learner)
    finish_attempt(make_attempt(exercise, learner), is_right=False)
    with pytest.raises(NoTriesLeftError):
        make_attempt(exercise, learner)
    found = state(exercise, learner)
    assert (found.tries_used, found.tries_left, found.tries_granted) == (2, 0, 1)


def test_the_key_is_held_back_until_the_granted_try_is_used(exercise, learner):
    finish_attempt(make_attempt(exercise, learner), is_right=False)
    assert state(exercise, learner).key_is_due
    grant(exercise, learner)
    assert not state(exercise, learner).key_is_due
    attempt = make_attempt(exercise, learner)
    assert not state(exercise, learner).key_is_due
    finish_attempt(attempt, is_right=False)
    assert state(exercise, learner).key_is_due


def test_the_same_form_grants_once(exercise, learner):
    finish_attempt(make_attempt(exercise, learner), is_right=False)
    token = uuid.uuid4()
    assert grant(exercise, learner, form_token=token)
    assert not grant(exercise, learner, form_token=token)
    assert TryGrant.objects.count() == 1


def test_nothing_is_granted_while_a_try_is_left_or_under_way(exercise, learner):
    with pytest.raises(TriesLeftError):
        grant(exercise, learner)
    attempt = make_attempt(exercise, learner)
    with pytest.raises(TriesLeftError):
        grant(exercise, learner)
    finish_attempt(attempt, is_right=False)
    grant(exercise, learner)
    with pytest.raises(TriesLeftError):
        grant(exercise, learner)


def test_nothing_is_granted_to_who_has_full_marks(exercise, learner):
    finish_attempt(make_attempt(exercise, learner), is_right=True)
    with pytest.raises(TriesLeftError):
        grant(exercise, learner)


def test_nothing_is_granted_where_tries_are_unlimited(learner):
    exercise = make_published_exercise("choice")
    finish_attempt(make_attempt(exercise, learner), is_right=False)
    with pytest.raises(TriesLeftError):
        grant(exercise, learner)


def test_a_grant_is_for_one_learner_and_one_exercise(exercise, learner):
    other, second = make_user(), make_published_exercise("order", max_tries=1)
    for person in (learner, other):
        finish_attempt(make_attempt(exercise, person), is_right=False)
    finish_attempt(make_attempt(second, learner), is_right=False)
    grant(exercise, learner)
    found = exercise_states_of(learner_ids=[learner.pk, other.pk], exercise_ids=[exercise.pk, second.pk])
    left = {(person, number): found[person][number].tries_left for person in found for number in found[person]}
    assert left == {
        (learner.pk, exercise.pk): 1,
        (learner.pk, second.pk): 0,
        (other.pk, exercise.pk): 0,
        (other.pk, second.pk): 1,
    }


def test_a_rule_gives_as_many_tries_as_everybody_gets_once(learner):
    exercise = make_published_exercise("choice", max_tries=2)

    def by_rule(tries, cause):
        return services.grant_tries_by_rule(
            exercise_id=exercise.pk, learner_id=learner.pk, tries=tries, cause=uuid.UUID(int=cause)
        )

    assert by_rule(0, 1) == 0
    finish_attempt(make_attempt(exercise, learner), is_right=True)
    assert (by_rule(0, 1), by_rule(0, 1), state(exercise, learner).tries_left) == (1, 0, 2)
    assert (by_rule(3, 2), state(exercise, learner).tries_left) == (1, 3)
    assert set(TryGrant.objects.values_list("granted_by", flat=True)) == {None}


def test_a_rule_gives_nothing_where_tries_are_unlimited(learner):
    exercise = make_published_exercise("choice", max_tries=0)
    finish_attempt(make_attempt(exercise, learner), is_right=False)
    cause = uuid.uuid4()
    assert services.grant_tries_by_rule(exercise_id=exercise.pk, learner_id=learner.pk, tries=1, cause=cause) == 0
