"""Erasing what certificates need no more: earlier names, reasons of requests, details of events (adr 0021)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from courses.enums import CertificateEventKind
from courses.errors import CertificateError
from courses.models import Certificate, CertificateEvent, CertificateIssue, CertificateRequest, Credential
from courses.selectors.certificate_chains import broken_chains, said_of_credential, said_of_issue
from courses.selectors.signed_files import digest_of
from courses.services.certificate_events import hold, record

# Words that everybody may read stay, and so does what was erased before, and why.
KEPT = (CertificateEventKind.REVOKED, CertificateEventKind.ERASED)
NAMES = ("holder", "latin_name")


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was erased: certificates, and in them issues with an earlier name, events and decided requests."""

    certificates: int
    issues: int
    events: int
    requests: int


def erase_details(*, learner_id: int, reason: str, withhold_names: bool = False) -> Erased:
    """Erase from a person's certificates what they need no more to say what they certify.

    Args:
        learner_id: the holder.
        reason: goes into the audit trail of each certificate; not blank.
        withhold_names: also hide the name that the certificates show, for good unless the holder shows it again.

    Returns:
        How much was erased; nothing where there was nothing left to erase.

    Raises:
        CertificateError: no reason is given, or what is stored of a certificate is not what its events tell: erasing
            would hide that.

    Earlier names go from issues that were replaced, with file and signed document; a digest of the document stays, so
    that whoever hands it in is still told that it was replaced. Reasons, names and answers go from decided requests,
    and details from events: their digests stay, so that the chain holds, and one more event says what is stored from
    now on. What the newest issue says, and why something was revoked, stays. One transaction a certificate. Safe to
    call twice.
    """
    words = " ".join(reason.split())
    if not words:
        raise CertificateError(_("Say why."))
    held = Certificate.objects.filter(Q(enrolment__learner=learner_id) | Q(completion__learner=learner_id))
    done = [_erase(found, words, withhold_names) for found in held.order_by("pk")]
    changed = [part for part in done if part is not None]
    return Erased(len(changed), *(sum(part[place] for part in changed) for place in range(3)))


@transaction.atomic
def _erase(certificate: Certificate, reason: str, withhold_name: bool) -> tuple[int, int, int] | None:
    """Erase from one certificate: issues, events, requests; None where nothing was left."""
    hold(certificate.pk)
    for fault in broken_chains(Certificate.objects.filter(pk=certificate.pk)):
        raise CertificateError(fault)
    if withhold_name and Certificate.objects.filter(pk=certificate.pk, name_withheld=False).update(name_withheld=True):
        record(certificate.pk, CertificateEventKind.NAME_WITHHELD)
    issues = _erase_names(list(certificate.issues.select_related("credential").order_by("number")))
    blank = dict.fromkeys(("reason", "printed_name", "latin_name", "answer"), "")
    decided = CertificateRequest.objects.filter(certificate=certificate).exclude(outcome="").exclude(reason="")
    requests = decided.update(**blank)
    told = CertificateEvent.objects.filter(certificate=certificate, details__isnull=False).exclude(kind__in=KEPT)
    # An event without any details tells nothing of anybody.
    events = sum(1 for event in told if event.details)
    if not (issues or requests or events):
        return None
    told.update(details=None)
    record(certificate.pk, CertificateEventKind.ERASED, details={"why": reason, **_stored(certificate)})
    return issues, events, requests


def _erase_names(issues: Sequence[CertificateIssue]) -> int:
    """Erase names that the newest issue does not show from those before it; return from how many."""
    newest = [issues[-1].snapshot[key] for key in NAMES]
    earlier = [issue for issue in issues if issue.snapshot["holder"] and [issue.snapshot[k] for k in NAMES] != newest]
    for issue in earlier:
        snapshot = issue.snapshot | dict.fromkeys(NAMES, "")
        CertificateIssue.objects.filter(pk=issue.pk).update(snapshot=snapshot, pdf=b"")
        credential: Credential | None = getattr(issue, "credential", None)
        if credential:
            digests = {"document": digest_of(credential.document), "token": digest_of(credential.token)}
            Credential.objects.filter(pk=credential.pk).update(**digests)
    return len(earlier)


def _stored(certificate: Certificate) -> dict[str, object]:
    """Say what is stored now, as the events said whose details are gone."""
    issues = list(certificate.issues.select_related("credential").order_by("number"))
    signed = [(issue, found) for issue in issues if (found := getattr(issue, "credential", None))]
    return {
        "issues": [said_of_issue(issue) for issue in issues],
        "credentials": [said_of_credential(*pair) for pair in sorted(signed, key=lambda pair: pair[1].pk)],
    }
