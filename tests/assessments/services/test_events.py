import uuid

import pytest
from django.contrib.sessions.backends.db import SessionStore

from assessments import services
from assessments.enums import EventKind
from assessments.models import AttemptEvent
from assessments.selectors.chains import broken_chains
from assessments.services.events import Happened, record, record_many
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


def events_of(attempt):
    return list(AttemptEvent.objects.filter(attempt=attempt).order_by("number").values_list("number", "kind", "by_id"))


def test_an_attempt_scored_by_rules_leaves_its_events(learner):
    attempt = finish_attempt(make_attempt(make_published_exercise(), learner), is_right=True)
    assert events_of(attempt) == [
        (1, "begun", learner.pk),
        (2, "submitted", learner.pk),
        (3, "scored", None),
        (4, "released", None),
    ]
    assert attempt.events.get(number=1).details == {"version": attempt.version_id}
    assert attempt.events.get(number=2).details == {"response": attempt.score.result["response"]}
    score = attempt.score
    told = {"score": score.pk, "earned": score.earned, "possible": score.possible}
    assert attempt.events.get(number=3).details == told
    assert list(broken_chains()) == []


def test_what_is_sent_twice_happens_once(learner):
    exercise = make_published_exercise()
    attempt = make_attempt(exercise, learner)
    assert make_attempt(exercise, learner) == attempt
    finish_attempt(attempt, is_right=True)
    finish_attempt(attempt, is_right=True)
    assert len(events_of(attempt)) == 4


def test_marks_leave_their_events(learner):
    work, marker = make_submission(learner), make_user()
    assert events_of(work) == [(1, "begun", learner.pk), (2, "submitted", learner.pk)]
    release(work, marker)
    release(work, marker)
    release(work, marker, make_marks(tone="top"), number=2, reason="Again.")
    assert events_of(work)[2:] == [(3, "scored", marker.pk), (4, "released", marker.pk), (5, "corrected", marker.pk)]
    assert list(broken_chains()) == []


def test_claiming_is_an_event_and_what_nobody_claims_goes_with_its_events(learner):
    guest, session = uuid.uuid4(), SessionStore()
    attempt = make_guest_attempt(make_sample(), guest)
    services.remember_guest(session=session, guest=guest)
    services.claim_attempts(session=session, learner_id=learner.pk)
    assert events_of(attempt) == [(1, "begun", None), (2, "claimed", learner.pk)]
    assert list(broken_chains()) == []


def test_many_events_cost_two_statements(learner, statements):
    exercise = make_published_exercise()
    attempts = [make_attempt(exercise, make_user()) for _ in range(3)]
    with statements() as made:
        record_many({attempt.pk: [Happened(EventKind.READ), Happened(EventKind.READ)] for attempt in attempts})
    assert len(made.counted) == 2
    assert [len(events_of(attempt)) for attempt in attempts] == [3, 3, 3]
    with statements() as made:
        record(attempts[0].pk, EventKind.READ, by_id=learner.pk)
    assert len(made.counted) == 2
    assert list(broken_chains()) == []
