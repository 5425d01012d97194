"""A new issue under the same address: a corrected name, a renewal, or a certificate that is made valid again."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.enums import IssueReason
from courses.errors import CertificateError
from courses.models import Certificate, CertificateIssue, Enrolment
from courses.selectors.certificates import holder_of
from courses.services.certificate_events import hold
from courses.services.certificate_pdf import render_pdf
from courses.services.certificates import (
    add_issue,
    request_programme_certificate,
    request_transcripts,
    tell_holder,
    tidy_name,
)
from courses.services.moot_requests import withdraw_moot

SUBJECTS: dict[IssueReason, Promise] = {
    IssueReason.NAME: gettext_lazy("The name on your certificate was corrected"),
    IssueReason.RENEWED: gettext_lazy("Your certificate was renewed"),
    IssueReason.REINSTATED: gettext_lazy("Your certificate is valid again"),
}


def reissue(
    *,
    certificate_id: int,
    reason: IssueReason,
    by_id: int | None = None,
    printed_name: str = "",
    latin_name: str = "",
    says: Mapping[str, Any] | None = None,
    claim: Callable[[], Mapping[str, Any]] = dict,
) -> CertificateIssue:
    """Issue a certificate anew under its address; what was issued before stays as it is and is superseded.

    Args:
        certificate_id: row id.
        reason: NAME or RENEWED of a certificate that is valid, REINSTATED of one that is revoked.
        by_id: who confirmed it; None for a rule.
        printed_name: the new name; empty to keep the one that is printed.
        latin_name: the same in Latin letters; goes with `printed_name`.
        says: what a renewal says anew in the snapshot. The result is computed nowhere here.
        claim: called in the transaction, before anything is written; raises where somebody else was faster, and says
            what the audit trail is to keep besides.

    Returns:
        The issue. The one that is there already, where it says the same for the same reason.

    Raises:
        CertificateError: the certificate is revoked and the reason is another, or the other way round, or a certificate
            that it rests on is revoked.

    The snapshot is frozen anew from the one before, with the new name. The file is made before the transaction, so that
    nothing is locked meanwhile. The holder is told by mail. A certificate of a course that is valid again, or renewed,
    may make that of its programme valid again or renew it, through the outbox; so may one that is valid again the
    transcripts that it stands in. Safe to call twice and at the same time.
    """
    changes = dict(says or {})
    if printed_name:
        changes |= {"holder": tidy_name(printed_name), "latin_name": tidy_name(latin_name)}
    made = None
    while made is None:
        made = _try(certificate_id, reason, changes, by_id, claim)
    return made


def _try(
    certificate_id: int,
    reason: IssueReason,
    changes: Mapping[str, Any],
    by_id: int | None,
    claim: Callable[[], Mapping[str, Any]],
) -> CertificateIssue | None:
    """Issue upon what is newest now; None where something newer came meanwhile."""
    old = _newest(certificate_id)
    if _says(old, reason, changes):
        with transaction.atomic():
            claim()
        return old
    _require_fitting(old, reason)
    issued_at = timezone.now().replace(microsecond=0)
    moment = issued_at.isoformat(timespec="seconds")
    snapshot = {**old.snapshot, **changes, "issued_at": moment}
    pdf = render_pdf(snapshot)
    with transaction.atomic():
        certificate = _held(certificate_id, reason)
        if _newest(certificate_id) != old or certificate.revocation_id != old.certificate.revocation_id:
            return None
        issue = add_issue(
            certificate,
            reason=reason,
            snapshot=snapshot,
            pdf=pdf,
            issued_at=issued_at,
            by_id=by_id,
            details=claim(),
        )
        _follow(certificate, issue)
    return issue


def _newest(certificate_id: int) -> CertificateIssue:
    issues = CertificateIssue.objects.defer("pdf").select_related("certificate")
    return issues.filter(certificate=certificate_id).latest("number")


def _says(issue: CertificateIssue, reason: IssueReason, changes: Mapping[str, Any]) -> bool:
    if issue.certificate.revocation_id is not None:
        return False
    is_same = all(issue.snapshot.get(key) == value for key, value in changes.items())
    return is_same and reason in (IssueReason.NAME, issue.reason)


def _require_fitting(issue: CertificateIssue, reason: IssueReason) -> None:
    is_revoked = issue.certificate.revocation_id is not None
    if is_revoked and reason != IssueReason.REINSTATED:
        raise CertificateError(_("The certificate is revoked. It must be made valid again first."))
    if not is_revoked and reason == IssueReason.REINSTATED:
        raise CertificateError(_("The certificate is valid."))


def _held(certificate_id: int, reason: IssueReason) -> Certificate:
    """Hold the certificate's row and, where it is to be valid again, the rows of those that it rests on."""
    related = ("enrolment__learner", "completion__learner")
    rests_on = Certificate.objects.filter(completions__certificate=certificate_id).order_by("pk")
    for found in rests_on if reason == IssueReason.REINSTATED else ():
        hold(found.pk)
    hold(certificate_id)
    if reason == IssueReason.REINSTATED and rests_on.filter(revocation__isnull=False).exists():
        raise CertificateError(_("A certificate that it rests on is revoked. That one must be made valid again first."))
    return Certificate.objects.select_related(*related).get(pk=certificate_id)


def _follow(certificate: Certificate, issue: CertificateIssue) -> None:
    """Do what follows from a new issue: the enrolment's name, requests that are moot, the programme, the mail."""
    reason, says = IssueReason(issue.reason), issue.snapshot
    if certificate.enrolment is not None:
        names = {"printed_name": says["holder"], "latin_name": says["latin_name"]}
        Enrolment.objects.filter(pk=certificate.enrolment.pk).update(**names)
    if reason == IssueReason.REINSTATED:
        withdraw_moot(certificate)
        request_transcripts(certificate, issue.number)
    if reason != IssueReason.NAME and certificate.enrolment is not None:
        request_programme_certificate(certificate.enrolment, certificate, issue.number)
    tell_holder(certificate, holder_of(certificate), "certificate_reissued", SUBJECTS[reason], reason=str(reason))
