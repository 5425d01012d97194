import datetime
import uuid

import pytest
from django.db import IntegrityError
from django.utils import timezone

from assessments import services
from assessments.errors import ExerciseNotReadyError, NotNowError, NoTriesLeftError
from assessments.models import Attempt
from assessments.rules.policy import Policy
from assessments.services import attempts
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    finish_attempt,
    make_attempt,
    make_definition,
    make_published_exercise,
)

pytestmark = pytest.mark.django_db


def test_start_attempt_freezes_version_policy_and_variant(learner):
    exercise = make_published_exercise("order", max_tries=2)
    attempt = make_attempt(exercise, learner)
    assert (attempt.number, attempt.state, attempt.version_id) == (1, "open", exercise.current_version_id)
    assert attempt.policy == Policy(max_tries=2).to_json()
    assert attempt.policy_hash == Policy(max_tries=2).digest()
    assert sorted(attempt.variant["order"]) == ["clerk", "gov", "judge", "mayor"]


def test_start_attempt_twice_gives_the_same_attempt(learner):
    exercise = make_published_exercise()
    assert make_attempt(exercise, learner) == make_attempt(exercise, learner)
    assert Attempt.objects.count() == 1


def test_start_attempt_is_per_learner(learner):
    exercise = make_published_exercise()
    assert make_attempt(exercise, learner) != make_attempt(exercise, make_user())


def test_start_attempt_counts_on_after_a_finished_one(learner):
    exercise = make_published_exercise()
    finish_attempt(make_attempt(exercise, learner), is_right=False)
    assert make_attempt(exercise, learner).number == 2


def test_start_attempt_refuses_when_no_try_is_left(learner):
    exercise = make_published_exercise(max_tries=1)
    finish_attempt(make_attempt(exercise, learner), is_right=False)
    with pytest.raises(NoTriesLeftError):
        make_attempt(exercise, learner)


def test_start_attempt_refuses_unpublished_and_withdrawn(learner):
    exercise = make_published_exercise()
    services.retire_exercise(key=exercise.key)
    with pytest.raises(ExerciseNotReadyError):
        make_attempt(exercise, learner)
    services.register_exercise(key=uuid.uuid4(), kind="choice", title="Draft")
    draft = type(exercise).objects.get(current_version=None)
    with pytest.raises(ExerciseNotReadyError):
        make_attempt(draft, learner)


def test_an_open_attempt_can_be_gone_on_with_after_withdrawal(learner):
    exercise = make_published_exercise()
    attempt = make_attempt(exercise, learner)
    services.retire_exercise(key=exercise.key)
    assert make_attempt(exercise, learner) == attempt
    assert finish_attempt(attempt, is_right=True).state == "released"


def test_insert_or_join_gets_the_attempt_that_was_first(learner):
    exercise = make_published_exercise()
    first = make_attempt(exercise, learner)
    second = Attempt(
        exercise=exercise, version_id=first.version_id, learner=learner, number=2, policy={}, policy_hash=""
    )
    assert attempts.insert_or_join(second) == first


def test_insert_or_join_hides_no_other_refusal(learner):
    exercise = make_published_exercise()
    done = finish_attempt(make_attempt(exercise, learner), is_right=True)
    same_number = Attempt(
        exercise=exercise, version_id=done.version_id, learner=learner, number=1, policy={}, policy_hash=""
    )
    with pytest.raises(IntegrityError):
        attempts.insert_or_join(same_number)


def test_the_variant_depends_on_attempt_and_secret(learner, settings):
    definition = make_definition("choice")
    names = [f"o{number}" for number in range(8)]
    definition["items"][1]["options"] = [{"id": name, "right": name == "o0"} for name in names]
    definition["texts"]["en"] |= {f"items.q2.options.{name}.text": name for name in names}
    key = uuid.UUID(definition["key"])
    services.publish_definition(key=key, title="T", definition=definition, policy={})
    exercise = make_attempt_exercise(key)
    drawn = [make_attempt(exercise, make_user()).variant["options"]["q2"] for _ in range(4)]
    assert len({tuple(order) for order in drawn}) > 1
    attempt_key = uuid.uuid4()
    seed = attempts._seed(attempt_key, "v")
    settings.SECRET_KEY = "another"
    assert attempts._seed(attempt_key, "v") != seed


def make_attempt_exercise(key):
    return Attempt._meta.get_field("exercise").related_model.objects.get(key=key)


def test_an_attempt_begun_before_a_republish_finishes_on_its_version(learner):
    exercise = make_published_exercise("choice")
    attempt = make_attempt(exercise, learner)
    changed = make_definition("choice", key=exercise.key)
    for option in changed["items"][0]["options"]:
        option["right"] = not option["right"]
    services.publish_definition(key=exercise.key, title="T", definition=changed, policy={})
    finish_attempt(attempt, is_right=True)
    score = attempt.scores.get()
    assert (score.version_id, score.earned) == (attempt.version_id, score.possible)
    exercise.refresh_from_db()
    later = make_attempt(exercise, learner)
    assert later.version_id == exercise.current_version_id != attempt.version_id


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ({"opens_at": "2099-01-01T23:30:00Z"}, "This exercise opens on 2 January 2099, 00:30 CET."),
        ({"closes_at": "2020-01-01T23:30:00Z"}, "This exercise closed on 2 January 2020, 00:30 CET."),
        (
            {"closes_at": "2020-01-01T23:30:00Z", "late_rule": "step", "late_percent_per_day": 5, "late_days": 2},
            "This exercise closed on 4 January 2020, 00:30 CET.",
        ),
    ],
)
def test_start_attempt_keeps_to_the_window_and_says_when_in_the_learner_s_time_zone(learner, policy, message):
    exercise = make_published_exercise(**policy)
    with timezone.override("Europe/Vienna"), pytest.raises(NotNowError) as caught:
        make_attempt(exercise, learner)
    assert str(caught.value) == message
    assert not Attempt.objects.exists()


def test_start_attempt_waits_after_the_last_try(learner):
    exercise = make_published_exercise(cooldown_minutes=60)
    attempt = finish_attempt(make_attempt(exercise, learner), is_right=False)
    with pytest.raises(NotNowError, match=r"^You can try again from .+ on\.$"):
        make_attempt(exercise, learner)
    Attempt.objects.update(submitted_at=attempt.submitted_at - datetime.timedelta(minutes=60))
    assert make_attempt(exercise, learner).number == 2


def test_a_try_that_was_taken_out_makes_nobody_wait(learner):
    exercise = make_published_exercise(cooldown_minutes=60)
    finish_attempt(make_attempt(exercise, learner), is_right=False)
    Attempt.objects.update(state="void")
    assert make_attempt(exercise, learner).number == 2
