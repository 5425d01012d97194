import pytest
from django.core import mail

from accounts.services import outbox
from assessments import selectors, services, signals
from assessments.enums import EventKind
from assessments.errors import NotForMarkingError, ReasonError
from assessments.models import Appeal, Attempt
from assessments.selectors.chains import broken_chains
from assessments.selectors.integrity import broken_attempts
from tests.factories.accounts import make_user
from tests.factories.assessments import finish_attempt, make_attempt, make_published_exercise, make_submission, release

pytestmark = pytest.mark.django_db

WHY = "The fire alarm rang in the middle of it."


@pytest.fixture
def announced():
    calls = []

    def hear(**payload):
        calls.append(payload["attempt_id"])

    signals.attempt_voided.connect(hear)
    yield calls
    signals.attempt_voided.disconnect(hear)


def void(attempt, reason=WHY, by=None):
    seen = Attempt.objects.get(pk=attempt.pk).state
    return services.void_attempt(attempt_id=attempt.pk, by_id=(by or make_user()).pk, reason=reason, seen=seen)


def state_of(exercise, learner):
    return selectors.exercise_states(learner_id=learner.pk, exercise_ids=[exercise.pk])[exercise.pk]


def test_a_try_that_is_taken_out_counts_nowhere_and_is_given_back(learner, announced):
    exercise, coordinator = make_published_exercise(max_tries=1), make_user()
    attempt = finish_attempt(make_attempt(exercise, learner), is_right=True)
    assert void(attempt, by=coordinator)
    state = state_of(exercise, learner)
    assert (state.tries_used, state.tries_left, state.counted_earned, state.passed) == (0, 1, 0, False)
    assert (state.past, state.key_is_due, state.last_attempt_key) == ((), False, None)
    assert make_attempt(exercise, learner).number == 2
    event = attempt.events.latest("number")
    assert (event.kind, event.by, event.details) == (EventKind.VOID, coordinator, {"reason": WHY})
    assert announced == [attempt.pk]
    assert [*broken_chains(), *broken_attempts()] == []


def test_it_is_taken_out_once_and_the_learner_is_told_once(learner, announced):
    attempt = finish_attempt(make_attempt(make_published_exercise(), learner), is_right=True)
    assert [void(attempt), void(attempt, "Another reason altogether.")] == [True, False]
    while outbox.sweep():
        pass
    (message,) = mail.outbox
    assert message.to == [learner.email]
    assert WHY in message.body
    assert f"/attempts/{attempt.key}/review/" in message.body
    assert announced == [attempt.pk]


def test_what_went_on_since_it_was_seen_is_left_alone(learner):
    attempt = make_attempt(make_published_exercise(), learner)
    finish_attempt(attempt, is_right=True)
    wanted = {"attempt_id": attempt.pk, "by_id": make_user().pk, "reason": WHY}
    assert not services.void_attempt(**wanted, seen="open")
    assert Attempt.objects.get().state == "released"
    assert services.void_attempt(**wanted, seen="released")
    assert not services.void_attempt(**wanted, seen="void")


@pytest.mark.parametrize("make", [make_attempt, lambda _exercise, learner: make_submission(learner)])
def test_what_is_open_or_waits_can_be_taken_out(learner, make):
    attempt = make(make_published_exercise(), learner)
    assert void(attempt)
    assert Attempt.objects.get(pk=attempt.pk).state == "void"
    assert [*broken_chains(), *broken_attempts()] == []


def test_marked_work_that_is_taken_out_is_no_longer_marked(learner):
    work, marker = make_submission(learner), make_user()
    release(work, marker)
    void(work)
    with pytest.raises(NotForMarkingError):
        release(work, marker, number=2, reason="Once more.")
    assert [*broken_chains(), *broken_attempts()] == []


def test_taking_out_answers_an_appeal(learner):
    attempt = finish_attempt(make_attempt(make_published_exercise(), learner), is_right=False)
    services.ask_second_look(attempt_id=attempt.pk, reason="The picture was missing.")
    void(attempt)
    appeal = Appeal.objects.get()
    assert (appeal.outcome, appeal.answer) == ("void", WHY)


@pytest.mark.parametrize("reason", ["", "too short", " \n" * 40, "x" * 2001])
def test_a_reason_is_needed(learner, reason):
    attempt = make_attempt(make_published_exercise(), learner)
    with pytest.raises(ReasonError, match="between 10 and 2000"):
        void(attempt, reason)
    assert Attempt.objects.get().state == "open"


def test_submitting_what_was_taken_out_meanwhile_changes_nothing(learner):
    attempt = make_attempt(make_published_exercise(), learner)
    void(attempt)
    finish_attempt(attempt, is_right=True)
    assert (attempt.state, attempt.score) == ("void", None)
    assert list(broken_chains()) == []
