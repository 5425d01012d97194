"""Rescoring: planned, published, undone and called off by people; worked on part by part through the outbox."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.enums import RESCORING_UNDER_WAY, Outcome, RescoringState
from assessments.errors import RescoringError
from assessments.models import Exercise, Rescoring, RescoringChunk
from assessments.selectors.rescored import Differences, can_rescore, differences, in_scope, rescored
from assessments.selectors.rescoring import CANCELLABLE
from assessments.services.rescoring_parts import COMPUTE, PUBLISH, UNDO, parts_of, request
from assessments.services.rescoring_singles import publish_singles, undo_singles

IN_FORCE = "exercise__current_version"
SAMPLE = 200


def plan_rescoring(*, exercise_key: UUID, target_hash: str, reason: str, author_id: int, may_lower: bool) -> UUID:
    """Plan to score all attempts on the version of an exercise that is in force, and begin to work it out.

    Args:
        exercise_key: of the exercise.
        target_hash: of the version in force; it guards against one that was published meanwhile.
        reason: why; it is kept with the rescoring.
        author_id: who plans it.
        may_lower: whether a lower score may take the place of a higher one.

    Returns:
        The key of the rescoring. Nothing counts differently until it is published.

    Raises:
        RescoringError: there is no reason, another version is in force, another rescoring of the exercise is under way,
            every attempt is scored on this version already, or all were made on another task.

    One transaction. The work is written to the outbox, a part for every 500 attempts.
    """
    exercise = Exercise.objects.filter(key=exercise_key).first()
    if exercise is None or exercise.current_version_id != target_hash:
        raise _another_version()
    if not reason.strip():
        raise RescoringError(_("Write why the attempts are scored again."))
    sample = _sample(exercise.pk, target_hash, may_lower)
    with _one_at_a_time(exercise.pk), transaction.atomic():
        row = Rescoring.objects.create(
            exercise=exercise,
            target_id=target_hash,
            reason=reason.strip(),
            may_lower=may_lower,
            author_id=author_id,
            sample=asdict(sample),
        )
        RescoringChunk.objects.bulk_create(parts_of(row))
        request(row, COMPUTE)
    return row.key


def publish_rescoring(*, key: UUID, user_id: int) -> None:
    """Let the new scores count.

    Args:
        key: of a rescoring that is ready.
        user_id: who publishes it.

    Raises:
        RescoringError: it is not ready, or published already, or another version is in force by now.

    Conditional update; the work is written to the outbox in the same transaction. Answers to its single questions are
    scored again as well.
    """
    if Rescoring.objects.filter(key=key, state=RescoringState.READY).exclude(target=F(IN_FORCE)).exists():
        raise _another_version()
    _begin(key, RescoringState.READY, PUBLISH, published_by_id=user_id, published_at=timezone.now())


def undo_rescoring(*, key: UUID, user_id: int) -> None:
    """Let the scores count that counted before.

    Args:
        key: of a rescoring that is published.
        user_id: who undoes it.

    Raises:
        RescoringError: it is not published, a later one was published on top of it, or another one is under way.

    Conditional update; the work is written to the outbox in the same transaction. An attempt that counts by yet another
    score since, because its marks were corrected, keeps that. Answers to its single questions go back as well.
    """
    later = Rescoring.objects.filter(state__in=RESCORING_UNDER_WAY | {RescoringState.PUBLISHED})
    row = Rescoring.objects.filter(key=key).first()
    if row is None:
        raise _too_late()
    if later.filter(exercise=row.exercise_id, pk__gt=row.pk).exists():
        raise RescoringError(_("A later rescoring rests on this one: undo that one first."))
    with _one_at_a_time(row.exercise_id):
        _begin(key, RescoringState.PUBLISHED, UNDO, undone_by_id=user_id, undone_at=timezone.now())


def cancel_rescoring(*, key: UUID, user_id: int) -> None:
    """Call a rescoring off before anything counts differently.

    Args:
        key: of the rescoring.
        user_id: who calls it off; kept as who ended it.

    Raises:
        RescoringError: it is published, or ended already.

    Conditional update. What was worked out is kept and counts for nothing.
    """
    mine = Rescoring.objects.filter(key=key, state__in=CANCELLABLE)
    if not mine.update(state=RescoringState.CANCELLED, undone_by_id=user_id, undone_at=timezone.now()):
        raise _too_late()


@transaction.atomic
def _begin(key: UUID, state: str, step: str, **by: Any) -> None:
    under_way = RescoringState.PUBLISHING if step == PUBLISH else RescoringState.UNDOING
    if not Rescoring.objects.filter(key=key, state=state).update(state=under_way, **by):
        raise _too_late()
    row = Rescoring.objects.select_related("exercise").get(key=key)
    request(row, step)
    if step == PUBLISH:
        publish_singles(row)
    else:
        undo_singles(row)


@contextmanager
def _one_at_a_time(exercise_id: int) -> Iterator[None]:
    """Say that another one is under way, where the database refuses a second one."""
    try:
        yield
    except IntegrityError as error:
        if not Rescoring.objects.filter(exercise=exercise_id, state__in=RESCORING_UNDER_WAY).exists():
            raise
        raise RescoringError(_("Another rescoring of this exercise is under way: finish it or call it off.")) from error


def _another_version() -> RescoringError:
    return RescoringError(_("Another version of the exercise is in force by now. Look at it and plan again."))


def _too_late() -> RescoringError:
    return RescoringError(_("The rescoring has moved on meanwhile. Look at it again."))


def _sample(exercise_id: int, target: str, may_lower: bool) -> Differences:
    """Score some attempts, the same ones whoever asks, and refuse what cannot change anything."""
    scope = in_scope(exercise_id, target)
    versions = set(scope.values_list("version", flat=True).order_by().distinct())
    if not versions:
        raise RescoringError(_("Every attempt is scored on this version already."))
    found = rescored(scope.order_by("key")[:SAMPLE], target, may_lower=may_lower)
    outcomes = {row.outcome for row in found}
    if outcomes == {Outcome.REFUSED} and not any(can_rescore(version, target) for version in versions):
        raise RescoringError(
            _("The task itself was changed: what was answered before cannot be scored by the new version.")
        )
    return differences((row.outcome, row.change, row.crosses, 1) for row in found)
