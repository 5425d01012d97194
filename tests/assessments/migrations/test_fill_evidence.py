"""Evidence of competencies that an upgrade finds missing is filled by the outbox, without a hand."""

from importlib import import_module

import pytest
from django.apps import apps

from accounts.models import OutboxEntry
from accounts.services import outbox
from assessments import services
from assessments.models import CompetencyEvidence
from assessments.selectors.evidence import wrong_evidence
from tests.factories.accounts import make_user
from tests.factories.assessments import finish_attempt, make_attempt, make_published_exercise
from tests.factories.evidence import make_tagged

pytestmark = pytest.mark.django_db

MIGRATION = import_module("assessments.migrations.0026_fill_evidence")


def entries():
    return OutboxEntry.objects.filter(topic="assessments.fill_evidence", done_at=None)


def kept():
    return sorted(CompetencyEvidence.objects.values_list("pk", "learner", "exercise", "competency", "earned"))


def test_a_new_site_has_nothing_to_fill():
    make_attempt(make_tagged(), make_user())
    MIGRATION.request(apps, None)
    assert not entries().exists()


def test_what_is_missing_is_filled_and_what_is_kept_stays():
    learners = [make_user() for _ in range(2)]
    for exercise in (make_tagged(), make_tagged("match"), make_tagged(practice=True), make_published_exercise()):
        for learner in learners:
            finish_attempt(make_attempt(exercise, learner), is_right=True)
    changed, *lost = CompetencyEvidence.objects.order_by("exercise", "learner")
    CompetencyEvidence.objects.filter(exercise=changed.exercise, learner=changed.learner).update(earned=0)
    gone = CompetencyEvidence.objects.exclude(exercise=changed.exercise, learner=changed.learner).delete()[0]
    assert (len(lost), gone) == (5, 4)
    MIGRATION.request(apps, None)
    assert entries().count() == 4
    assert outbox.sweep() == 4
    (wrong,) = wrong_evidence()
    assert (wrong.exercise_id, wrong.learner_id) == (changed.exercise_id, changed.learner_id)
    before = kept()
    services.fill_evidence(exercise_id=lost[-1].exercise_id)
    assert kept() == before


def test_going_back_takes_the_work_along_and_forward_again_asks_for_it_anew():
    finish_attempt(make_attempt(make_tagged(), make_user()), is_right=True)
    MIGRATION.request(apps, None)
    outbox.sweep()
    MIGRATION.take_back(apps, None)
    MIGRATION.request(apps, None)
    assert entries().count() == 1


def test_every_learner_is_filled_and_the_work_grows_with_hundreds_of_them_only(django_assert_num_queries):
    exercise = make_tagged("match")
    for _ in range(3):
        finish_attempt(make_attempt(exercise, make_user()), is_right=True)
    before = [row[1:] for row in kept()]
    CompetencyEvidence.objects.all().delete()
    with django_assert_num_queries(7):
        services.fill_evidence(exercise_id=exercise.pk)
    assert [row[1:] for row in kept()] == before
