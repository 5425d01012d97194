import uuid

from django.db import models
from django.utils import timezone


class Repair(models.Model):
    """One row that `verify_progress --repair` mended: what it said before, what since. Undone as a batch."""

    batch = models.UUIDField(default=uuid.uuid4, db_index=True)
    # "enrolment", "key" or "evidence"; `subject` is the row id of the enrolment, or exercise:learner.
    kind = models.CharField(max_length=12)
    subject = models.CharField(max_length=50)
    before = models.JSONField()
    after = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "kind", "subject"], name="repaired_once_in_a_batch")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
