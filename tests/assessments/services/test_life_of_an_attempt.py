"""Whatever is done to attempts in whatever order: they move along the arrows only, and every step is one event."""

import datetime
import uuid

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import services
from assessments.errors import AssessmentError
from assessments.models import Appeal, Attempt, AttemptEvent
from assessments.rules import life
from assessments.selectors.chains import broken_chains
from assessments.selectors.integrity import broken_attempts
from tests.factories.accounts import make_user
from tests.factories.assessments import RIGHT, make_draft, make_marks, make_published_exercise

WHY = "There was a reason for it."
FAR = datetime.timedelta(days=9)


def _save(attempt, _people):
    kind = attempt.exercise.kind
    fields = {"client_seq": uuid.uuid4().hex, "base_version": attempt.response_version}
    services.save_response(attempt_id=attempt.pk, response=RIGHT[kind], **fields)


def _submit(attempt, _people):
    seq = {"client_seq": uuid.uuid4().hex, "base_version": attempt.response_version}
    services.submit_attempt(attempt_id=attempt.pk, response=None, **seq)


def _release(marker):
    def step(attempt, people):
        marking = attempt.markings.filter(marker=people[marker]).first()
        number = attempt.marks.count() + 1
        marks = make_marks(tone="top" if number % 2 else "low")
        draft = make_draft(marks, marking.version if marking else 0)
        fields = {"marker_id": people[marker].pk, "draft": draft, "number": number, "reason": WHY}
        services.release_marks(attempt_id=attempt.pk, **fields)

    return step


STEPS = {
    "save": _save,
    "submit": _submit,
    "first marker": _release(0),
    "second marker": _release(1),
    "release what is due": lambda _attempt, _people: services.release_due(now=timezone.now() + FAR),
    "appeal": lambda attempt, _people: services.ask_second_look(attempt_id=attempt.pk, reason=WHY),
    "confirm": lambda attempt, people: services.confirm_score(attempt_id=attempt.pk, by_id=people[2].pk, answer=WHY),
    "read": lambda attempt, people: services.open_work(attempt_id=attempt.pk, reader_id=people[0].pk),
    "take out": lambda attempt, people: services.void_attempt(
        attempt_id=attempt.pk, by_id=people[2].pk, reason=WHY, seen=attempt.state
    ),
    "begin": lambda attempt, _people: services.start_attempt(
        exercise_id=attempt.exercise_id, learner_id=attempt.learner_id
    ),
}


def states():
    return dict(Attempt.objects.values_list("pk", "state"))


def new_kinds(known):
    """Read the events since `known`: attempt → their kinds, in order."""
    fresh = AttemptEvent.objects.filter(pk__gt=known).order_by("attempt_id", "number")
    kinds = {}
    for attempt_id, kind in fresh.values_list("attempt_id", "kind"):
        kinds.setdefault(attempt_id, []).append(kind)
    return kinds


def followed(state, kinds):
    """Go along the arrows from a state; None before the beginning."""
    after = None if state is None else frozenset({state})
    for kind in kinds:
        after = life.states_after(kind, after)
    return after


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["choice", "rubric"])
@pytest.mark.parametrize("results", ["at_once", "after_close"])
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.sampled_from([*STEPS, "submit", "first marker", "appeal"]), min_size=4, max_size=14))
def test_attempts_move_along_the_arrows_and_every_step_is_an_event(kind, results, steps):
    closes_at = (timezone.now() + datetime.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
    exercise = make_published_exercise(kind, results=results, closes_at=closes_at)
    learner, people = make_user(), [make_user() for _ in range(3)]
    attempt = services.start_attempt(exercise_id=exercise.pk, learner_id=learner.pk)
    for step in steps:
        before, known = states(), AttemptEvent.objects.latest("pk").pk
        try:
            STEPS[step](Attempt.objects.get(pk=attempt.pk), people)
        except AssessmentError:
            assert states() == before, step
        after, kinds = states(), new_kinds(known)
        for pk, state in after.items():
            assert followed(before.get(pk), kinds.get(pk, [])) == {state}, (step, kinds)
        attempt = Attempt.objects.filter(exercise=exercise).latest("pk")
    assert [*broken_chains(), *broken_attempts()] == []
    waiting = set(Appeal.objects.filter(outcome="").values_list("attempt", flat=True))
    assert waiting == set(Attempt.objects.filter(state="appealed").values_list("pk", flat=True))
