from django.conf import settings
from django.db import models

from assessments.models.attempts import Attempt


class AttemptEvent(models.Model):
    """Something that happened to an attempt. Append-only; each is chained to the one before it."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    # Nobody when the clock or a guest did it.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # None once they are erased; their digest stays, so that the chain holds.
    details = models.JSONField(null=True)
    details_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "number"], name="attempt_event_number_unique")]
        indexes = [models.Index(fields=["at"], name="attempt_event_at")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class AuditAnchor(models.Model):
    """One day of events: a digest of the last one of each attempt, chained to the day before. Append-only."""

    day = models.DateField(unique=True)
    attempts = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.day.isoformat()
