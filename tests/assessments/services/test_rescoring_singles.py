"""Answers to the dilemma of the week are scored again with the exercise that they come from."""

import pytest

from assessments import services
from assessments.errors import RescoringError
from assessments.models import Attempt, CompetencyEvidence, Exercise, Rescoring
from assessments.selectors import integrity
from assessments.selectors.evidence import wrong_evidence
from courses.models import Dilemma
from tests.assessments.services.test_rescoring import answer, plan, run, state_of, turn_key, work
from tests.courses.dilemmas import MONDAY
from tests.factories.accounts import make_user
from tests.factories.assessments import make_definition
from tests.factories.evidence import ONE, make_tagged

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_user()


@pytest.fixture
def learner():
    return make_user()


@pytest.fixture
def exercise(learner):
    """Answered by one learner, and its first question once more alone: what is right is marked as wrong."""
    found = make_tagged("choice")
    answer(found, learner, "b", ["a"])
    return found


def asked(exercise, learner, option="b"):
    given = services.answer_single(
        version=exercise.current_version_id, question="q1", learner_id=learner.pk, form={"q-q1": [option]}
    )
    about = {"exercise": exercise, "version": exercise.current_version_id, "question": "q1", "week": MONDAY}
    Dilemma.objects.create(
        learner=learner, attempt_key=given.attempt_key, right=given.passed, answered_at="2026-12-29T12:00Z", **about
    )
    return Attempt.objects.get(key=given.attempt_key)


def right(exercise):
    """Turn the key of the first question; competencies stay."""
    definition = make_definition(
        "choice", key=exercise.key, structure={"items": exercise.current_version.definition["items"]}
    )
    for option in definition["items"][0]["options"]:
        option["right"] = option["id"] == "b"
    services.publish_definition(key=exercise.key, title="Same", definition=definition, policy=exercise.policy)
    exercise.refresh_from_db()
    return exercise


def said(attempt):
    """What the answer scores, what it is evidence of, and what the next question is chosen by."""
    attempt.refresh_from_db()
    evidence = CompetencyEvidence.objects.get(attempt=attempt, competency=ONE)
    return attempt.score.passed, evidence.earned == evidence.possible, Dilemma.objects.get().right


def test_they_follow_the_new_key_and_go_back_with_it(exercise, learner, author):
    attempt = asked(exercise, learner)
    assert said(attempt) == (False, False, False)
    key = run(right(exercise), author)
    assert said(attempt) == (True, True, True)
    assert list(wrong_evidence()) == []
    assert list(integrity.broken_attempts()) == []
    services.undo_rescoring(key=key, user_id=author.pk)
    work()
    assert said(attempt) == (False, False, False)
    assert list(integrity.broken_attempts()) == []
    assert {row.state for row in Rescoring.objects.all()} == {"undone"}


def test_a_rescoring_without_such_answers_is_alone(exercise, author):
    run(right(exercise), author)
    assert Rescoring.objects.count() == 1


def test_an_answer_to_another_question_keeps_its_score(exercise, learner, author):
    attempt = asked(exercise, learner)
    definition = make_definition("choice", key=exercise.key)
    definition["items"] = definition["items"][1:]
    definition["points"] = 2
    services.publish_definition(key=exercise.key, title="Less", definition=definition, policy=exercise.policy)
    with pytest.raises(RescoringError):
        run(Exercise.objects.get(pk=exercise.pk), author)
    assert said(attempt) == (False, False, False)


def test_what_is_under_way_has_to_end_first(exercise, learner, author):
    asked(exercise, learner)
    key = run(right(exercise), author)
    Rescoring.objects.exclude(part_of=None).update(state="publishing")
    with pytest.raises(RescoringError):
        services.undo_rescoring(key=key, user_id=author.pk)
    assert state_of(key) == "published"
    other = plan(turn_key(exercise), author)
    work()
    with pytest.raises(RescoringError):
        services.publish_rescoring(key=other, user_id=author.pk)
    assert state_of(other) == "ready"
