"""Learners' notes for themselves."""

from uuid import UUID

from django.utils.translation import gettext as _

from courses.errors import NoteError
from courses.models import LearnerNote

LONGEST = 4000
MOST = 500


def keep_note(*, learner_id: int, key: UUID, text: str) -> None:
    """Keep a note.

    Args:
        learner_id: who writes it.
        key: drawn with the form.
        text: 1 to 4000 characters beside space around them.

    Raises:
        NoteError: there is nothing in it, it is too long, or the learner has 500 already.

    Safe to call twice: the same form keeps one note; a key of somebody else's changes nothing.
    """
    said = text.strip().replace("\0", "")
    if not said:
        raise NoteError(_("Your note: write something first."))
    if len(said) > LONGEST:
        raise NoteError(_("Your note: at most %(most)s characters, please.") % {"most": LONGEST})
    if LearnerNote.objects.filter(learner=learner_id).count() >= MOST:
        raise NoteError(_("You have %(most)s notes. Delete one first; your words stay below.") % {"most": MOST})
    LearnerNote.objects.get_or_create(key=key, defaults={"learner_id": learner_id, "text": said})


def delete_note(*, learner_id: int, key: UUID) -> bool:
    """Delete a note for good.

    Args:
        learner_id: who asks.
        key: of the note.

    Returns:
        Whether it was there and theirs. Safe to call twice.
    """
    deleted, _counts = LearnerNote.objects.filter(key=key, learner=learner_id).delete()
    return bool(deleted)
