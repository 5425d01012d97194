"""The issues of a certificate and how each ended, for its page."""

import datetime
from dataclasses import dataclass

from courses.enums import IssueReason
from courses.models import Certificate, CertificateIssue


@dataclass(frozen=True, slots=True)
class PastIssue:
    """One issue of a certificate. No name: an earlier one is nobody's business.

    Attributes:
        why: why it was made, in words; empty for the first.
        replaced_by: number of the issue that took its place; 0 for the newest.
        revoked_at: None where it was not revoked.
        is_by_rule: a rule revoked it, not a person.
    """

    number: int
    why: str
    issued_at: datetime.datetime
    replaced_by: int
    revoked_at: datetime.datetime | None
    revoked_reason: str
    is_by_rule: bool


def history(certificate: Certificate) -> tuple[PastIssue, ...]:
    """List what was issued under an address, and what became of it.

    Args:
        certificate: with its issues and their revocations at hand, as `certificates.readable` brings them.

    Returns:
        The newest issue first. No statement.
    """
    issues = sorted(certificate.issues.all(), key=lambda issue: issue.number)
    return tuple(_past(issue, is_newest=issue is issues[-1]) for issue in reversed(issues))


def _past(issue: CertificateIssue, *, is_newest: bool) -> PastIssue:
    revocation = getattr(issue, "revocation", None)
    return PastIssue(
        number=issue.number,
        why="" if issue.reason == IssueReason.FIRST else str(IssueReason(issue.reason).label),
        issued_at=issue.issued_at,
        replaced_by=0 if is_newest else issue.number + 1,
        revoked_at=revocation.revoked_at if revocation else None,
        revoked_reason=revocation.reason if revocation else "",
        is_by_rule=revocation is not None and revocation.revoked_by_id is None,
    )
