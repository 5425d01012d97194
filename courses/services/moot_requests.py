"""Requests about a certificate that came to nothing because it was revoked, or made valid again, by another way."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.services import mail
from courses.enums import CertificateEventKind, RequestAct, RequestOutcome
from courses.models import Certificate, CertificateRequest
from courses.selectors.certificate_requests import request_url
from courses.services.certificate_events import record


def withdraw_moot(certificate: Certificate) -> None:
    """Withdraw the open requests that ask for what is so already or cannot be any more, and tell who asked.

    Args:
        certificate: whose row the running transaction holds.

    A certificate that is valid is to be made valid no more; one that is revoked is neither revoked nor renamed. Safe to
    call twice.
    """
    is_revoked = Certificate.objects.filter(pk=certificate.pk, revocation__isnull=False).exists()
    acts = [RequestAct.REVOKE, RequestAct.RENAME] if is_revoked else [RequestAct.REINSTATE]
    for request in CertificateRequest.objects.filter(certificate=certificate, act__in=acts, outcome=""):
        if end_request(request, RequestOutcome.WITHDRAWN):
            details = {"request": str(request.key)}
            record(certificate.pk, CertificateEventKind.REQUEST_WITHDRAWN, details=details)
            tell_asker(request)


def end_request(
    request: CertificateRequest, outcome: RequestOutcome, *, decided_by_id: int | None = None, answer: str = ""
) -> bool:
    """Decide an open request, by conditional update.

    Args:
        request: stored.
        outcome: what came of it.
        decided_by_id: who decided; None where it was withdrawn.
        answer: why it was declined.

    Returns:
        False when it was decided or withdrawn before.
    """
    fields = {"outcome": outcome, "decided_by_id": decided_by_id, "decided_at": timezone.now(), "answer": answer}
    return CertificateRequest.objects.filter(pk=request.pk, outcome="").update(**fields) == 1


def tell_asker(request: CertificateRequest) -> None:
    """Queue a message to who asked: the request was declined, or it came to nothing.

    Args:
        request: decided.

    Safe to call twice: there is one message a request.
    """
    decided = CertificateRequest.objects.select_related("asked_by", "certificate").get(pk=request.pk)
    with translation.override(decided.asked_by.language):
        context = {
            "act": decided.act,
            "title": title_of(decided.certificate),
            "is_declined": decided.outcome == RequestOutcome.DECLINED,
            "answer": decided.answer,
            "url": settings.CHANCERY_PUBLIC_URL + request_url(decided.key),
            "site_name": settings.CHANCERY_SITE_NAME,
        }
        text = render_to_string("courses/email/certificate_request_ended.txt", context)
        subject = _("Your request about a certificate")
        key = f"courses.certificate_request_ended:{decided.pk}"
        mail.queue(to=[decided.asked_by.email], subject=subject, text=text, dedupe_key=key)


def title_of(certificate: Certificate) -> str:
    """Name what a certificate certifies.

    Args:
        certificate: with an issue.

    Returns:
        The title of the course or programme, as its newest issue has it.
    """
    says = certificate.issues.values_list("snapshot", flat=True).latest("number")
    return str((says.get("programme") or says["course"])["title"])
