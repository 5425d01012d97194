import datetime
import uuid

import pytest

from assessments import services, signals
from assessments.errors import AnswersDifferError
from assessments.models import Attempt, ResponseSave, Score
from assessments.services import submitting
from tests.factories.assessments import RIGHT, WRONG, finish_attempt, make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db

RIGHT_ANSWERS, WRONG_ANSWERS = RIGHT["choice"], WRONG["choice"]
EMPTY = {"answers": {}}


@pytest.fixture
def attempt(learner):
    return make_attempt(make_published_exercise("choice"), learner)


@pytest.fixture
def announced():
    calls = []

    def hear(**payload):
        calls.append({name: payload[name] for name in ("attempt_id", "exercise_id", "learner_id")})

    signals.attempt_scored.connect(hear)
    yield calls
    signals.attempt_scored.disconnect(hear)


def save(attempt, seq, base, response):
    services.save_response(attempt_id=attempt.pk, client_seq=seq, base_version=base, response=response)


def submit(attempt, response, seq="last", base=0):
    return services.submit_attempt(attempt_id=attempt.pk, client_seq=seq, base_version=base, response=response)


@pytest.mark.parametrize("kind", ["choice", "order", "branch"])
@pytest.mark.parametrize("is_right", [True, False])
def test_submit_attempt_scores_and_closes(learner, kind, is_right):
    attempt = finish_attempt(make_attempt(make_published_exercise(kind), learner), is_right=is_right)
    score = attempt.scores.get()
    assert (attempt.state, score.state, score.passed) == ("released", "answered", is_right)
    assert (score.earned == score.possible) is is_right
    assert score.result["earned"] == score.earned == sum(line["earned"] for line in score.result["criteria"])
    assert (score.policy_hash, score.version_id) == (attempt.policy_hash, attempt.version_id)
    assert attempt.submitted_at is not None


def test_submit_attempt_twice_gives_the_same_score_and_announces_once(attempt, announced):
    first = submit(attempt, RIGHT_ANSWERS)
    assert submit(attempt, RIGHT_ANSWERS) == first
    assert submit(attempt, WRONG_ANSWERS, seq="other") == first
    assert Score.objects.count() == 1
    assert announced == [
        {
            "attempt_id": attempt.pk,
            "exercise_id": attempt.exercise_id,
            "learner_id": attempt.learner_id,
        }
    ]


def test_the_submission_is_saved_first(attempt):
    save(attempt, "one", 0, WRONG_ANSWERS)
    score = submit(attempt, RIGHT_ANSWERS, base=1)
    assert score.earned == score.possible
    assert list(ResponseSave.objects.order_by("version").values_list("response", flat=True)) == [
        WRONG_ANSWERS,
        RIGHT_ANSWERS,
    ]


@pytest.mark.parametrize("response", [None, EMPTY, {"nonsense": 1}])
def test_an_empty_submission_never_takes_the_place_of_saved_answers(attempt, response):
    save(attempt, "one", 0, RIGHT_ANSWERS)
    score = submit(attempt, response, base=1)
    assert score.earned == score.possible
    attempt.refresh_from_db()
    assert attempt.submitted_response == RIGHT_ANSWERS


@pytest.mark.parametrize("response", [None, EMPTY])
def test_an_attempt_without_any_answer_is_unanswered(attempt, response):
    score = submit(attempt, response)
    assert (score.state, score.earned, score.passed) == ("unanswered", 0, False)


def test_an_unconfirmed_order_is_unanswered(learner):
    attempt = make_attempt(make_published_exercise("order"), learner)
    assert submit(attempt, RIGHT["order"] | {"confirmed": False}).state == "unanswered"


def test_an_unfinished_case_is_unanswered_and_needs_no_response(learner):
    attempt = make_attempt(make_published_exercise("branch"), learner)
    services.make_move(attempt_id=attempt.pk, step=1, move="call")
    score = submit(attempt, {"path": ["call", "brief"]})
    assert (score.state, score.earned) == ("unanswered", 0)
    attempt.refresh_from_db()
    assert attempt.submitted_response == {"path": ["call"]}


def test_answers_from_elsewhere_are_kept_and_nothing_is_scored(attempt, announced):
    save(attempt, "one", 0, RIGHT_ANSWERS)
    with pytest.raises(AnswersDifferError):
        submit(attempt, WRONG_ANSWERS, base=0)
    attempt.refresh_from_db()
    assert (attempt.state, announced) == ("open", [])
    assert ResponseSave.objects.get(is_branch=True).response == WRONG_ANSWERS


def test_a_stale_base_with_the_same_answers_is_scored(attempt):
    save(attempt, "one", 0, RIGHT_ANSWERS)
    assert submit(attempt, RIGHT_ANSWERS, base=0).passed


def test_close_attempt_refuses_when_answers_came_in_since_it_was_read(attempt):
    read_before = Attempt.objects.get(pk=attempt.pk)
    save(attempt, "one", 0, RIGHT_ANSWERS)
    with pytest.raises(AnswersDifferError):
        submitting.close_attempt(read_before)
    assert not Score.objects.exists()


def test_close_attempt_gives_the_score_when_another_request_was_first(attempt):
    read_before = Attempt.objects.get(pk=attempt.pk)
    score = submit(attempt, RIGHT_ANSWERS)
    assert submitting.close_attempt(read_before) == score


def test_a_window_that_was_extended_since_it_was_read_costs_nothing(learner, time_machine):
    noon = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
    time_machine.move_to(noon, tick=False)
    late = {"late_rule": "linear", "late_percent_per_day": 10, "late_days": 2, "closes_at": "2026-11-23T13:00:00Z"}
    attempt = make_attempt(make_published_exercise("choice", **late), learner)
    save(attempt, "one", 0, RIGHT_ANSWERS)
    time_machine.move_to(noon + datetime.timedelta(hours=13), tick=False)
    read_before = Attempt.objects.select_related("version").get(pk=attempt.pk)
    services.accommodate(
        learner_id=learner.pk,
        exercise_id=attempt.exercise_id,
        factor_percent=100,
        window_minutes=24 * 60,
        granted_by_id=learner.pk,
        form_token=uuid.uuid4(),
    )
    score = submitting.close_attempt(read_before)
    attempt.refresh_from_db()
    assert (score.earned, attempt.late_seconds, attempt.state) == (score.possible, 0, "released")


def test_a_refusing_receiver_undoes_the_submission_but_not_the_answers(attempt):
    def refuse(**payload):
        raise OSError("progress is away")

    signals.attempt_scored.connect(refuse)
    try:
        with pytest.raises(OSError, match="progress is away"):
            submit(attempt, RIGHT_ANSWERS)
    finally:
        signals.attempt_scored.disconnect(refuse)
    attempt.refresh_from_db()
    assert (attempt.state, Score.objects.count()) == ("open", 0)
    assert ResponseSave.objects.get().response == RIGHT_ANSWERS
    assert submit(attempt, RIGHT_ANSWERS).passed
