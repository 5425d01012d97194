from django.db import models
from django.utils import timezone

from courses.models.certificates import Certificate
from courses.models.learning import Enrolment


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


class SecondLook(models.Model):
    """The second look that a result just under the pass mark got; one for each enrolment, for ever."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="second_look")
    # A value of courses.rules.second_look: another marker, or one more try.
    kind = models.CharField(max_length=8)
    exercise = models.ForeignKey("assessments.Exercise", on_delete=models.PROTECT, related_name="+")
    # What it was decided by: the result then, exactly, the pass mark and the band, in percent.
    result = models.CharField(max_length=80)
    pass_percent = models.PositiveSmallIntegerField()
    band_percent = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField(default=timezone.now)
