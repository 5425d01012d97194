import pytest
from django.core import mail

from accounts.services import outbox
from assessments import services
from assessments.errors import AppealError, NotForMarkingError, ReasonError
from assessments.models import Appeal, Attempt
from assessments.selectors.chains import broken_chains
from assessments.selectors.integrity import broken_attempts
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    finish_attempt,
    make_attempt,
    make_guest_attempt,
    make_marks,
    make_published_exercise,
    make_sample,
    make_submission,
    release,
)

pytestmark = pytest.mark.django_db

WHY = "The second question has two right answers."
ANSWER = "I read it again; the article says so."


@pytest.fixture
def attempt(learner):
    return finish_attempt(make_attempt(make_published_exercise(), learner), is_right=False)


@pytest.fixture
def marked(learner):
    work = make_submission(learner)
    release(work, make_user())
    return work


def ask(attempt, reason=WHY):
    return services.ask_second_look(attempt_id=attempt.pk, reason=reason)


def confirm(attempt, by, answer=ANSWER):
    return services.confirm_score(attempt_id=attempt.pk, by_id=by.pk, answer=answer)


def kinds(attempt):
    return [event.kind for event in attempt.events.order_by("number")][4:]


def state_of(attempt):
    return Attempt.objects.get(pk=attempt.pk).state


def test_a_second_look_is_asked_for_once(attempt):
    assert [ask(attempt), ask(attempt)] == [True, False]
    appeal = Appeal.objects.get()
    assert (appeal.score, appeal.reason, appeal.outcome, state_of(attempt)) == (attempt.score, WHY, "", "appealed")
    assert kinds(attempt) == ["appealed"]
    assert [*broken_chains(), *broken_attempts()] == []


def test_a_score_that_stands_is_answered_once_in_writing(attempt):
    ask(attempt)
    instructor = make_user()
    assert [confirm(attempt, instructor), confirm(attempt, instructor)] == [True, False]
    appeal = Appeal.objects.get()
    assert (appeal.outcome, appeal.answer, appeal.answered_by) == ("confirmed", ANSWER, instructor)
    assert kinds(attempt) == ["appealed", "answered"]
    while outbox.sweep():
        pass
    (message,) = mail.outbox
    assert ANSWER not in message.body
    assert f"/attempts/{attempt.key}/review/" in message.body
    with pytest.raises(AppealError):
        ask(attempt)
    assert [*broken_chains(), *broken_attempts()] == []


@pytest.mark.parametrize("reason", ["", "short", "x" * 2001])
def test_reason_and_answer_have_a_length(attempt, reason):
    with pytest.raises(ReasonError):
        ask(attempt, reason)
    ask(attempt)
    with pytest.raises(ReasonError):
        confirm(attempt, make_user(), reason)
    assert state_of(attempt) == "appealed"


def test_what_counts_nowhere_or_has_no_result_gets_no_second_look(learner):
    sample = make_sample("order")
    refused = [
        make_attempt(make_published_exercise(), learner),
        finish_attempt(make_attempt(make_published_exercise(practice=True), learner), is_right=False),
        finish_attempt(make_attempt(sample, learner), is_right=False),
        finish_attempt(make_guest_attempt(sample, learner.key), is_right=False),
        make_submission(learner),
    ]
    for attempt in refused:
        with pytest.raises(AppealError):
            ask(attempt)
    assert not Appeal.objects.exists()


def test_nobody_looks_a_second_time_at_what_they_marked_or_made(marked, learner):
    ask(marked)
    first = marked.marks.get().marker
    for person in (first, learner):
        with pytest.raises(AppealError):
            confirm(marked, person)
        with pytest.raises(NotForMarkingError):
            release(marked, person, make_marks(tone="top"), number=2, reason="I was too strict.")
    assert state_of(marked) == "appealed"


def test_an_independent_marker_answers_by_a_correction(marked):
    ask(marked)
    other = make_user()
    release(marked, other, make_marks(ask="low"), number=2, reason="The ask is not there.")
    release(marked, other, make_marks(ask="low"), number=2, reason="The ask is not there.")
    appeal = Appeal.objects.get()
    assert (appeal.outcome, appeal.answer, appeal.answered_by) == ("corrected", "The ask is not there.", other)
    assert (state_of(marked), kinds(marked)) == ("released", ["appealed", "answered"])
    assert [*broken_chains(), *broken_attempts()] == []


def test_a_new_score_can_be_looked_at_again_and_an_old_release_answers_nothing(marked):
    ask(marked)
    other = make_user()
    release(marked, other, make_marks(ask="low"), number=2, reason="The ask is not there.")
    assert ask(marked)
    with pytest.raises(NotForMarkingError):
        release(marked, other, make_marks(ask="low"), number=2, reason="The ask is not there.")
    assert state_of(marked) == "appealed"
    assert [appeal.outcome for appeal in Appeal.objects.order_by("pk")] == ["corrected", ""]
    assert confirm(marked, make_user())
    assert [*broken_chains(), *broken_attempts()] == []
