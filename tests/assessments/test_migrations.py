import importlib
import json
import os
import subprocess
import sys
import uuid

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.models import Membership
from assessments.models import Accommodation, Attempt
from tests.factories.accounts import make_coordinator, make_membership, make_network, make_organisation, make_user
from tests.factories.assessments import (
    finish_attempt,
    make_attempt,
    make_marks,
    make_published_exercise,
    make_submission,
    release,
)
from tests.migrated import ROOT


def test_moves_are_kept_whichever_way_they_are_stored(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "CHANCERY_VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'chancery.sqlite3'}",
    }
    command = [sys.executable, "-m", "tests.moves_kept"]
    run = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=180)
    assert run.returncode == 0, run.stderr
    kept = [[1, "wait"], [2, "brief"]]
    assert json.loads(run.stdout.splitlines()[-1]) == {"before": kept, "after": kept}


@pytest.mark.django_db
def test_what_was_scored_is_released_and_the_other_way_round(learner):
    step = importlib.import_module("assessments.migrations.0012_scored_is_released")
    attempt = make_attempt(make_published_exercise(), learner)
    still_open = make_attempt(make_published_exercise(), learner)
    Attempt.objects.filter(pk=attempt.pk).update(state="scored")
    step.release(apps, None)
    assert set(Attempt.objects.values_list("pk", "state")) == {(attempt.pk, "released"), (still_open.pk, "open")}
    step.take_back(apps, None)
    assert set(Attempt.objects.values_list("pk", "state")) == {(attempt.pk, "scored"), (still_open.pk, "open")}


@pytest.mark.django_db
def test_attempts_point_at_their_newest_score():
    learner, work = make_user(), make_submission(make_user())
    release(work, learner)
    release(work, learner, make_marks(tone="top"), number=2, reason="Again.")
    scored = finish_attempt(make_attempt(make_published_exercise(), learner), is_right=True)
    make_attempt(scored.exercise, learner)
    before = dict(Attempt.objects.values_list("pk", "score"))
    Attempt.objects.update(score=None)
    importlib.import_module("assessments.migrations.0014_point_at_newest_score").point_at_newest(apps, None)
    assert dict(Attempt.objects.values_list("pk", "score")) == before
    assert (before[work.pk], before[scored.pk]) == (work.scores.get(marks_number=2).pk, scored.scores.get().pk)


@pytest.mark.django_db
def test_time_for_all_exercises_stays_with_the_city_of_who_has_it(learner):
    city, left = make_organisation(), make_organisation()
    coordinators = [make_coordinator(make_network(city, left)), make_coordinator(city), make_user()]
    make_membership(user=learner, organisation=city)
    Membership.objects.create(user=learner, organisation=left, ended_at=timezone.now())
    for coordinator in coordinators:
        Accommodation.objects.create(learner=learner, granted_by=coordinator, form_token=uuid.uuid4())
    importlib.import_module("assessments.migrations.0021_organisations_of_time").name_organisations(apps, None)
    assert set(Accommodation.objects.values_list("organisation", flat=True)) == {city.pk}
