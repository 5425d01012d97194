"""Taking a decision in a branching case."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from assessments.enums import AttemptState
from assessments.errors import AttemptClosedError
from assessments.models import Attempt, BranchMove
from assessments.rules.scorers import branch
from assessments.selectors import answers


@dataclass(frozen=True, slots=True)
class MoveReceipt:
    """What became of a decision.

    Attributes:
        is_taken: whether this option stands as the decision of this step.
        steps: decisions taken so far.
    """

    is_taken: bool
    steps: int


def make_move(*, attempt_id: int, step: int, option: str) -> MoveReceipt:
    """Take one decision; the first at a step stands.

    Args:
        attempt_id: row id of an attempt at a branching case.
        step: number of the decision, from 1; must be the next one.
        option: id of an option that the present scene offers.

    Returns:
        Whether the option stands. It does not when the step was decided otherwise (in another tab for instance), when
        the step is not the next one, or when the scene does not offer the option; nothing is changed then.

    Raises:
        AttemptClosedError: the attempt is submitted.

    One transaction. Safe to call twice: the same decision sent again stands.
    """
    with transaction.atomic():
        return _moved(Attempt.objects.select_related("version").get(pk=attempt_id), step, option)


def _moved(attempt: Attempt, step: int, option: str) -> MoveReceipt:
    if attempt.state == AttemptState.SCORED:
        raise AttemptClosedError(_("You submitted this case already; its decisions stand."))
    path = answers.path_of(attempt)
    if 1 <= step <= len(path):
        return MoveReceipt(is_taken=path[step - 1] == option, steps=len(path))
    position = branch.scene_at(attempt.version.definition, path)
    if step != len(path) + 1 or option not in position.options:
        return MoveReceipt(is_taken=False, steps=len(path))
    return take_step(attempt, step, option)


def take_step(attempt: Attempt, step: int, option: str) -> MoveReceipt:
    """Write a decision that was found possible, unless the attempt changed since it was read.

    Args:
        attempt: as it was read.
        step: number of the decision, from 1.
        option: id of the option.

    Returns:
        Whether the option stands as the decision of this step.

    Call inside a transaction; conditional update.
    """
    unchanged = Attempt.objects.open().filter(pk=attempt.pk, response_version=attempt.response_version)
    if not unchanged.update(response_version=F("response_version") + 1):
        path = answers.path_of(attempt)
        return MoveReceipt(is_taken=path[step - 1 : step] == [option], steps=len(path))
    BranchMove.objects.create(attempt=attempt, step=step, option=option)
    return MoveReceipt(is_taken=True, steps=step)
