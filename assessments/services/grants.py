"""One more try for somebody who has used them all."""

import uuid

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from assessments import selectors
from assessments.errors import TriesLeftError
from assessments.models import Exercise, TryGrant


@transaction.atomic
def grant_try(*, exercise_id: int, learner_id: int, granted_by_id: int, form_token: uuid.UUID) -> bool:
    """Let a learner try an exercise once more; the key is held back again until that try is used.

    Who may grant is the caller's business. The exercise's row is held by an update, so that two people who grant at
    once grant one try.

    Args:
        exercise_id: row id.
        learner_id: who may try again.
        granted_by_id: who says so; kept.
        form_token: drawn with the form.

    Returns:
        Whether a try was granted now; False for a form that was sent before, so that calling twice is safe.

    Raises:
        TriesLeftError: the learner has a try left or under way, or full marks.
    """
    Exercise.objects.filter(pk=exercise_id).update(kind=F("kind"))
    if TryGrant.objects.filter(form_token=form_token).exists():
        return False
    state = selectors.exercise_states(learner_id=learner_id, exercise_ids=[exercise_id])[exercise_id]
    if not state.is_used_up:
        raise TriesLeftError(_("This person needs no further try: one is left, or the exercise is done."))
    TryGrant.objects.create(
        exercise_id=exercise_id, learner_id=learner_id, granted_by_id=granted_by_id, form_token=form_token
    )
    return True
