import datetime
from dataclasses import dataclass
from uuid import UUID

from courses.models import LearnerNote


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note of the reader's own."""

    key: UUID
    text: str
    written_at: datetime.datetime


def notes_of(learner_id: int) -> list[NoteView]:
    """List a learner's notes, for themselves alone.

    Args:
        learner_id: who asks.

    Returns:
        The newest first. One statement.
    """
    rows = LearnerNote.objects.filter(learner=learner_id).order_by("-written_at", "-pk")
    return [NoteView(row.key, row.text, row.written_at) for row in rows]
