"""More tries than the policy allows: by somebody who coordinates, or by rule."""

import uuid

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from assessments import selectors
from assessments.errors import TriesLeftError
from assessments.models import Exercise, TryGrant


@transaction.atomic
def grant_try(
    *, exercise_id: int, learner_id: int, granted_by_id: int, form_token: uuid.UUID, anew: bool = False
) -> bool:
    """Let a learner try an exercise once more; the key is held back again until that try is used.

    Who may grant is the caller's business. The exercise's row is held by an update, so that two people who grant at
    once grant one try.

    Args:
        exercise_id: row id.
        learner_id: who may try again.
        granted_by_id: who says so; kept.
        form_token: drawn with the form.
        anew: the learner has to show anew what was shown before, so that full marks of before are no reason against it.

    Returns:
        Whether a try was granted now; False for a form that was sent before, so that calling twice is safe.

    Raises:
        TriesLeftError: the learner has a try left or under way, or full marks that count.
    """
    Exercise.objects.filter(pk=exercise_id).update(kind=F("kind"))
    if TryGrant.objects.filter(form_token=form_token).exists():
        return False
    state = selectors.exercise_states(learner_id=learner_id, exercise_ids=[exercise_id])[exercise_id]
    if not (state.is_without_tries if anew else state.is_used_up):
        raise TriesLeftError(_("This person needs no further try: one is left, or the exercise is done."))
    TryGrant.objects.create(
        exercise_id=exercise_id, learner_id=learner_id, granted_by_id=granted_by_id, form_token=form_token
    )
    return True


@transaction.atomic
def grant_tries_by_rule(*, exercise_id: int, learner_id: int, tries: int, cause: uuid.UUID) -> int:
    """See to it that a learner has some tries at an exercise left, because a rule of the course says so.

    Args:
        exercise_id: row id.
        learner_id: who may try.
        tries: how many are to be left; 0 for as many as the policy allows everybody.
        cause: what the rule went by; the same cause grants once.

    Returns:
        How many tries were granted now; none where they are unlimited or enough are left.

    Holds the exercise's row by an update. The key is held back again until those tries are used. Safe to call twice.
    """
    Exercise.objects.filter(pk=exercise_id).update(kind=F("kind"))
    state = selectors.exercise_states(learner_id=learner_id, exercise_ids=[exercise_id])[exercise_id]
    missing = 0 if state.tries_left is None else (tries or state.policy.max_tries) - state.tries_left
    tokens = [uuid.uuid5(cause, str(number)) for number in range(missing)]
    if TryGrant.objects.filter(form_token__in=tokens).exists():
        return 0
    grants = [TryGrant(exercise_id=exercise_id, learner_id=learner_id, form_token=token) for token in tokens]
    return len(TryGrant.objects.bulk_create(grants))
