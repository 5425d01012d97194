import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from courses.enums import RequestAct, RequestOutcome
from courses.models.certificates import Certificate


class CertificateEvent(models.Model):
    """Something that happened to a certificate. Append-only; each is chained to the one before it."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=24)
    at = models.DateTimeField()
    # Nobody when a rule did it.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # None once they are erased; their digest stays, so that the chain holds.
    details = models.JSONField(null=True)
    details_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "number"], name="certificate_event_number_unique")
        ]
        indexes = [models.Index(fields=["at"], name="certificate_event_at")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class CertificateRequest(models.Model):
    """What one person asks for about a certificate, until another has decided."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="requests")
    act = models.CharField(max_length=12, choices=RequestAct)
    reason = models.TextField()
    # The corrected name, where that is what is asked for.
    printed_name = models.CharField(max_length=150, blank=True)
    latin_name = models.CharField(max_length=150, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    # When those who may decide were reminded of it.
    reminded_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=RequestOutcome, blank=True)
    # Nobody where it was withdrawn.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    # Why it was declined.
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "act"], condition=Q(outcome=""), name="certificate_request_open_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="certificate_request_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None, decided_by=None)
                | Q(outcome="withdrawn", decided_at__isnull=False, decided_by=None)
                | Q(outcome__in=["confirmed", "declined"], decided_at__isnull=False, decided_by__isnull=False),
                name="certificate_request_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.certificate_id}"
