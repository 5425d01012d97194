import uuid

import pytest
from django.db import connection

from assessments.enums import AttemptState
from assessments.models import Appeal, Attempt, ExerciseVersion, Mark, ResponseSave, Score
from assessments.selectors import integrity
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


@pytest.fixture(params=["choice", "order", "branch"])
def attempt(request):
    attempt = make_attempt(make_published_exercise(request.param), make_user())
    finish_attempt(attempt, is_right=True)
    return Attempt.objects.get(pk=attempt.pk)


def lose_scores():
    Attempt.objects.update(score=None)
    Score.objects.all().delete()


def faults():
    return list(integrity.broken_attempts())


def test_nothing_is_found_where_nothing_is_wrong(attempt):
    make_attempt(attempt.exercise, make_user())
    assert faults() == []


def test_a_changed_score_is_found(attempt):
    Score.objects.update(earned=0)
    (first, *_) = faults()
    assert "its columns say something else than its result" in first


def test_a_changed_result_does_not_come_out_again(attempt):
    score = Score.objects.get()
    score.result["engine"] = "0"
    score.save()
    assert faults() == [f"score {score.pk} of attempt {attempt.key} does not come out again from its stored inputs"]


def test_a_lost_score_is_found(attempt):
    lose_scores()
    assert faults() == [f"attempt {attempt.key} is released and points at no score"]


def test_a_score_of_somebody_else_is_found(attempt):
    other = finish_attempt(make_attempt(attempt.exercise, make_user()), is_right=True)
    Attempt.objects.filter(pk=attempt.pk).update(score=other.score)
    assert faults() == [f"attempt {attempt.key} points at a score of another attempt"]


def test_an_open_attempt_with_a_score_is_found(attempt):
    Attempt.objects.update(state=AttemptState.OPEN)
    assert faults() == [f"attempt {attempt.key} is open and has a score"]


def test_lost_answers_are_found():
    attempt = make_attempt(make_published_exercise("choice"), make_user())
    finish_attempt(attempt, is_right=True)
    ResponseSave.objects.all().delete()
    assert faults() == [
        f"attempt {attempt.key} counts 1 answers, 0 are kept",
        f"attempt {attempt.key} was scored on something else than the last answers kept",
    ]


def without_checks():
    """Let this test store what the database refuses."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            for name in ("attempt_one_owner", "attempt_guest_marked"):
                cursor.execute(f"ALTER TABLE assessments_attempt DROP CONSTRAINT {name}")


@pytest.fixture
def unchecked(db):
    without_checks()
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"guest": None}, "does not belong to exactly one learner or guest"),
        ({"learner": True}, "does not belong to exactly one learner or guest"),
        ({"as_guest": False}, "belongs to a guest and is not marked"),
    ],
)
def test_an_attempt_has_exactly_one_owner(wrong, fault):
    attempt = make_guest_attempt(make_sample(), uuid.uuid4())
    assert faults() == []
    values = {name: make_user() if name == "learner" else value for name, value in wrong.items()}
    Attempt.objects.filter(pk=attempt.pk).update(**values)
    assert faults() == [f"attempt {attempt.key} {fault}"]


def test_a_pass_that_the_points_do_not_give_is_found(attempt):
    score = Score.objects.get()
    Score.objects.update(passed=not score.passed)
    assert faults() == [f"score {score.pk}: its points and the pass mark say something else than it does"]


def test_a_definition_that_was_changed_in_place_is_found(attempt):
    version = ExerciseVersion.objects.get()
    texts = next(iter(version.definition["texts"].values()))
    texts[next(iter(texts))] = "Something else."
    version.save()
    assert f"version {version.hash} holds another definition than its hash says" in faults()


def test_an_attempt_at_another_exercise_is_found(attempt):
    Attempt.objects.update(exercise=make_published_exercise("choice"))
    assert faults() == [f"attempt {attempt.key} is at a version of another exercise"]


@pytest.mark.parametrize("state", ["released", "appealed", "void"])
def test_what_learners_were_scored_on(attempt, state):
    Attempt.objects.update(state=state)
    make_attempt(attempt.exercise, attempt.learner)
    other = make_attempt(attempt.exercise, make_user())
    found = integrity.scored_versions([attempt.learner_id, other.learner_id])
    assert found == {attempt.learner_id: {(str(attempt.exercise.key), attempt.version_id)}}


def test_work_that_waits_with_something_else_is_found(learner):
    work = make_submission(learner)
    Attempt.objects.update(submitted_response={"text": "Other"})
    assert faults() == [f"attempt {work.key} waits with something else than the last answers kept"]


def test_an_attempt_that_waits_for_nobody_is_found(learner):
    attempt = finish_attempt(make_attempt(make_published_exercise(), learner), is_right=True)
    lose_scores()
    Attempt.objects.update(state=AttemptState.SUBMITTED)
    assert faults() == [f"attempt {attempt.key} waits for marks that nobody gives"]


def test_marks_without_their_score_are_found(learner):
    work = make_submission(learner)
    release(work, make_user())
    release(work, make_user(), make_marks(tone="top"), number=2, reason="Again.")
    work.scores.get(marks_number=1).delete()
    assert faults() == [f"attempt {work.key} has marks of release [1, 2], its scores rest on [2]"]


def test_marks_that_were_changed_or_are_of_the_learner_are_found(learner):
    work = make_submission(learner)
    release(work, make_user())
    Mark.objects.update(marks=make_marks(ask="low"), marker=learner)
    score = Score.objects.get()
    assert faults() == [
        f"attempt {work.key} was marked by who wrote it",
        f"score {score.pk} of attempt {work.key} does not come out again from its stored inputs",
    ]


def test_an_appeal_and_its_attempt_that_disagree_are_found(attempt):
    Attempt.objects.update(state=AttemptState.APPEALED)
    assert faults() == [f"attempt {attempt.key} is appealed, and no appeal waits"]
    Attempt.objects.update(state=AttemptState.RELEASED)
    Appeal.objects.create(attempt=attempt, score=attempt.score, reason="Why so few?")
    assert faults() == [f"attempt {attempt.key} is released, and an appeal against it waits"]
