from django.db import models
from django.utils import timezone

from courses.models.certificates import Certificate


class Renewal(models.Model):
    """A holder shows anew what a certificate says. One for each period that comes to its end."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="renewals")
    # The last moment of the period that is being renewed.
    ends = models.DateTimeField()
    # Tries at the final assessment count from the one after this.
    after_number = models.PositiveIntegerField()
    began_at = models.DateTimeField(default=timezone.now)
    renewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["certificate", "ends"], name="renewal_once_a_period")]


class ExpiryReminder(models.Model):
    """A message that told a holder how many days are left; 0 when the certificate has expired. Append-only."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="reminders")
    ends = models.DateTimeField()
    days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "ends", "days"], name="expiry_reminder_once"),
        ]
