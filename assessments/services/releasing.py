"""Releasing results that were held back."""

import datetime

from django.db import transaction

from assessments.enums import AttemptState, EventKind
from assessments.models import Attempt, Exercise
from assessments.selectors.holding import results_at
from assessments.services import one_by_one
from assessments.services.announcing import announce
from assessments.services.events import record
from assessments.services.marks_mail import tell_learner


def release_due(*, now: datetime.datetime) -> int:
    """Release every result that is held back until its exercise has closed, and is no longer to be.

    Args:
        now: the present, aware.

    Returns:
        How many were released.

    Whether an exercise has closed is read from the policy in force. One transaction for each attempt, conditional
    update; each announces attempt_scored, and whose work people marked is told. Safe to call twice and at once; what
    could not be released is tried again next time.
    """
    held = Attempt.objects.filter(state=AttemptState.SCORED, policy__results="after_close").order_by("pk")
    exercises = Exercise.objects.filter(pk__in=held.order_by().values("exercise")).values_list("pk", "policy")
    due = [pk for pk, policy in exercises if (results_at(policy) or now) <= now]
    ids = held.filter(exercise__in=due).values_list("pk", flat=True)
    return one_by_one.done(ids, release_result, "the result of attempt %s could not be released")


@transaction.atomic
def release_result(attempt_id: int) -> bool:
    """Release a result that is held back.

    Args:
        attempt_id: of the attempt; one in another state changes nothing.

    Returns:
        Whether it was released now. Conditional update; announces attempt_scored. Safe to call twice and at once.
    """
    held = Attempt.objects.filter(pk=attempt_id, state=AttemptState.SCORED)
    if not held.update(state=AttemptState.RELEASED):
        return False
    record(attempt_id, EventKind.RELEASED)
    attempt = Attempt.objects.get(pk=attempt_id)
    announce(attempt)
    mark = attempt.marks.select_related("attempt__exercise", "attempt__learner").order_by("-number").first()
    if mark is not None:
        tell_learner(mark)
    return True
