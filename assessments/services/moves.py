"""Making a move at an exercise whose answer grows move by move: a decision in a case, an offer in a negotiation."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.enums import AttemptState
from assessments.errors import AttemptClosedError
from assessments.models import Attempt, Move
from assessments.rules import registry
from assessments.selectors import answers
from assessments.services.saving import require_time


@dataclass(frozen=True, slots=True)
class MoveReceipt:
    """What became of a move.

    Attributes:
        is_taken: whether this move stands as the one of this step.
        steps: moves made so far.
    """

    is_taken: bool
    steps: int


def make_move(*, attempt_id: int, step: int, move: Any) -> MoveReceipt:
    """Make one move; the first at a step stands.

    Args:
        attempt_id: row id of an attempt.
        step: number of the move, from 1; must be the next one.
        move: as the rules of the kind read it from a form.

    Returns:
        Whether the move stands. It does not when another was made at this step (in another tab for instance), when the
        step is not the next one, or when the move is not possible now or the kind knows no moves; nothing is changed
        then.

    Raises:
        AttemptClosedError: the attempt is submitted.
        TimeOverError: its time is over.

    One transaction. Safe to call twice: the same move sent again stands.
    """
    with transaction.atomic():
        return _moved(Attempt.objects.select_related("version").get(pk=attempt_id), step, move)


def _moved(attempt: Attempt, step: int, move: Any) -> MoveReceipt:
    if attempt.state != AttemptState.OPEN:
        raise AttemptClosedError(_("You submitted this exercise already; your moves stand."))
    require_time(attempt)
    moves = answers.moves_of(attempt)
    if 1 <= step <= len(moves):
        return MoveReceipt(is_taken=moves[step - 1] == move, steps=len(moves))
    definition = attempt.version.definition
    kind = registry.stepwise(definition)
    if kind is None or step != len(moves) + 1 or not kind.may_move(definition, attempt.variant, moves, move):
        return MoveReceipt(is_taken=False, steps=len(moves))
    return take_step(attempt, step, move)


def take_step(attempt: Attempt, step: int, move: Any) -> MoveReceipt:
    """Write a move that was found possible, unless the attempt changed since it was read.

    Args:
        attempt: as it was read.
        step: number of the move, from 1.
        move: what is stored.

    Returns:
        Whether it stands as the move of this step.

    Call inside a transaction; conditional update.
    """
    unchanged = Attempt.objects.in_time(timezone.now()).filter(pk=attempt.pk, response_version=attempt.response_version)
    if not unchanged.update(response_version=F("response_version") + 1):
        moves = answers.moves_of(attempt)
        return MoveReceipt(is_taken=moves[step - 1 : step] == [move], steps=len(moves))
    Move.objects.create(attempt=attempt, step=step, content=move)
    return MoveReceipt(is_taken=True, steps=step)
