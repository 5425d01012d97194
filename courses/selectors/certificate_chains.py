"""The events of certificates, checked against each other and against the certificates."""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet

from assessments.selectors.chains import Log, followed
from courses.enums import CertificateEventKind
from courses.models import Certificate, CertificateEvent, CertificateIssue

CHUNK = 100
KINDS_OF_ISSUES = (CertificateEventKind.ISSUED, CertificateEventKind.REISSUED, CertificateEventKind.RENEWED)
KINDS_OF_NAMES = {CertificateEventKind.NAME_WITHHELD: True, CertificateEventKind.NAME_SHOWN: False}


def all_events() -> QuerySet[CertificateEvent]:
    """Select the events that daily anchors seal.

    Returns:
        All of them.
    """
    return CertificateEvent.objects.all()


LOG_NAME = "certificates"
LOG = Log(all_events, "certificate_id")


def chain_of(certificate_id: int) -> str:
    """Name the chain of a certificate; its first event is linked to this.

    Args:
        certificate_id: row id.

    Returns:
        A text that no other chain has.
    """
    return f"certificate {certificate_id}"


def said_of_issue(issue: Any) -> dict[str, Any]:
    """Say of an issue what its event says, so that a changed one is found.

    Args:
        issue: stored, with snapshot and file.

    Returns:
        Its number, why it was made, and digests of snapshot and file.
    """
    snapshot = json.dumps(issue.snapshot, sort_keys=True).encode()
    return {
        "issue": issue.number,
        "reason": str(issue.reason),
        "snapshot": hashlib.sha256(snapshot).hexdigest(),
        "pdf": hashlib.sha256(bytes(issue.pdf)).hexdigest(),
    }


def said_of_revocation(issue: Any, revocation: Any) -> dict[str, Any]:
    """Say of a revocation what its event says.

    Args:
        issue: that was revoked.
        revocation: of it.

    Returns:
        The number of the issue, the reason, and who asked (a row id; None for a rule).
    """
    return {"issue": issue.number, "reason": revocation.reason, "asked_by": revocation.revoked_by_id}


def said_of_credential(issue: Any, credential: Any) -> dict[str, Any]:
    """Say of a credential what its event says.

    Args:
        issue: that was signed.
        credential: of it.

    Returns:
        The number of the issue, the place in the lists of revocations, and digests of document and token.
    """
    return {
        "issue": issue.number,
        "place": credential.status_index,
        "document": hashlib.sha256(credential.document.encode()).hexdigest(),
        "token": hashlib.sha256(credential.token.encode()).hexdigest(),
    }


def broken_chains(certificates: QuerySet[Certificate] | None = None) -> Iterator[str]:
    """Find events that are not as they were written, and certificates that their events contradict.

    Args:
        certificates: that are looked at; None for all.

    Yields:
        A sentence for each fault: a chain with a gap, an event or details that were changed, an issue, a credential, a
        revocation or a hidden name that is not what the events tell of. Details that were erased (none at all) are no
        fault. Reads in chunks; memory does not grow with the number of certificates.
    """
    events = Prefetch("events", CertificateEvent.objects.order_by("number"))
    issues = Prefetch("issues", CertificateIssue.objects.select_related("revocation", "credential").order_by("number"))
    found = Certificate.objects.all() if certificates is None else certificates
    for certificate in found.order_by("pk").prefetch_related(events, issues).iterator(CHUNK):
        fault = next(_faults_of(certificate), "")
        if fault:
            yield f"certificate {certificate.code}: {fault}"


def _faults_of(certificate: Certificate) -> Iterator[str]:
    events = list(certificate.events.all())
    yield from (fault for _event, fault in followed(chain_of(certificate.pk), events) if fault)
    issues = list(certificate.issues.all())
    if not issues:
        return
    made = _told(events, KINDS_OF_ISSUES, "issues")
    if not _fit(made, [said_of_issue(issue) for issue in issues]):
        yield "its issues are not those that its events tell of"
    ended = [event.details for event in events if event.kind == CertificateEventKind.REVOKED]
    revoked = [(issue, issue.revocation) for issue in issues if getattr(issue, "revocation", None)]
    if not _fit(ended, [said_of_revocation(*pair) for pair in revoked]):
        yield "its revocations are not those that its events tell of"
    if getattr(issues[-1], "revocation", None) != certificate.revocation:
        yield "it is not revoked as its newest issue is"
    told = _told(events, (CertificateEventKind.SIGNED,), "credentials")
    signed = [(issue, found) for issue in issues if (found := getattr(issue, "credential", None))]
    in_order = sorted(signed, key=lambda pair: pair[1].pk)
    if not _fit(told, [said_of_credential(*pair) for pair in in_order]):
        yield "its credentials are not those that its events tell of"
    names = [KINDS_OF_NAMES[CertificateEventKind(event.kind)] for event in events if event.kind in KINDS_OF_NAMES]
    if names and names[-1] != certificate.name_withheld:
        yield "its name is hidden or shown, and its events say otherwise"


def _told(events: Sequence[CertificateEvent], kinds: Collection[str], name: str) -> list[dict[str, Any] | None]:
    """Say what events tell of each issue or credential; where their details were erased, what was stored after that."""
    told = [event.details for event in events if event.kind in kinds]
    erased = [event.details for event in events if event.kind == CertificateEventKind.ERASED and event.details]
    stored: list[dict[str, Any]] = erased[-1][name] if erased else []
    return [*stored, *told[len(stored) :]]


def _fit(told: Sequence[dict[str, Any] | None], stored: Sequence[dict[str, Any]]) -> bool:
    """Compare what events tell with what is stored; what was erased tells nothing."""
    if len(told) != len(stored):
        return False
    pairs = zip(told, stored, strict=True)
    return all(details is None or details | said == details for details, said in pairs)
