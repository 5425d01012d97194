import uuid

import pytest

from assessments import selectors, services
from assessments.models import Attempt, Exercise, Score
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    finish_attempt,
    make_attempt,
    make_definition,
    make_published_exercise,
    make_submission,
    release,
)

pytestmark = pytest.mark.django_db


def state_of(exercise, learner):
    return selectors.exercise_states(learner_id=learner.pk, exercise_ids=[exercise.pk])[exercise.pk]


def republish(exercise, **policy):
    definition = make_definition("choice", key=exercise.key)
    services.publish_definition(key=exercise.key, title="T", definition=definition, policy=policy)


def test_a_state_before_the_first_try(learner):
    exercise = make_published_exercise(title="Who goes first", max_tries=3, pass_percent=80)
    state = state_of(exercise, learner)
    assert (state.exercise_id, state.key, state.kind, state.title) == (
        exercise.pk,
        exercise.key,
        "choice",
        "Who goes first",
    )
    assert (state.policy.pass_percent, state.is_ready, state.tries_used, state.tries_left) == (80, True, 0, 3)
    assert (state.counted_percent, state.counted_earned, state.counted_possible, state.passed) == (None, 0, 0, False)
    assert (state.open_attempt_key, state.last_attempt_key, state.past, state.key_is_due) == (None, None, (), False)


def test_a_state_counts_the_best_try_and_lists_all(learner):
    exercise = make_published_exercise()
    tries = [finish_attempt(make_attempt(exercise, learner), is_right=right) for right in (False, True, False)]
    going = make_attempt(exercise, learner)
    state = state_of(exercise, learner)
    assert (state.tries_used, state.tries_left, state.counted_percent, state.passed) == (3, None, 100, True)
    assert [(past.key, past.number, past.percent, past.passed) for past in state.past] == [
        (tries[0].key, 1, 0, False),
        (tries[1].key, 2, 100, True),
        (tries[2].key, 3, 0, False),
    ]
    assert (state.open_attempt_key, state.last_attempt_key) == (going.key, tries[2].key)


@pytest.mark.parametrize(
    ("state", "used", "percent", "is_due"),
    [
        ("released", 1, 100, True),
        ("appealed", 1, 100, True),
        ("scored", 1, None, False),
        ("submitted", 1, None, False),
        ("expired", 1, None, True),
        ("void", 0, None, False),
    ],
)
def test_a_state_counts_an_attempt_by_where_it_is(learner, state, used, percent, is_due):
    exercise = make_published_exercise(max_tries=1)
    attempt = finish_attempt(make_attempt(exercise, learner), is_right=True)
    Attempt.objects.update(state=state)
    found = state_of(exercise, learner)
    assert (found.tries_used, found.tries_left, found.counted_percent) == (used, 1 - used, percent)
    assert (found.passed, found.key_is_due, len(found.past)) == (percent is not None, is_due, int(percent is not None))
    assert found.held_attempt_key == (attempt.key if state == "scored" else None)


def test_a_try_without_a_score_is_no_full_marks(learner):
    exercise = make_published_exercise(max_tries=2)
    finish_attempt(make_attempt(exercise, learner), is_right=False)
    Attempt.objects.update(state="expired")
    assert not state_of(exercise, learner).key_is_due


def test_the_score_that_the_attempt_points_at_counts(learner):
    exercise = make_published_exercise()
    attempt = finish_attempt(make_attempt(exercise, learner), is_right=False)
    score = attempt.scores.get()
    newer = Score.objects.create(
        attempt=attempt,
        version=score.version,
        scorer="select-net/2",
        policy_hash=score.policy_hash,
        state="answered",
        earned=score.possible,
        possible=score.possible,
        passed=True,
        result=score.result,
    )
    assert state_of(exercise, learner).counted_percent == 0
    Attempt.objects.filter(pk=attempt.pk).update(score=newer)
    assert state_of(exercise, learner).counted_percent == 100


@pytest.mark.parametrize(
    ("policy", "rights", "is_due"),
    [
        ({}, [False], False),
        ({}, [False, True], True),
        ({"max_tries": 2}, [False], False),
        ({"max_tries": 2}, [False, False], True),
        ({"practice": True}, [], False),
        ({"practice": True}, [False], True),
    ],
)
def test_the_key_is_due_when_nothing_can_be_gained(learner, policy, rights, is_due):
    exercise = make_published_exercise(**policy)
    for right in rights:
        finish_attempt(make_attempt(exercise, learner), is_right=right)
    assert state_of(exercise, learner).key_is_due is is_due


def test_the_key_waits_for_a_try_under_way_when_the_limit_was_lowered(learner):
    exercise = make_published_exercise(max_tries=2)
    finish_attempt(make_attempt(exercise, learner), is_right=False)
    going = make_attempt(exercise, learner)
    republish(exercise, max_tries=1)
    assert not state_of(exercise, learner).key_is_due
    finish_attempt(going, is_right=False)
    assert state_of(exercise, learner).key_is_due


def test_nobody_in_particular_has_no_attempts(learner):
    exercise = make_published_exercise()
    finish_attempt(make_attempt(exercise, learner), is_right=True)
    states = selectors.exercise_states(learner_id=None, exercise_ids=[exercise.pk, 0])
    assert {key: state.tries_used for key, state in states.items()} == {exercise.pk: 0}


def test_a_draft_and_a_withdrawn_exercise_are_not_ready(learner):
    exercise = make_published_exercise()
    services.retire_exercise(key=exercise.key)
    assert not state_of(exercise, learner).is_ready
    services.register_exercise(key=uuid.uuid4(), kind="order", title="Draft")
    assert not state_of(Exercise.objects.get(current_version=None), learner).is_ready


def test_other_peoples_attempts_do_not_count(learner):
    exercise = make_published_exercise()
    finish_attempt(make_attempt(exercise, make_user()), is_right=True)
    assert state_of(exercise, learner).tries_used == 0


def test_states_cost_one_statement_at_any_number(learner, statements):
    exercises = [make_published_exercise() for _ in range(3)]
    for exercise in exercises:
        finish_attempt(make_attempt(exercise, learner), is_right=False)
        finish_attempt(make_attempt(exercise, learner), is_right=False)
    for count in (1, 3):
        with statements() as made:
            selectors.exercise_states(learner_id=learner.pk, exercise_ids=[e.pk for e in exercises[:count]])
        assert len(made.counted) == 1


def test_work_that_waits_is_a_try_without_a_result(learner):
    exercise = make_published_exercise("rubric", max_tries=1)
    work = make_submission(learner, exercise)
    state = state_of(exercise, learner)
    assert (state.waiting_attempt_key, state.last_attempt_key, state.is_waiting) == (work.key, work.key, True)
    assert (state.tries_used, state.tries_left, state.is_used_up, state.key_is_due) == (1, 0, False, False)
    assert (state.counted_percent, state.counted_version, state.passed, state.past) == (None, "", False, ())
    release(work, make_user())
    state = state_of(exercise, learner)
    assert (state.is_waiting, state.counted_percent, state.passed, state.key_is_due) == (False, 80, True, True)
    assert [past.percent for past in state.past] == [80]


def test_a_second_try_that_waits_leaves_the_first_result(learner):
    exercise = make_published_exercise("rubric", max_tries=2)
    release(make_submission(learner, exercise), make_user())
    make_submission(learner, exercise)
    state = state_of(exercise, learner)
    assert (state.counted_percent, state.is_waiting, state.tries_left, state.key_is_due) == (80, True, 0, False)


@pytest.mark.parametrize(
    ("counting", "rights", "percent", "passed", "is_due", "may_gain"),
    [
        ("best", [True, False], 100, True, True, False),
        ("last", [True, False], 0, False, False, True),
        ("first", [True, False], 100, True, True, False),
        ("first", [False, True], 0, False, True, False),
        ("mean", [True, False], 50, False, False, True),
        ("mean", [True, True, False], 67, True, False, True),
    ],
)
def test_which_try_counts_is_the_policy_s_to_say(learner, counting, rights, percent, passed, is_due, may_gain):
    exercise = make_published_exercise(counting=counting)
    for right in rights:
        finish_attempt(make_attempt(exercise, learner), is_right=right)
    found = state_of(exercise, learner)
    assert (found.counted_percent, found.passed, found.key_is_due) == (percent, passed, is_due)
    assert (found.may_gain, found.may_begin, found.counted_version) == (may_gain, True, exercise.current_version_id)


def test_the_key_is_due_once_the_window_is_closed(learner):
    exercise = make_published_exercise(closes_at="2099-01-01T00:00:00Z")
    finish_attempt(make_attempt(exercise, learner), is_right=False)
    assert not state_of(exercise, learner).key_is_due
    republish(exercise, closes_at="2020-01-01T00:00:00Z")
    found = state_of(exercise, learner)
    assert (found.key_is_due, found.may_begin, found.times.is_over) == (True, False, True)


def test_the_first_try_counts_once_it_has_a_result(learner):
    exercise = make_published_exercise("rubric", counting="first")
    make_submission(learner, exercise)
    assert not state_of(exercise, learner).key_is_due
