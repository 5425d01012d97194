"""Answering one question alone: an attempt like any other, at an exercise that has no place in a course."""

import uuid
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.errors import NothingChosenError
from assessments.models import Exercise, ExerciseVersion
from assessments.rules.policy import Policy
from assessments.rules.scorers.sjt.pairs import PROVISIONAL
from assessments.rules.single import read_form, shown, single, single_key
from assessments.rules.types import Definition, Form
from assessments.selectors.rescored import has_other_key
from assessments.services.attempts import start_attempt
from assessments.services.exercises import publish_definition
from assessments.services.submitting import submit_attempt

# The first answer counts, so that right answers are due after it; weeks later it can be asked again.
COUNTS = Policy(counting="first", minutes=2)
# Ratings that no panel has given count for nothing.
PRACTICE = Policy(practice=True, minutes=2)


@dataclass(frozen=True, slots=True)
class SingleAnswer:
    """An answer that was scored: the key of its attempt, and whether it passed."""

    attempt_key: UUID
    passed: bool


@transaction.atomic
def answer_single(*, version: str, question: str, learner_id: int, form: Form) -> SingleAnswer:
    """Take the answer to one question, and score it.

    Args:
        version: hash of the version that the question was asked in.
        question: its id.
        learner_id: who answers.
        form: field name → values, as the page of the question names them.

    Returns:
        The answer.

    Raises:
        NothingChosenError: the form does not answer the question whole; nothing is stored.

    It is scored by the version in force, where that asks the same and only its key is another. One transaction. The
    exercise of one question is published when somebody answers it first. Announces attempt_scored. Each call is a try
    of its own: who calls sees to it that it happens once.
    """
    source = Exercise.objects.get(versions=version)
    in_force = source.current_version_id
    chosen = in_force if in_force and has_other_key(version, in_force) else version
    definition = ExerciseVersion.objects.values_list("definition", flat=True).get(hash=chosen)
    alone = single(definition, question)
    response = read_form(alone, form)
    if not shown(alone, "", response).items[0].answered:
        raise NothingChosenError(_("Answer the question first: nothing was chosen yet, or something is missing."))
    exercise_id = publish_single(source, definition, question)
    attempt = start_attempt(exercise_id=exercise_id, learner_id=learner_id)
    score = submit_attempt(
        attempt_id=attempt.pk, client_seq=uuid.uuid4().hex, base_version=attempt.response_version, response=response
    )
    return SingleAnswer(attempt.key, score is not None and score.passed)


def publish_single(source: Exercise, definition: Definition, question: str) -> int:
    """Publish the exercise of one question, as a version of an exercise asks it.

    Args:
        source: where the question comes from.
        definition: of that version.
        question: id of the question.

    Returns:
        Row id of the exercise. In the running transaction. Safe to call twice.
    """
    policy = PRACTICE if definition.get("panel") == PROVISIONAL else COUNTS
    alone, key = single(definition, question), single_key(definition, question)
    publish_definition(key=key, title=source.title, definition=alone, policy=policy.to_json())
    Exercise.objects.filter(key=key).update(single_of=source)
    return Exercise.objects.values_list("pk", flat=True).get(key=key)
