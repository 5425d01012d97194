import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.services import outbox
from assessments import selectors, services, signals
from assessments.models import Attempt, Exercise
from assessments.selectors.chains import broken_chains
from assessments.selectors.integrity import broken_attempts
from assessments.tasks import release_due
from tests.factories.accounts import make_user
from tests.factories.assessments import finish_attempt, make_attempt, make_published_exercise, make_submission, release

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def moment(days):
    return (timezone.now() + days * DAY).strftime("%Y-%m-%dT%H:%M:%SZ")


def make_held_exercise(kind="choice", **policy):
    return make_published_exercise(kind, **({"results": "after_close", "closes_at": moment(2)} | policy))


@pytest.fixture
def announced():
    calls = []

    def hear(**payload):
        calls.append(payload["attempt_id"])

    signals.attempt_scored.connect(hear)
    yield calls
    signals.attempt_scored.disconnect(hear)


def state_of(attempt):
    states = selectors.exercise_states(learner_id=attempt.learner_id, exercise_ids=[attempt.exercise_id])
    return states[attempt.exercise_id]


def test_a_result_is_held_back_until_the_exercise_has_closed(learner, announced):
    attempt = finish_attempt(make_attempt(make_held_exercise(max_tries=1), learner), is_right=True)
    state = state_of(attempt)
    assert (attempt.state, attempt.score.passed, announced) == ("scored", True, [])
    assert (state.counted_percent, state.passed, state.key_is_due, state.is_waiting) == (None, False, False, True)
    assert [services.release_due(now=timezone.now() + days * DAY) for days in (1, 3, 3)] == [0, 1, 0]
    state = state_of(attempt)
    assert (state.counted_percent, state.passed, state.key_is_due, announced) == (100, True, True, [attempt.pk])
    assert [event.kind for event in attempt.events.order_by("number")][2:] == ["scored", "released"]
    assert [*broken_chains(), *broken_attempts()] == []


def test_late_days_hold_results_back_too(learner):
    late = {"late_rule": "step", "late_percent_per_day": 10, "late_days": 2}
    finish_attempt(make_attempt(make_held_exercise(**late), learner), is_right=True)
    assert [services.release_due(now=timezone.now() + days * DAY) for days in (3, 5)] == [0, 1]


def test_somebody_who_is_still_at_it_delays_nothing(learner):
    exercise = make_held_exercise()
    finish_attempt(make_attempt(exercise, learner), is_right=True)
    make_attempt(exercise, make_user())
    assert services.release_due(now=timezone.now() + 3 * DAY) == 1


def test_another_try_can_begin_while_a_result_is_held_back(learner):
    exercise = make_held_exercise(max_tries=2)
    finish_attempt(make_attempt(exercise, learner), is_right=False)
    finish_attempt(make_attempt(exercise, learner), is_right=True)
    assert services.release_due(now=timezone.now() + 3 * DAY) == 2


def test_the_window_that_is_in_force_decides(learner):
    attempt = finish_attempt(make_attempt(make_held_exercise(), learner), is_right=True)
    Exercise.objects.update(policy=attempt.policy | {"closes_at": moment(9)})
    assert services.release_due(now=timezone.now() + 3 * DAY) == 0
    Exercise.objects.update(policy=attempt.policy | {"closes_at": moment(-1)})
    assert release_due() == 1


def test_practice_is_never_held_back(learner):
    exercise = make_held_exercise(practice=True)
    assert finish_attempt(make_attempt(exercise, learner), is_right=True).state == "released"


def test_marks_are_held_back_and_told_of_when_they_are_released(learner):
    work = make_submission(learner, make_held_exercise("rubric"))
    release(work, make_user())
    while outbox.sweep():
        pass
    assert (Attempt.objects.get().state, mail.outbox) == ("scored", [])
    assert services.release_due(now=timezone.now() + 3 * DAY) == 1
    while outbox.sweep():
        pass
    assert [message.to for message in mail.outbox] == [[learner.email]]
    assert [*broken_chains(), *broken_attempts()] == []


def test_the_learner_sees_a_receipt_and_no_result(signed_in, learner):
    attempt = finish_attempt(make_attempt(make_held_exercise(), learner), is_right=False)
    answer = signed_in.get(reverse("assessments:review", args=[attempt.key]), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("assessments:receipt", args=[attempt.key])
    assert "comes when the exercise has closed for everybody" in page
    assert "CANARY" not in page
    assert "See the result" not in page


def test_one_result_that_cannot_be_released_keeps_no_other_back(learner, caplog):
    exercise = make_held_exercise()
    stuck, fine = (finish_attempt(make_attempt(exercise, who), is_right=True) for who in (learner, make_user()))

    def refuse(**payload):
        if payload["attempt_id"] == stuck.pk:
            raise OSError("progress is away")

    signals.attempt_scored.connect(refuse)
    try:
        assert services.release_due(now=timezone.now() + 3 * DAY) == 1
    finally:
        signals.attempt_scored.disconnect(refuse)
    assert dict(Attempt.objects.values_list("pk", "state")) == {stuck.pk: "scored", fine.pk: "released"}
    assert f"the result of attempt {stuck.pk} could not be released" in caplog.text
