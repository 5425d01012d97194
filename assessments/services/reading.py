from django.db import transaction
from django.db.models import F

from assessments.enums import EventKind
from assessments.models import Attempt, AttemptEvent
from assessments.services.events import record


@transaction.atomic
def open_work(*, attempt_id: int, reader_id: int) -> bool:
    """Write down that somebody opens the work of a learner to mark it, or to look at it again.

    Who may is the caller's business.

    Args:
        attempt_id: row id of an attempt that was handed in.
        reader_id: who opens it.

    Returns:
        Whether it is written down now; False when it was before, so that calling twice is safe.

    One transaction; the attempt's row is held by an update.
    """
    if not Attempt.objects.handed_in().filter(pk=attempt_id).update(state=F("state")):
        return False
    if AttemptEvent.objects.filter(attempt=attempt_id, kind=EventKind.READ, by=reader_id).exists():
        return False
    record(attempt_id, EventKind.READ, by_id=reader_id)
    return True
