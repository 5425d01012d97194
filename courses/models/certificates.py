import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from courses.enums import IssueReason
from courses.models.learning import Enrolment
from courses.models.outline import Programme


def new_code() -> str:
    """Draw an address of 128 random bits: 32 hexadecimal characters."""
    return secrets.token_hex(16)


class Certificate(models.Model):
    """A certificate's permanent address. What it says stands in its issues, each immutable."""

    code = models.CharField(max_length=32, unique=True, default=new_code, editable=False)
    # What it certifies: one of the two.
    enrolment = models.OneToOneField(
        Enrolment, null=True, blank=True, on_delete=models.PROTECT, related_name="certificate"
    )
    completion = models.OneToOneField(
        "ProgrammeCompletion", null=True, blank=True, on_delete=models.PROTECT, related_name="certificate"
    )
    name_withheld = models.BooleanField(default=False)
    # That of the newest issue; none while the certificate is valid.
    revocation = models.OneToOneField(
        "CertificateRevocation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Likewise: until when it is valid; null for ever.
    expires_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(enrolment__isnull=False, completion=None) | Q(enrolment=None, completion__isnull=False),
                name="certificate_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.code


class ProgrammeCompletion(models.Model):
    """One learner who has every certificate that a programme needs, and the certificates that this rests on.

    Without a programme it is a transcript: it rests on whatever the learner was certified for when it was made.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="completions"
    )
    certificates = models.ManyToManyField(Certificate, related_name="completions")
    completed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "programme"], name="programme_completed_once")]


class CertificateIssue(models.Model):
    """One issue: a frozen snapshot of what was certified and the PDF made from it."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="issues")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=12, choices=IssueReason, default=IssueReason.FIRST)
    issued_at = models.DateTimeField()
    # Frozen at issuing; null when it is valid for ever.
    expires_at = models.DateTimeField(null=True, blank=True)
    snapshot = models.JSONField()
    pdf = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["certificate", "number"], name="certificate_issue_number")]
        # Those that replaced another are few, and every list of revocations asks for all of them.
        indexes = [models.Index(fields=["certificate"], condition=Q(number__gt=1), name="certificate_issue_replaces")]


class CertificateRevocation(models.Model):
    """The end of an issue, with its reason; the address goes on answering."""

    issue = models.OneToOneField(CertificateIssue, on_delete=models.PROTECT, related_name="revocation")
    reason = models.TextField()
    revoked_at = models.DateTimeField(default=timezone.now)
    # Who asked for it; nobody where a rule did it. Until there were four eyes one person asked and nobody confirmed.
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
