import uuid

import pytest

from assessments import selectors, services
from assessments.errors import DefinitionError
from assessments.models import Competency, Exercise, ExerciseVersion
from assessments.selectors import CompetencyData
from tests.factories.assessments import RIGHT, make_definition, make_published_exercise

pytestmark = pytest.mark.django_db


def publish(definition, **policy):
    key = uuid.UUID(definition["key"])
    return services.publish_definition(key=key, title="T", definition=definition, policy=policy)


def test_register_exercise_twice_keeps_the_first():
    key = uuid.uuid4()
    services.register_exercise(key=key, kind="choice", title="First")
    services.register_exercise(key=key, kind="order", title="Second")
    assert list(Exercise.objects.values_list("key", "kind", "title")) == [(key, "choice", "First")]


def test_publish_definition_makes_exercise_and_version():
    definition = make_definition("choice")
    digest = publish(definition, max_tries=2)
    exercise = Exercise.objects.get()
    assert exercise.current_version_id == digest
    assert (exercise.kind, exercise.policy["max_tries"], exercise.retired) == ("choice", 2, False)
    assert exercise.current_version.definition == definition
    assert exercise.current_version.scorer == "select-net/1"


def test_publish_definition_again_adds_no_row():
    definition = make_definition("order")
    assert publish(definition) == publish(definition)
    assert ExerciseVersion.objects.count() == 1


def test_publish_definition_tells_wording_from_structure():
    definition = make_definition("order")
    first = publish(definition)
    definition["texts"]["en"]["title"] = "Other words"
    second = publish(definition)
    assert first != second
    assert len(set(ExerciseVersion.objects.values_list("structure_hash", flat=True))) == 1


def test_publish_definition_takes_over_a_changed_policy_and_a_withdrawn_exercise():
    definition = make_definition("choice")
    publish(definition, max_tries=1)
    services.retire_exercise(key=uuid.UUID(definition["key"]))
    publish(definition, max_tries=3)
    exercise = Exercise.objects.get()
    assert (exercise.policy["max_tries"], exercise.retired) == (3, False)


def test_publish_definition_stores_the_canonical_form():
    composed, decomposed = "Caf\u00e9", "Cafe\u0301"
    publish(make_definition("choice", title=decomposed))
    assert ExerciseVersion.objects.get().definition["texts"]["en"]["title"] == composed


@pytest.mark.parametrize(
    ("change", "policy", "path"),
    [
        ({"points": 99}, {}, "/points"),
        ({"key": str(uuid.uuid4())}, {}, "/key"),
        ({}, {"max_tries": -1}, "/policy/max_tries"),
        ({}, {"score": 100}, "/policy/score"),
    ],
)
def test_publish_definition_refuses_and_stores_nothing(change, policy, path):
    definition = make_definition("choice")
    key = uuid.UUID(definition["key"])
    with pytest.raises(DefinitionError) as refusal:
        services.publish_definition(key=key, title="T", definition=definition | change, policy=policy)
    assert [problem.path for problem in refusal.value.problems] == [path]
    assert not Exercise.objects.exists()


def test_definition_problems_of_a_draft_and_of_a_finished_one():
    assert services.definition_problems({}) != ()
    assert services.definition_problems(make_definition("branch")) == ()


def test_retire_exercise_is_harmless_twice_and_for_the_unknown():
    exercise = make_published_exercise()
    services.retire_exercise(key=exercise.key)
    services.retire_exercise(key=exercise.key)
    services.retire_exercise(key=uuid.uuid4())
    exercise.refresh_from_db()
    assert exercise.retired


def test_sync_competencies_creates_and_updates_by_key():
    protocol = CompetencyData(uuid.uuid4(), "protocol", "Protocol", "Who goes first")
    services.sync_competencies([protocol])
    renamed = CompetencyData(protocol.key, "protocol-basics", "Basics of protocol")
    services.sync_competencies([renamed])
    services.sync_competencies([])
    assert selectors.competencies() == [renamed]
    assert Competency.objects.count() == 1


@pytest.mark.parametrize("kind", ["choice", "order"])
def test_rehearse_scores_and_reveals(kind):
    played = services.rehearse(definition=make_definition(kind), seed="x", response=RIGHT[kind], language="en")
    assert played.problems == ()
    assert played.scored.earned == played.scored.possible
    assert played.debrief.reveal
    assert "CANARY" in str(played.debrief)
    assert "CANARY" not in str(played.presentation)


def test_rehearse_begins_with_no_response_and_is_repeatable():
    definition = make_definition("branch")
    played = [services.rehearse(definition=definition, seed="x", response=None, language="en") for _ in range(2)]
    assert played[0] == played[1]
    assert played[0].presentation.scene.step == 1
    form = {"path": [], "option": ["call"]}
    response = services.response_from_form(definition=definition, form=form)
    further = services.rehearse(definition=definition, seed="x", response=response, language="en")
    assert further.presentation.scene.step == 2


def test_rehearse_lists_problems_of_a_draft():
    played = services.rehearse(definition={"kind": "choice"}, seed="x", response=None, language="en")
    assert played.problems != ()
    assert played.presentation is None
