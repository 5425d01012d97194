import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from assessments.enums import AttemptState, EventKind
from assessments.models import AttemptEvent
from assessments.selectors.marking import Scope, visible_work
from assessments.selectors.references import reference_of


@dataclass(frozen=True, slots=True)
class Opening:
    """A piece of work that somebody may open, and nothing of what is in it.

    Attributes:
        is_appealed: whether a second look was asked for.
        is_opened: whether this person has opened it before.
    """

    attempt_id: int
    key: UUID
    reference: str
    title: str
    submitted_at: datetime.datetime
    is_appealed: bool
    is_opened: bool


def opening(*, key: UUID, marker_id: int, scope: Scope) -> Opening | None:
    """Find a piece of work to open.

    Args:
        key: of the attempt.
        marker_id: who asks.
        scope: whose work they may see.

    Returns:
        None when there is no such work, or it is not theirs to mark or to look at again. One statement.
    """
    read = AttemptEvent.objects.filter(attempt=OuterRef("pk"), kind=EventKind.READ, by=marker_id)
    attempt = visible_work(marker_id, scope).filter(key=key).annotate(is_opened=Exists(read)).first()
    if attempt is None:
        return None
    return Opening(
        attempt_id=attempt.pk,
        key=attempt.key,
        reference=reference_of(attempt.key),
        title=attempt.exercise.title,
        submitted_at=attempt.submitted_at,
        is_appealed=attempt.state == AttemptState.APPEALED,
        is_opened=attempt.is_opened,
    )
