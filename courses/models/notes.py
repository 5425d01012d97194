import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class LearnerNote(models.Model):
    """What a learner wrote down for themselves; nobody else reads it."""

    # Drawn with the form: sending the same form twice keeps one note.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["learner", "-written_at"], name="note_of_learner")]

    def __str__(self) -> str:
        return str(self.key)
