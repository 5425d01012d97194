import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.models.learning import Enrolment


def new_code() -> str:
    """Draw an address of 128 random bits: 32 hexadecimal characters."""
    return secrets.token_hex(16)


class Certificate(models.Model):
    """A certificate's permanent address. What it says stands in its issues, each immutable."""

    code = models.CharField(max_length=32, unique=True, default=new_code, editable=False)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="certificate")
    name_withheld = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.code


class CertificateIssue(models.Model):
    """One issue: a frozen snapshot of what was certified and the PDF made from it."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="issues")
    number = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    snapshot = models.JSONField()
    pdf = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["certificate", "number"], name="certificate_issue_number")]


class CertificateRevocation(models.Model):
    """The end of a certificate, with its reason; the address goes on answering."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="revocation")
    reason = models.TextField()
    revoked_at = models.DateTimeField(default=timezone.now)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
