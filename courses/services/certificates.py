"""Certificates: the printed name, issuing, issuing anew, revoking, withholding the name."""

import datetime
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services import mail, outbox
from courses.enums import CertificateEventKind, IssueReason
from courses.errors import CertificateError
from courses.models import Certificate, CertificateIssue, CertificateRevocation, Course, Enrolment
from courses.models.certificates import new_code
from courses.rules.validity import last_moment, read_moment
from courses.selectors.certificate_chains import said_of_issue, said_of_revocation
from courses.selectors.certificates import holder_of
from courses.services.certificate_events import hold, record
from courses.services.certificate_pdf import render_pdf
from courses.services.credentials import request_credential
from courses.services.moot_requests import withdraw_moot
from courses.services.progress import request_certificate
from courses.services.snapshot import build_snapshot, verify_url

LONGEST_NAME = 150
ISSUE_PROGRAMME = "courses.issue_programme_certificate"
RESTORE = "courses.restore_transcript"
# Bidirectional controls, with which a name could change how the text around it reads.
TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def _not_finished() -> CertificateError:
    return CertificateError("The enrolment is not finished, or its name is not confirmed.")


@transaction.atomic
def confirm_printed_name(*, enrolment_id: int, name: str, latin_name: str = "") -> None:
    """Keep the name that the learner wants on the certificate; possible at any time after enrolling.

    Args:
        enrolment_id: of the learner's enrolment.
        name: as it is to be printed, with a letter in it; spaces are tidied, characters that hide or turn text go.
        latin_name: the same in Latin letters, for a file whose fonts lack the script of the other; may be empty.

    Raises:
        CertificateError: the name holds no letter, or the certificate is issued already.

    Locks the enrolment's row. If the course is finished, the certificate is issued through the outbox. Safe to call
    twice.
    """
    printed, latin = tidy_name(name), tidy_name(latin_name)
    require_letters(printed)
    Enrolment.objects.filter(pk=enrolment_id).update(printed_name=printed, latin_name=latin)
    if Certificate.objects.filter(enrolment=enrolment_id).exists():
        raise CertificateError(_("The certificate is issued already, so its name cannot be changed here."))
    request_certificate(Enrolment.objects.get(pk=enrolment_id))


def tidy_name(name: str) -> str:
    """Tidy a name for a certificate: spaces, and characters that hide or turn text.

    Args:
        name: as it was typed.

    Returns:
        At most 150 characters.
    """
    kept = "".join(character for character in unicodedata.normalize("NFC", name) if not _misleads(character))
    return " ".join(kept.split())[:LONGEST_NAME].strip()


def require_letters(name: str) -> None:
    """Refuse a name that cannot be printed.

    Args:
        name: tidied.

    Raises:
        CertificateError: it holds no letter.
    """
    if not any(character.isalpha() for character in name):
        raise CertificateError(_("Write the name that the certificate is to show."))


def _misleads(character: str) -> bool:
    is_control = unicodedata.category(character) == "Cc" and not character.isspace()
    return is_control or unicodedata.bidirectional(character) in TURNING


def issue_certificate(*, enrolment_id: int) -> Certificate:
    """Issue the certificate of a finished enrolment: address, frozen snapshot, file, and a message to the holder.

    Args:
        enrolment_id: of an enrolment that is finished and whose name is confirmed.

    Returns:
        The certificate, new or already there.

    Raises:
        CertificateError: the enrolment is not finished, or the name is not confirmed.

    The file is made before the transaction, so that nothing is locked meanwhile. Safe to call twice and at the same
    time: exactly one certificate and one issue are made.
    """
    related = Enrolment.objects.select_related("course", "learner", "certificate")
    enrolment = related.get(pk=enrolment_id)
    if getattr(enrolment, "certificate", None) is not None:
        return enrolment.certificate
    if not (enrolment.finished_at and enrolment.printed_name):
        raise _not_finished()
    code, issued_at = new_code(), timezone.now().replace(microsecond=0)
    expires_at = last_moment(issued_at, enrolment.course.valid_months)
    snapshot = build_snapshot(enrolment=enrolment, code=code, issued_at=issued_at, expires_at=expires_at)
    pdf = render_pdf(snapshot)
    with transaction.atomic():
        # Holds the row: a rescoring that is undone meanwhile may have taken the finish back.
        if not Enrolment.objects.filter(pk=enrolment_id, finished_at__isnull=False).update(active_at=F("active_at")):
            raise _not_finished()
        certificate, is_new = Certificate.objects.get_or_create(enrolment=enrolment, defaults={"code": code})
        if is_new:
            add_issue(certificate, reason=IssueReason.FIRST, snapshot=snapshot, pdf=pdf, issued_at=issued_at)
            tell_holder(certificate, enrolment.learner, "certificate_issued", gettext_lazy("Your certificate is ready"))
            request_programme_certificate(enrolment, certificate)
    return certificate


EVENTS_OF_ISSUES = {IssueReason.FIRST: CertificateEventKind.ISSUED, IssueReason.RENEWED: CertificateEventKind.RENEWED}


def add_issue(
    certificate: Certificate,
    *,
    reason: IssueReason,
    snapshot: Mapping[str, Any],
    pdf: bytes,
    issued_at: datetime.datetime,
    by_id: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> CertificateIssue:
    """Store an issue of a certificate, valid from now on, in the audit trail as well; every issue is made here.

    Args:
        certificate: whose row the running transaction holds or has made.
        reason: why.
        snapshot: what it says, frozen.
        pdf: made from the snapshot.
        issued_at: without fractions of a second.
        by_id: who confirmed it; None for a rule.
        details: more for the audit trail, such as who asked; JSON.

    Returns:
        The issue. The one before is superseded by it. It is signed through the outbox.
    """
    number = certificate.issues.count() + 1
    issue = CertificateIssue.objects.create(
        certificate=certificate,
        number=number,
        reason=reason,
        issued_at=issued_at,
        expires_at=read_moment(snapshot.get("expires_at", "")),
        snapshot=dict(snapshot),
        pdf=pdf,
    )
    Certificate.objects.filter(pk=certificate.pk).update(revocation=None, expires_at=issue.expires_at)
    kind = EVENTS_OF_ISSUES.get(reason, CertificateEventKind.REISSUED)
    record(certificate.pk, kind, by_id=by_id, details={**(details or {}), **said_of_issue(issue)})
    request_credential(issue)
    return issue


@transaction.atomic
def revoke_certificate(
    *, code: str, reason: str, revoked_by_id: int | None, confirmed_by_id: int | None = None
) -> None:
    """Declare a certificate invalid. Its address goes on answering and says so, with the reason.

    Args:
        code: of the certificate.
        reason: shown to everyone who checks it, and to the holder; not blank.
        revoked_by_id: who asked for it; None for a rule.
        confirmed_by_id: who confirmed it; None for a rule.

    Raises:
        CertificateError: there is no such certificate, or no reason is given.

    Certificates of programmes that rest on it are revoked with it, by rule. Holders are told by mail. Safe to call
    twice: the first revocation stands.
    """
    related = ("enrolment__learner", "completion__learner")
    certificate = Certificate.objects.select_related(*related).filter(code=code).first()
    if certificate is None:
        raise CertificateError(_("There is no such certificate."))
    words = reason.strip()
    if not words:
        raise CertificateError(_("Say why the certificate is revoked."))
    if not _revoke(certificate, words, revoked_by_id, confirmed_by_id):
        return
    for other in Certificate.objects.select_related(*related).filter(completion__certificates=certificate):
        # It stands on that certificate for good, so in its language and not in that of who confirmed.
        with translation.override(other.issues.values_list("snapshot__language", flat=True).latest("number")):
            upon = _("A certificate that it rests on was revoked. The reason given there: %(reason)s")
        _revoke(other, upon % {"reason": words})


def _revoke(
    certificate: Certificate, reason: str, revoked_by_id: int | None = None, confirmed_by_id: int | None = None
) -> bool:
    """Revoke one certificate and tell its holder; False when it was revoked before."""
    # A certificate of a programme that is being issued upon it either sees this, or is seen by it.
    hold(certificate.pk)
    issue = certificate.issues.defer("pdf").latest("number")
    fields = {"reason": reason, "revoked_by_id": revoked_by_id, "confirmed_by_id": confirmed_by_id}
    revocation, is_new = CertificateRevocation.objects.get_or_create(issue=issue, defaults=fields)
    if is_new:
        Certificate.objects.filter(pk=certificate.pk).update(revocation=revocation)
        certificate.revocation = revocation
        said = said_of_revocation(issue, revocation)
        record(certificate.pk, CertificateEventKind.REVOKED, by_id=confirmed_by_id or revoked_by_id, details=said)
        subject = gettext_lazy("A certificate of yours was revoked")
        tell_holder(certificate, holder_of(certificate), "certificate_revoked", subject)
        withdraw_moot(certificate)
    return is_new


def set_name_withheld(*, enrolment_id: int, withheld: bool) -> None:
    """Let the holder hide or show the name on the certificate's public page.

    Args:
        enrolment_id: of the holder's enrolment; one without a certificate changes nothing.
        withheld: True to hide it.

    Safe to call twice.
    """
    withhold(Certificate.objects.filter(enrolment=enrolment_id), withheld)


def set_programme_name_withheld(*, learner_id: int, withheld: bool) -> None:
    """Let the holder hide or show the name on the public page of the programme's certificate.

    Args:
        learner_id: the holder; somebody without such a certificate changes nothing.
        withheld: True to hide it.

    Safe to call twice.
    """
    own = Certificate.objects.filter(completion__learner=learner_id, completion__programme__isnull=False)
    withhold(own, withheld)


@transaction.atomic
def withhold(certificates: QuerySet[Certificate], withheld: bool) -> None:
    """Hide or show the name on certificates, and write that into their audit trails.

    Args:
        certificates: all of the person who asks.
        withheld: True to hide it.

    Safe to call twice: what is so already is left alone.
    """
    kind = CertificateEventKind.NAME_WITHHELD if withheld else CertificateEventKind.NAME_SHOWN
    for certificate in certificates.select_related("enrolment__learner", "completion__learner"):
        changing = Certificate.objects.filter(pk=certificate.pk, name_withheld=not withheld)
        if changing.update(name_withheld=withheld):
            record(certificate.pk, kind, by_id=holder_of(certificate).pk)


def request_programme_certificate(enrolment: Enrolment, certificate: Certificate, number: int = 1) -> None:
    """Write the outbox entry that looks whether a programme is complete by a certificate that was issued just now.

    Args:
        enrolment: whose course belongs to a programme, or to none.
        certificate: of the enrolment.
        number: of its issue.

    The entry decides, not the issuing: of two last certificates that are issued at once, the entry of the later one
    sees both. The course is read again, because a programme may have come to ask for it while the file was made. Safe
    to call twice: there is one entry for each issue.
    """
    programmes = {Course.objects.values_list("programme_id", flat=True).get(pk=enrolment.course_id)}
    if number > 1:
        programmes |= set(certificate.completions.values_list("programme_id", flat=True))
    for programme_id in programmes - {None}:
        payload = {"programme_id": programme_id, "learner_id": enrolment.learner_id}
        key = f"{ISSUE_PROGRAMME}:{programme_id}:{certificate.pk}" + (f":{number}" if number > 1 else "")
        outbox.add_entry(topic=ISSUE_PROGRAMME, payload=payload, dedupe_key=key)


def request_transcripts(certificate: Certificate, number: int) -> None:
    """Write the outbox entries that look whether transcripts can be valid again, with a certificate that is.

    Args:
        certificate: that stands in them.
        number: of its issue.

    Safe to call twice: there is one entry for each transcript and issue.
    """
    of_transcripts = certificate.completions.filter(programme=None, certificate__revocation__isnull=False)
    fallen = of_transcripts.values_list("certificate", flat=True)
    keys = {f"{RESTORE}:{pk}:{certificate.pk}:{number}": {"certificate_id": pk} for pk in fallen}
    outbox.add_entries(topic=RESTORE, payloads=keys)


def tell_holder(certificate: Certificate, holder: Any, template: str, subject: Promise, **more: str) -> None:
    """Queue a message about a certificate to whoever holds it.

    Args:
        certificate: with an issue, whose title the message names.
        holder: its learner.
        template: "certificate_issued", "certificate_reissued" or "certificate_revoked".
        subject: of the message.
        more: what its text says besides.

    Safe to call twice: there is one of each for an issue.
    """
    number, says = certificate.issues.values_list("number", "snapshot").latest("number")
    context = {
        "course_title": says.get("course", {}).get("title", ""),
        "programme_title": says.get("programme", {}).get("title", ""),
        "url": verify_url(certificate.code),
        "revocation": certificate.revocation,
        "site_name": settings.CHANCERY_SITE_NAME,
        **more,
    }
    with translation.override(holder.language):
        text = render_to_string(f"courses/email/{template}.txt", context)
        key = f"courses.{template}:{certificate.pk}:{number}"
        mail.queue(to=[holder.email], subject=str(subject), text=text, dedupe_key=key)
