import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments import services
from assessments.enums import EventKind
from assessments.errors import AttemptClosedError, NoLimitError, TimeOverError
from assessments.models import Accommodation, Attempt, Pause
from tests.factories.accounts import make_user
from tests.factories.assessments import RIGHT, make_attempt, make_definition, make_published_exercise

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)
CLOSE = "2026-11-23T15:00:00Z"
LATE = {"closes_at": CLOSE, "late_rule": "step", "late_percent_per_day": 10, "late_days": 2}


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


def began(learner, kind="choice", **policy):
    return make_attempt(make_published_exercise(kind, **policy), learner)


def closes(attempt):
    attempt.refresh_from_db()
    return attempt.closes_at and (attempt.closes_at - NOON) / MINUTE


def save(attempt, base_version=0, response=RIGHT["choice"]):
    return services.save_response(
        attempt_id=attempt.pk, client_seq=uuid.uuid4().hex, base_version=base_version, response=response
    )


def submit(attempt, response=None, base_version=0):
    services.submit_attempt(
        attempt_id=attempt.pk, client_seq=uuid.uuid4().hex, base_version=base_version, response=response
    )
    attempt.refresh_from_db()
    return attempt


def accommodate(learner, exercise=None, factor=100, minutes=0, token=None):
    return services.accommodate(
        learner_id=learner.pk,
        exercise_id=exercise and exercise.pk,
        factor_percent=factor,
        window_minutes=minutes,
        granted_by_id=learner.pk,
        form_token=token or uuid.uuid4(),
    )


def pause(attempt, minutes=10, token=None):
    return services.pause_attempt(
        attempt_id=attempt.pk, minutes=minutes, granted_by_id=attempt.learner_id, form_token=token or uuid.uuid4()
    )


def republish(exercise, **policy):
    definition = make_definition("choice", key=exercise.key)
    services.publish_definition(key=exercise.key, title="T", definition=definition, policy=policy)


def kinds(attempt):
    return [*attempt.events.order_by("number").values_list("kind", flat=True)]


@pytest.mark.parametrize(
    ("policy", "minutes"),
    [
        ({}, None),
        ({"limit_minutes": 45}, 45),
        ({"closes_at": CLOSE}, 180),
        ({"closes_at": CLOSE, "limit_minutes": 200}, 180),
        (LATE, 180 + 2 * 1440),
    ],
)
def test_an_attempt_closes_by_the_window_or_the_limit(learner, policy, minutes):
    assert closes(began(learner, **policy)) == minutes


def test_personal_time_counts_from_the_beginning_and_the_newest_that_fits_wins(learner):
    exercise = make_published_exercise(limit_minutes=40, closes_at=CLOSE)
    accommodate(learner, factor=400)
    accommodate(learner, exercise, factor=150, minutes=60)
    accommodate(learner, make_published_exercise(), factor=300)
    accommodate(make_user(), factor=300)
    attempt = make_attempt(exercise, learner)
    assert closes(attempt) == 60
    assert attempt.window_closes_at == NOON + 240 * MINUTE


def test_personal_time_reaches_attempts_under_way_at_once_and_never_shortens_them(learner):
    attempt = began(learner, limit_minutes=40)
    other = make_attempt(attempt.exercise, make_user())
    assert accommodate(learner, factor=200)
    assert (closes(attempt), closes(other)) == (80, 40)
    assert accommodate(learner, attempt.exercise, factor=100)
    assert closes(attempt) == 80
    assert kinds(attempt) == [EventKind.BEGUN, EventKind.EXTENDED]
    assert attempt.events.last().details["factor_percent"] == 200


def test_the_same_form_gives_time_once(learner):
    attempt, token = began(learner, limit_minutes=40), uuid.uuid4()
    assert [accommodate(learner, factor=200, token=token) for _ in range(2)] == [True, False]
    assert [pause(attempt, token=token) for _ in range(2)] == [True, False]
    assert (Accommodation.objects.count(), Pause.objects.count(), closes(attempt)) == (1, 1, 90)
    assert kinds(attempt) == [EventKind.BEGUN, EventKind.EXTENDED, EventKind.PAUSED]


def test_pauses_add_up_within_the_window(learner):
    attempt = began(learner, limit_minutes=160, closes_at=CLOSE)
    pause(attempt, 5)
    pause(attempt, 10)
    assert closes(attempt) == 175
    pause(attempt, 10)
    assert closes(attempt) == 180


@pytest.mark.parametrize("policy", [{}, {"closes_at": CLOSE}])
def test_without_a_limit_there_are_no_minutes_to_give(learner, policy):
    attempt = began(learner, **policy)
    with pytest.raises(NoLimitError):
        pause(attempt)
    assert not Pause.objects.exists()


def test_a_closed_attempt_gets_no_minutes(learner):
    attempt = submit(began(learner, limit_minutes=40), RIGHT["choice"])
    with pytest.raises(NoLimitError):
        pause(attempt)


@pytest.mark.parametrize(
    ("policy", "minutes"),
    [
        ({"closes_at": "2026-11-23T16:00:00Z"}, 240),
        ({"closes_at": "2026-11-23T14:00:00Z"}, 180),
        ({}, None),
    ],
)
def test_a_later_window_reaches_attempts_under_way_and_an_earlier_one_does_not(learner, policy, minutes):
    attempt = began(learner, closes_at=CLOSE)
    republish(attempt.exercise, **policy)
    assert closes(attempt) == minutes
    assert kinds(attempt) == [EventKind.BEGUN] + [EventKind.EXTENDED] * (minutes != 180)


def test_a_window_that_moved_on_stays_moved_and_a_limit_stays_what_it_was(learner):
    attempt = began(learner, closes_at=CLOSE)
    limited = make_attempt(make_published_exercise(limit_minutes=20), learner)
    for hour in (17, 16):
        republish(attempt.exercise, closes_at=f"2026-11-23T{hour}:00:00Z", limit_minutes=5)
    republish(limited.exercise)
    assert (closes(attempt), closes(limited)) == (300, 20)


def test_what_comes_within_the_grace_counts(learner, clock):
    attempt = began(learner, limit_minutes=10)
    clock.move_to(NOON + 10 * MINUTE + datetime.timedelta(seconds=60), tick=False)
    assert not save(attempt).is_branch
    assert submit(attempt, base_version=1).score.earned == attempt.score.possible


def test_what_comes_after_the_grace_is_kept_beside_and_does_not_count(learner, clock):
    attempt = began(learner, limit_minutes=10)
    save(attempt)
    clock.move_to(NOON + 10 * MINUTE + datetime.timedelta(seconds=61), tick=False)
    with pytest.raises(TimeOverError, match=r"^Your time was over on 23 November 2026, 12:10 UTC\."):
        save(attempt, 1, {"answers": {"q1": ["b"]}})
    with pytest.raises(TimeOverError):
        submit(attempt, {"answers": {"q1": ["b"], "q2": ["d"]}}, 1)
    assert [entry.is_branch for entry in attempt.saves.order_by("pk")] == [False, True, True]
    attempt.refresh_from_db()
    assert (attempt.state, attempt.response_version) == ("open", 1)


def test_no_move_is_made_when_time_is_over(learner, clock):
    attempt = began(learner, "branch", limit_minutes=10)
    assert services.make_move(attempt_id=attempt.pk, step=1, move="call").is_taken
    clock.move_to(NOON + 12 * MINUTE, tick=False)
    with pytest.raises(TimeOverError):
        services.make_move(attempt_id=attempt.pk, step=2, move="brief")
    assert attempt.moves.count() == 1


@pytest.mark.parametrize(("late", "seconds", "left"), [(60, 0, 100), (61, 61, 90), (86_401, 86_401, 80)])
def test_late_work_loses_what_the_policy_says(learner, clock, late, seconds, left):
    attempt = began(learner, **LATE)
    clock.move_to(NOON + 180 * MINUTE + datetime.timedelta(seconds=late), tick=False)
    submit(attempt, RIGHT["choice"])
    assert (attempt.late_seconds, 100 * attempt.score.earned // attempt.score.possible) == (seconds, left)
    assert attempt.score.result.get("late_seconds", 0) == seconds


def test_late_work_may_be_begun_and_is_measured_from_the_personal_close(learner, clock):
    exercise = make_published_exercise(**LATE)
    accommodate(learner, minutes=1440)
    clock.move_to(NOON + 180 * MINUTE + DAY / 2, tick=False)
    in_time = submit(make_attempt(exercise, learner), RIGHT["choice"])
    late = submit(make_attempt(exercise, make_user()), RIGHT["choice"])
    assert (in_time.late_seconds, late.late_seconds) == (0, 43_200)


def test_closed_stays_closed(learner, clock):
    attempt = submit(began(learner, limit_minutes=10), RIGHT["choice"])
    clock.move_to(NOON + 60 * MINUTE, tick=False)
    with pytest.raises(AttemptClosedError, match="submitted this try already"):
        save(attempt, 1, {"answers": {}})
    assert Attempt.objects.get().submitted_at == NOON


def test_publishing_again_with_the_same_window_costs_the_same_for_any_number_of_attempts_under_way(
    learner, django_assert_num_queries
):
    exercise = make_published_exercise("choice", closes_at=CLOSE)
    with CaptureQueriesContext(connection) as alone:
        republish(exercise, closes_at=CLOSE)
    for person in (learner, make_user(), make_user()):
        make_attempt(exercise, person)
    with django_assert_num_queries(len(alone)):
        republish(exercise, closes_at=CLOSE)
