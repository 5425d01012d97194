"""More time for a person, and minutes given back to an attempt under way. Why is nobody's business, and not stored."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import EventKind
from assessments.errors import NoLimitError
from assessments.models import Accommodation, Attempt, Pause
from assessments.rules.policy import Policy
from assessments.services.deadlines import extend
from assessments.services.events import Happened


@transaction.atomic
def accommodate(
    *,
    learner_id: int,
    exercise_id: int | None,
    organisation_id: int | None = None,
    factor_percent: int,
    window_minutes: int,
    granted_by_id: int,
    form_token: uuid.UUID,
) -> bool:
    """Give a person more time; attempts under way get it at once.

    Args:
        learner_id: for whom.
        exercise_id: row id; None for all exercises that the person takes under the organisation. The newest that fits
            wins.
        organisation_id: row id; None for what is taken under none. Nothing to an accommodation in one exercise.
        factor_percent: their share of every time limit, 100 to 400.
        window_minutes: how much later exercises close for them, >= 0.
        granted_by_id: who says so; who may is the caller's business.
        form_token: drawn with the form.

    Returns:
        Whether it was granted now; False for a form that was sent before, so that calling twice is safe, at once too.

    An event of each attempt that it concerns. Never takes time away from an attempt under way.
    """
    details = {"factor_percent": factor_percent, "window_minutes": window_minutes}
    given = {"exercise_id": exercise_id, "organisation_id": None if exercise_id else organisation_id, **details}
    fields = {"learner_id": learner_id, "granted_by_id": granted_by_id, **given}
    _granted, is_new = Accommodation.objects.get_or_create(form_token=form_token, defaults=fields)
    if not is_new:
        return False
    going = Attempt.objects.open().filter(learner=learner_id, closes_at__isnull=False)
    concerned = going if exercise_id is None else going.filter(exercise=exercise_id)
    for attempt_id in list(concerned.order_by("pk").values_list("pk", flat=True)):
        extend(attempt_id, Happened(EventKind.EXTENDED, granted_by_id, details))
    return True


@transaction.atomic
def pause_attempt(*, attempt_id: int, minutes: int, granted_by_id: int, form_token: uuid.UUID) -> bool:
    """Give minutes back to an attempt under way whose time is limited.

    Args:
        attempt_id: row id.
        minutes: 1 or more.
        granted_by_id: who says so; who may is the caller's business.
        form_token: drawn with the form.

    Returns:
        Whether they were given now; False for a form that was sent before, so that calling twice is safe, at once too.

    Raises:
        NoLimitError: the attempt is over, or has no time limit; nothing is stored.

    An event of the attempt.
    """
    fields = {"attempt_id": attempt_id, "minutes": minutes, "granted_by_id": granted_by_id}
    _pause, is_new = Pause.objects.get_or_create(form_token=form_token, defaults=fields)
    if not is_new:
        return False
    happened = Happened(EventKind.PAUSED, granted_by_id, {"minutes": minutes})
    policy = Attempt.objects.values_list("policy", flat=True).get(pk=attempt_id)
    if not Policy.from_json(policy).limit_minutes or not extend(attempt_id, happened):
        raise NoLimitError(_("There is no try under way whose time is limited."))
    return True
