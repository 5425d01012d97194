import datetime
import uuid

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments import selectors, services, signals
from assessments.models import Attempt, Exercise, Move, ResponseSave, Score
from assessments.rules.types import Owner
from assessments.services import guests
from assessments.tasks import delete_expired_attempts
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    finish_attempt,
    make_attempt,
    make_guest_attempt,
    make_published_exercise,
    make_sample,
)

pytestmark = pytest.mark.django_db

GUEST = uuid.UUID(int=7)
OTHER = uuid.UUID(int=8)


@pytest.fixture
def session():
    session = SessionStore()
    services.remember_guest(session=session, guest=GUEST)
    return session


def state_of(exercise, learner):
    return selectors.exercise_states(learner_id=learner.pk, exercise_ids=[exercise.pk])[exercise.pk]


def claim(session, learner):
    return services.claim_attempts(session=session, learner_id=learner.pk)


def numbers(**owner):
    return list(Attempt.objects.filter(**owner).order_by("number").values_list("number", "as_guest"))


@pytest.mark.parametrize("owner", [{}, {"learner_id": 1, "guest": GUEST}])
def test_an_owner_is_exactly_one(owner):
    with pytest.raises(ValueError, match="either a learner or a guest"):
        Owner(**owner)


@pytest.mark.parametrize(
    "wrong",
    [
        {"guest": None},
        {"learner": "somebody"},
        {"as_guest": False},
        {"learner": "somebody", "guest": None, "as_guest": False, "number": 1},
    ],
)
def test_the_database_refuses_attempts_without_exactly_one_owner(wrong):
    attempt = make_guest_attempt(make_sample(), GUEST)
    learner = make_user()
    make_attempt(attempt.exercise, learner)
    values = {name: learner if value == "somebody" else value for name, value in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(**values)


def test_a_guest_has_one_open_attempt_and_numbers_of_their_own():
    exercise = make_sample()
    first = make_guest_attempt(exercise, GUEST)
    assert make_guest_attempt(exercise, GUEST) == first
    finish_attempt(first, is_right=False)
    assert make_guest_attempt(exercise, GUEST).number == 2
    assert make_guest_attempt(exercise, OTHER).number == 1
    assert numbers(guest=GUEST) == [(1, True), (2, True)]


def test_what_a_guest_scores_is_not_announced():
    heard = []

    def hear(attempt_id, **_):
        heard.append(attempt_id)

    signals.attempt_scored.connect(hear)
    exercise, learner = make_sample(), make_user()
    finish_attempt(make_guest_attempt(exercise, GUEST), is_right=True)
    own = finish_attempt(make_attempt(exercise, learner), is_right=True)
    signals.attempt_scored.disconnect(hear)
    assert heard == [own.pk]


def test_signing_in_claims_everything_the_session_began(session):
    learner = make_user()
    done = finish_attempt(make_guest_attempt(make_sample("order"), GUEST), is_right=True)
    going = make_guest_attempt(make_sample("branch"), GUEST)
    others = make_guest_attempt(going.exercise, OTHER)
    assert claim(session, learner) == 2
    for attempt in (done, going):
        attempt.refresh_from_db()
        assert (attempt.learner, attempt.guest, attempt.as_guest) == (learner, None, True)
    others.refresh_from_db()
    assert (others.learner, others.guest) == (None, OTHER)
    assert services.guest_in(session) is None


def test_claiming_twice_changes_nothing(session):
    learner, thief = make_user(), make_user()
    attempt = make_guest_attempt(make_sample(), GUEST)
    claim(session, learner)
    services.remember_guest(session=session, guest=GUEST)
    assert (claim(session, thief), claim(session, learner)) == (0, 0)
    attempt.refresh_from_db()
    assert attempt.learner == learner


def test_a_claim_stands_beside_what_the_learner_has_already(session):
    """Nothing is left behind: neither an open attempt of their own nor claims from other devices stand in the way."""
    exercise, learner = make_sample(), make_user()
    own = make_attempt(exercise, learner)
    for guest in (GUEST, OTHER):
        make_guest_attempt(exercise, guest)
        services.remember_guest(session=session, guest=guest)
        assert claim(session, learner) == 1
    assert numbers(learner=learner, as_guest=True) == [(1, True), (2, True)]
    assert numbers(learner=learner, as_guest=False) == [(1, False)]
    assert make_attempt(exercise, learner) == own


def test_an_attempt_that_somebody_claims_meanwhile_stays_theirs(session):
    attempt, winner = make_guest_attempt(make_sample(), GUEST), make_user()
    Attempt.objects.filter(pk=attempt.pk).update(guest=None, learner=winner)
    assert guests._claim(attempt.pk, attempt.exercise_id, GUEST, make_user().pk) == 0
    attempt.refresh_from_db()
    assert attempt.learner == winner


def test_a_session_without_a_guest_claims_nothing():
    assert claim(SessionStore(), make_user()) == 0


def test_what_was_begun_as_a_guest_never_counts(session):
    exercise, learner = make_sample(), make_user()
    finish_attempt(make_guest_attempt(exercise, GUEST), is_right=True)
    open_one = make_guest_attempt(exercise, GUEST)
    claim(session, learner)
    finish_attempt(open_one, is_right=True)
    state = state_of(exercise, learner)
    assert (state.tries_used, state.counted_percent, state.passed, state.past) == (0, None, False, ())
    assert (state.open_attempt_key, state.key_is_due) == (None, False)


def test_it_does_not_count_when_the_exercise_becomes_part_of_a_course_later(session):
    exercise, learner = make_sample(), make_user()
    finish_attempt(make_guest_attempt(exercise, GUEST), is_right=True)
    claim(session, learner)
    services.sync_samples({})
    Exercise.objects.filter(pk=exercise.pk).update(policy=exercise.policy | {"practice": False, "max_tries": 1})
    state = state_of(exercise, learner)
    assert (state.tries_left, state.passed, state.key_is_due) == (1, False, False)
    own = make_attempt(exercise, learner)
    assert (own.number, own.as_guest) == (1, False)


def expired(attempt, days=31):
    Attempt.objects.filter(pk=attempt.pk).update(started_at=timezone.now() - datetime.timedelta(days=days))


def test_what_nobody_claimed_is_deleted_after_thirty_days(session, monkeypatch):
    monkeypatch.setattr(guests, "BATCH", 1)
    choice, branch = make_sample("choice"), make_sample("branch")
    for exercise in (choice, branch):
        expired(finish_attempt(make_guest_attempt(exercise, OTHER), is_right=True))
    young = make_guest_attempt(choice, uuid.uuid4())
    expired(young, days=29)
    claimed = finish_attempt(make_guest_attempt(choice, GUEST), is_right=True)
    claim(session, make_user())
    own = finish_attempt(make_attempt(choice, make_user()), is_right=True)
    for attempt in (claimed, own):
        expired(attempt)
    assert delete_expired_attempts.delay().get() == 2
    assert delete_expired_attempts.delay().get() == 0
    assert set(Attempt.objects.all()) == {young, claimed, own}
    assert set(Score.objects.values_list("attempt", flat=True)) == {claimed.pk, own.pk}
    assert set(ResponseSave.objects.values_list("attempt", flat=True)) == {claimed.pk, own.pk}
    assert not Move.objects.exists()


def test_a_published_exercise_is_no_sample_by_itself():
    exercise = make_published_exercise()
    assert not hasattr(exercise, "sample")
