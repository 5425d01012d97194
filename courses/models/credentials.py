from django.db import models
from django.utils import timezone

from courses.models.certificates import CertificateIssue


class Credential(models.Model):
    """What was signed for one issue of a certificate: never changed, and handed out letter by letter as it stands."""

    issue = models.OneToOneField(CertificateIssue, on_delete=models.PROTECT, related_name="credential")
    # Its place in all lists of revocations, one behind the other (courses.credentials.status.place).
    status_index = models.PositiveBigIntegerField(unique=True)
    document = models.TextField()
    # Empty where no RSA key was there, as in a demonstration.
    token = models.TextField(blank=True)
    signed_at = models.DateTimeField(default=timezone.now)
