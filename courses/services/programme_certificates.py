"""Certificates of a programme: issued by rule, when a learner has the certificates of all its courses (adr 0018)."""

import datetime
from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.services import outbox
from courses.enums import IssueReason
from courses.models import Certificate, Course, Enrolment, Programme, ProgrammeCompletion
from courses.models.certificates import new_code
from courses.rules.validity import moment_text
from courses.selectors.enrolments import valid_certificates
from courses.selectors.integrity import waiting_for_programme
from courses.services.certificate_pdf import render_pdf
from courses.services.certificates import ISSUE_PROGRAMME, add_issue, tell_holder
from courses.services.reissuing import reissue
from courses.services.snapshot import build_programme_snapshot


def issue_programme_certificate(*, programme_id: int, learner_id: int) -> Certificate | None:
    """Issue the certificate of a programme to a learner who has those of all its courses.

    Args:
        programme_id: of the programme.
        learner_id: of the learner.

    Returns:
        The certificate, new or already there; valid again where a rule had revoked it and what it rests on is valid by
        now, and renewed where that is valid for longer. None while a certificate is missing, revoked or expired, or the
        programme is withdrawn.

    It is valid until the first of those certificates expires. The name is withheld where it is on one of them. The
    file is made before the transaction, so that nothing is locked meanwhile. Holds the rows of those certificates, so
    that none of them is revoked unseen. Safe to call twice and at the same time: exactly one certificate and one issue
    are made.
    """
    related = Certificate.objects.select_related("revocation")
    there = related.filter(completion__programme=programme_id, completion__learner=learner_id).first()
    if there is not None:
        return _brought_up_to_date(there)
    programme = Programme.objects.get(pk=programme_id)
    enrolments = _enrolments(programme, learner_id)
    if not enrolments:
        return None
    code, issued_at = new_code(), timezone.now().replace(microsecond=0)
    expires_at = _first_end(enrolment.certificate for enrolment in enrolments)
    snapshot = build_programme_snapshot(
        programme=programme, enrolments=enrolments, code=code, issued_at=issued_at, expires_at=expires_at
    )
    pdf = render_pdf(snapshot)
    with transaction.atomic():
        held = Certificate.objects.filter(enrolment__in=[enrolment.pk for enrolment in enrolments])
        held.update(created_at=F("created_at"))
        if held.filter(revocation__isnull=False).exists():
            return None
        completion, _ = ProgrammeCompletion.objects.get_or_create(programme=programme, learner_id=learner_id)
        fields = {"code": code, "name_withheld": held.filter(name_withheld=True).exists()}
        certificate, is_new = Certificate.objects.get_or_create(completion=completion, defaults=fields)
        if is_new:
            completion.certificates.set(held)
            add_issue(certificate, reason=IssueReason.FIRST, snapshot=snapshot, pdf=pdf, issued_at=issued_at)
            subject = gettext_lazy("Your certificate is ready")
            tell_holder(certificate, enrolments[-1].learner, "certificate_issued", subject)
    return certificate


def _first_end(certificates: Iterable[Certificate]) -> datetime.datetime | None:
    """Say when the first of some certificates expires; None where they are all valid for ever."""
    return min((found.expires_at for found in certificates if found.expires_at), default=None)


def _brought_up_to_date(certificate: Certificate) -> Certificate:
    """Let a certificate follow what it rests on, now that all of it is valid.

    One that was revoked by rule is valid again; one whose courses were renewed is valid for longer.
    """
    rests_on = list(Certificate.objects.filter(completions__certificate=certificate))
    if any(found.revocation_id for found in rests_on):
        return certificate
    ends = _first_end(rests_on)
    says = {"expires_at": moment_text(ends)}
    is_longer = certificate.expires_at is not None and (ends is None or ends > certificate.expires_at)
    if certificate.revocation is not None and certificate.revocation.revoked_by_id is None:
        reissue(certificate_id=certificate.pk, reason=IssueReason.REINSTATED, says=says)
    elif certificate.revocation is None and is_longer:
        reissue(certificate_id=certificate.pk, reason=IssueReason.RENEWED, says=says)
    return certificate


def _enrolments(programme: Programme, learner_id: int) -> list[Enrolment]:
    """Read what the certificate would rest on, that certified last comes last; nothing while one is missing."""
    if programme.retired:
        return []
    needed = set(Course.objects.filter(programme=programme).values_list("pk", flat=True))
    certified = valid_certificates(Enrolment.objects.filter(learner=learner_id, course__in=needed))
    found = list(certified.select_related("learner").order_by("certificate__created_at", "pk"))
    return found if needed and {enrolment.course_id for enrolment in found} == needed else []


def look_at_programme(*, programme_id: int) -> None:
    """Have the certificate issued to everybody who has all that a programme asks for by now.

    Args:
        programme_id: of a programme that asks for other courses than before.

    Writes one outbox entry for each such learner. Safe to call twice.
    """
    outbox.add_entries(
        topic=ISSUE_PROGRAMME,
        payloads={
            f"{ISSUE_PROGRAMME}:{programme}:{learner_id}:{uuid4()}": {
                "programme_id": programme,
                "learner_id": learner_id,
            }
            for programme, learner_id in waiting_for_programme()
            if programme == programme_id
        },
    )
