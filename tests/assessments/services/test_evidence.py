"""Evidence is kept by whatever changes a score, and always equals what follows from the attempts."""

import random

import pytest

from accounts.services import outbox
from assessments import services
from assessments.models import Attempt, CompetencyEvidence, Score
from assessments.selectors.evidence import competency_records, wrong_evidence
from assessments.services.evidence import recount
from tests.factories.accounts import make_user
from tests.factories.assessments import finish_attempt, make_attempt, make_submission, release
from tests.factories.evidence import ONE, TWO, make_competencies, make_tagged, skills

pytestmark = pytest.mark.django_db


def plainly(learners, exercises):
    """Work the evidence out once more, one attempt after another."""
    found = set()
    for learner in learners:
        for exercise in exercises:
            tries = Attempt.objects.filter(learner=learner, exercise=exercise, as_guest=False).order_by("-number")
            newest = next((entry for entry in tries if entry.state in {"released", "appealed"} and entry.score), None)
            if newest is None or newest.policy["practice"]:
                continue
            for key in (ONE, TWO):
                lines = [line for line in newest.score.result["criteria"] if line["competency"] == key]
                if lines:
                    sums = (sum(line[name] for line in lines) for name in ("earned", "possible"))
                    found.add((learner.pk, exercise.pk, key, newest.pk, *sums))
    return found


def kept():
    fields = ("learner", "exercise", "competency", "attempt", "earned", "possible")
    return set(CompetencyEvidence.objects.values_list(*fields))


def void(attempt):
    return services.void_attempt(attempt_id=attempt.pk, by_id=make_user().pk, reason="A fire alarm.", seen="released")


def test_the_newest_try_stands_for_its_exercise(learner):
    exercise = make_tagged()
    first, second = (finish_attempt(make_attempt(exercise, learner), is_right=right) for right in (True, False))
    assert set(CompetencyEvidence.objects.values_list("attempt", flat=True)) == {second.pk}
    assert void(second)
    assert set(CompetencyEvidence.objects.values_list("attempt", "competency", "earned", "possible")) == {
        (first.pk, ONE, 1_000_000, 1_000_000),
        (first.pk, TWO, 2_000_000, 2_000_000),
    }
    assert void(first)
    assert not CompetencyEvidence.objects.exists()


def test_practice_says_nothing(learner):
    finish_attempt(make_attempt(make_tagged(practice=True), learner), is_right=True)
    assert not CompetencyEvidence.objects.exists()


def test_written_work_counts_once_its_marks_are_released(learner):
    exercise = make_tagged("rubric")
    work = make_submission(learner, exercise)
    assert not CompetencyEvidence.objects.exists()
    release(work, make_user())
    assert kept() == plainly([learner], [exercise]) != set()


def test_a_random_life_always_equals_the_plain_recomputation():
    chance, learners = random.Random(7), [make_user() for _ in range(3)]
    exercises = [make_tagged(), make_tagged("match"), make_tagged(practice=True)]
    for _ in range(25):
        learner, exercise = chance.choice(learners), chance.choice(exercises)
        attempt = finish_attempt(make_attempt(exercise, learner), is_right=chance.random() < 0.6)
        if chance.random() < 0.3:
            void(attempt)
        assert kept() == plainly(learners, exercises)
    recount(exercise_id=exercises[0].pk, learner_ids=[learner.pk for learner in learners])
    assert kept() == plainly(learners, exercises) != set()
    assert list(wrong_evidence()) == []


def test_scoring_again_moves_it_and_undoing_moves_it_back(learner):
    exercise = make_tagged()
    finish_attempt(make_attempt(exercise, learner), is_right=True)
    before = kept()
    skills(exercise, swapped=True)
    key = services.plan_rescoring(
        exercise_key=exercise.key,
        target_hash=type(exercise).objects.get(pk=exercise.pk).current_version_id,
        reason="The skills were tagged the wrong way round.",
        author_id=make_user().pk,
        may_lower=True,
    )
    sweep()
    services.publish_rescoring(key=key, user_id=make_user().pk)
    sweep()
    assert Score.objects.count() == 2
    assert kept() == plainly([learner], [exercise]) != before
    services.undo_rescoring(key=key, user_id=make_user().pk)
    sweep()
    assert kept() == before


def sweep():
    while outbox.sweep():
        pass


def test_statements_do_not_grow_with_the_learners(statements):
    exercise, numbers, learners = make_tagged(), [], []
    for size in (1, 4):
        for learner in [make_user() for _ in range(size)]:
            learners.append(learner)
            finish_attempt(make_attempt(exercise, learner), is_right=True)
        CompetencyEvidence.objects.update(earned=0)
        with statements() as counted:
            recount(exercise_id=exercise.pk, learner_ids=[learner.pk for learner in learners])
        numbers.append(len(counted.counted))
    assert numbers[0] == numbers[1] <= 7
    assert list(wrong_evidence()) == []


def test_what_was_changed_by_hand_is_found(learner):
    attempt = finish_attempt(make_attempt(make_tagged(), learner), is_right=True)
    CompetencyEvidence.objects.filter(competency=ONE).update(earned=0)
    CompetencyEvidence.objects.filter(competency=TWO).update(learner=make_user())
    told = []
    found = {row.learner_id: row for row in wrong_evidence(told.append)}
    assert len(found) == 2
    mine = found[learner.pk]
    assert [row.earned for row in mine.stored] == [0]
    assert {row.attempt_id for row in mine.due} == {attempt.pk}
    assert sum(told) == 1


def test_a_record_says_nothing_of_a_level_on_thin_evidence(learner):
    competencies = make_competencies()
    for _ in range(2):
        finish_attempt(make_attempt(make_tagged(), learner), is_right=True)
    (one, two), (rest,) = competency_records(learner_id=learner.pk)
    assert (one.title, one.is_thin, one.belief.exercises, one.n_mastery) == ("One", True, 2, None)
    finish_attempt(make_attempt(make_tagged("match"), learner), is_right=True)
    one = competency_records(learner_id=learner.pk)[0][0]
    assert (one.is_thin, one.belief.is_mastered, one.n_mastery, one.latest) == (False, False, 1, 1)
    assert [row.percent for row in one.evidence] == [100, 100, 100]
    assert (two.title, rest.title) == ("Two", "Unseen")
    only = competency_records(learner_id=learner.pk, exercise_ids=[])
    assert (only[0], len(only[1])) == ([], len(competencies))
