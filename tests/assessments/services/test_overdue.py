import datetime
import uuid

import pytest

from assessments import selectors, services
from assessments.errors import AttemptClosedError, TimeOverError
from assessments.models import Accommodation, Attempt
from assessments.selectors.integrity import broken_attempts
from assessments.services import overdue
from assessments.tasks import close_overdue
from tests.factories.accounts import make_user
from tests.factories.assessments import MOVES, RIGHT, WRONG, make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


def began(learner, kind="choice", response=None, **policy):
    attempt = make_attempt(make_published_exercise(kind, **policy), learner)
    if response is not None:
        services.save_response(attempt_id=attempt.pk, client_seq=uuid.uuid4().hex, base_version=0, response=response)
    return attempt


def sweep(clock, minutes):
    clock.move_to(NOON + minutes * MINUTE, tick=False)
    return close_overdue()


def events(attempt):
    return [*attempt.events.order_by("number").values_list("kind", "by", "details__by")]


def test_what_was_saved_is_handed_in_when_time_is_over(learner, clock):
    attempt = began(learner, response=RIGHT["choice"], limit_minutes=10)
    assert sweep(clock, 11) == 0
    assert sweep(clock, 12) == 1
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at) == ("released", NOON + 10 * MINUTE)
    assert (attempt.score.earned, attempt.late_seconds) == (attempt.score.possible, 0)
    assert events(attempt)[1:] == [("submitted", None, "clock"), ("scored", None, None), ("released", None, None)]
    assert [*broken_attempts()] == []


@pytest.mark.parametrize("response", [None, {"answers": {}}])
def test_with_nothing_answered_it_expires_and_uses_a_try(learner, clock, response):
    attempt = began(learner, response=response, limit_minutes=10, max_tries=1)
    assert [sweep(clock, 12), sweep(clock, 12)] == [1, 0]
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at, attempt.score) == ("expired", NOON + 10 * MINUTE, None)
    assert [kind for kind, *_ in events(attempt)] == ["begun", "expired"]
    state = selectors.exercise_states(learner_id=learner.pk, exercise_ids=[attempt.exercise_id])[attempt.exercise_id]
    assert (state.tries_used, state.tries_left, state.counted_percent) == (1, 0, None)
    assert [*broken_attempts()] == []


def test_moves_are_handed_in_as_far_as_they_go(learner, clock):
    attempt = began(learner, "branch", limit_minutes=10)
    services.make_move(attempt_id=attempt.pk, step=1, move=MOVES["branch"][True][0])
    assert sweep(clock, 12) == 1
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_response) == ("released", {"path": ["call"]})
    assert [*broken_attempts()] == []


def test_written_work_then_waits_for_its_marks(learner, clock):
    attempt = began(learner, "rubric", {"text": "Mayor, please decide."}, limit_minutes=10)
    assert sweep(clock, 12) == 1
    attempt.refresh_from_db()
    assert attempt.state == "submitted"


LATE = {"late_rule": "linear", "late_percent_per_day": 10, "late_days": 1, "closes_at": "2026-11-23T13:00:00Z"}


@pytest.mark.parametrize("kind", ["choice", "branch"])
def test_what_was_answered_in_time_and_never_handed_in_is_not_late(learner, clock, kind):
    attempt = began(learner, kind, RIGHT[kind] if kind == "choice" else None, **LATE)
    if kind == "branch":
        services.make_move(attempt_id=attempt.pk, step=1, move=MOVES["branch"][True][0])
    assert sweep(clock, 65) == 0
    assert sweep(clock, 60 + 1440 + 2) == 1
    attempt.refresh_from_db()
    assert (attempt.state, attempt.late_seconds) == ("released", 0)
    assert [*broken_attempts()] == []


def test_what_was_answered_late_and_never_handed_in_is_as_late_as_its_last_answer(learner, clock):
    attempt = began(learner, **LATE)
    clock.move_to(NOON + (60 + 720) * MINUTE, tick=False)
    services.save_response(attempt_id=attempt.pk, client_seq="a" * 32, base_version=0, response=RIGHT["choice"])
    assert sweep(clock, 60 + 1440 + 2) == 1
    attempt.refresh_from_db()
    assert (attempt.late_seconds, attempt.score.earned) == (43_200, attempt.score.possible * 95 // 100)
    assert [*broken_attempts()] == []


def test_what_was_granted_while_the_attempt_was_begun_is_found_before_it_is_closed(learner, clock):
    attempt = began(learner, response=RIGHT["choice"], limit_minutes=10)
    Accommodation.objects.create(learner=learner, factor_percent=200, granted_by=learner, form_token=uuid.uuid4())
    assert sweep(clock, 12) == 0
    attempt.refresh_from_db()
    assert (attempt.state, attempt.closes_at) == ("open", NOON + 20 * MINUTE)
    assert sweep(clock, 22) == 1


def test_one_that_cannot_be_closed_keeps_no_other_open(learner, clock, caplog):
    broken = began(learner, response=RIGHT["choice"], limit_minutes=10)
    fine = began(make_user(), response=RIGHT["choice"], limit_minutes=11)
    Attempt.objects.filter(pk=broken.pk).update(policy={"no": "such"})
    assert sweep(clock, 13) == 1
    fine.refresh_from_db()
    assert fine.state == "released"
    assert f"attempt {broken.pk} could not be closed" in caplog.text


def test_somebody_who_submits_meanwhile_is_first(learner, clock):
    attempt = began(learner, response=RIGHT["choice"], limit_minutes=10)
    clock.move_to(NOON + 12 * MINUTE, tick=False)
    Attempt.objects.filter(pk=attempt.pk).update(state="released")
    assert not overdue.close_if_overdue(attempt_id=attempt.pk, now=NOON + 12 * MINUTE)


def test_minutes_given_while_the_clock_hands_in_are_not_lost(learner, clock):
    attempt = began(learner, response=RIGHT["choice"], limit_minutes=10)
    idle = began(make_user(), limit_minutes=10)
    clock.move_to(NOON + 12 * MINUTE, tick=False)
    read_before = [Attempt.objects.select_related("version").get(pk=mine.pk) for mine in (attempt, idle)]
    for mine in (attempt, idle):
        services.pause_attempt(attempt_id=mine.pk, minutes=10, granted_by_id=mine.learner_id, form_token=uuid.uuid4())
    assert [overdue.hand_in_or_expire(mine) for mine in read_before] == [False, False]
    assert {*Attempt.objects.values_list("state", flat=True)} == {"open"}


def test_what_is_submitted_after_the_clock_handed_in_is_kept(learner, clock):
    attempt = began(learner, limit_minutes=10)
    assert sweep(clock, 12) == 1
    for seq in ("a" * 32, "b" * 32):
        services.submit_attempt(attempt_id=attempt.pk, client_seq=seq, base_version=0, response=RIGHT["choice"])
        services.submit_attempt(attempt_id=attempt.pk, client_seq="c" * 32, base_version=0, response={"answers": {}})
    attempt.refresh_from_db()
    assert (attempt.state, attempt.score) == ("expired", None)
    assert {save.is_branch for save in attempt.saves.all()} == {True}
    assert all(save.response == RIGHT["choice"] for save in attempt.saves.all())
    assert [*broken_attempts()] == []


@pytest.mark.parametrize("response", [None, RIGHT["choice"]])
def test_who_goes_on_after_the_clock_handed_in_is_not_told_that_they_did(learner, clock, response):
    attempt = began(learner, response=response, limit_minutes=10)
    assert sweep(clock, 12) == 1
    with pytest.raises(TimeOverError):
        services.save_response(attempt_id=attempt.pk, client_seq="a" * 32, base_version=0, response=WRONG["choice"])


def test_who_goes_on_after_a_try_was_taken_out_is_told_so(learner):
    attempt = began(learner)
    services.void_attempt(attempt_id=attempt.pk, by_id=make_user().pk, reason="The network failed.", seen=attempt.state)
    with pytest.raises(AttemptClosedError, match="taken out"):
        services.save_response(attempt_id=attempt.pk, client_seq="a" * 32, base_version=0, response=RIGHT["choice"])


@pytest.mark.parametrize("rule", ["step", "linear"])
def test_what_arrives_in_the_grace_is_as_late_as_the_close(learner, clock, rule):
    attempt = began(learner, **LATE | {"late_rule": rule})
    clock.move_to(NOON + (60 + 1440) * MINUTE + MINUTE / 2, tick=False)
    score = services.submit_attempt(
        attempt_id=attempt.pk, client_seq="a" * 32, base_version=0, response=RIGHT["choice"]
    )
    attempt.refresh_from_db()
    assert (attempt.late_seconds, score.earned) == (86_400, score.possible * 90 // 100)


def test_lateness_that_its_submission_contradicts_is_found(learner, clock):
    by_clock = began(learner, **LATE)
    clock.move_to(NOON + (60 + 720) * MINUTE, tick=False)
    services.save_response(attempt_id=by_clock.pk, client_seq="a" * 32, base_version=0, response=RIGHT["choice"])
    assert sweep(clock, 60 * 48) == 1
    assert list(broken_attempts()) == []
    for seconds in (0, 43_201):
        Attempt.objects.filter(pk=by_clock.pk).update(late_seconds=seconds)
        assert f"says {seconds} seconds late" in next(iter(broken_attempts()))
    Attempt.objects.filter(pk=by_clock.pk).update(late_seconds=43_200, window_closes_at=None)
    assert "says 43200 seconds late" in next(iter(broken_attempts()))
