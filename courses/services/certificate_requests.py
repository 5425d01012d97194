"""Four eyes: what one person asks for about a certificate, and another confirms or declines."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from courses.enums import CertificateEventKind, IssueReason, RequestAct, RequestOutcome
from courses.errors import CertificateError
from courses.models import Certificate, CertificateRequest
from courses.selectors.certificate_requests import decidable_by, is_possible, may_ask
from courses.services.certificate_events import hold, record
from courses.services.certificates import require_letters, revoke_certificate, tidy_name
from courses.services.moot_requests import end_request, tell_asker
from courses.services.reissuing import reissue
from courses.services.waiting_requests import tell_deciders

ASKED = {
    RequestAct.REVOKE: CertificateEventKind.REVOCATION_ASKED,
    RequestAct.RENAME: CertificateEventKind.NAME_ASKED,
    RequestAct.REINSTATE: CertificateEventKind.REINSTATEMENT_ASKED,
}
DECLINED = {
    RequestAct.REVOKE: CertificateEventKind.REVOCATION_DECLINED,
    RequestAct.RENAME: CertificateEventKind.NAME_DECLINED,
    RequestAct.REINSTATE: CertificateEventKind.REINSTATEMENT_DECLINED,
}


@transaction.atomic
def ask_about_certificate(
    *, code: str, act: RequestAct, reason: str, asked_by_id: int, printed_name: str = "", latin_name: str = ""
) -> CertificateRequest:
    """Ask that a certificate is revoked, made valid again, or issued anew with another name.

    Args:
        code: of the certificate.
        act: what is asked for.
        reason: shown to who decides, and of a revocation to everybody; not blank.
        asked_by_id: who asks.
        printed_name: the name that it is to show, where that is what is asked for.
        latin_name: the same in Latin letters; may be empty.

    Returns:
        The request. The one that is open already, where the same person asked the same.

    Raises:
        CertificateError: there is no such certificate, this person may not ask for it, it is not in the state for it,
            no reason or no new name is given, or somebody asked before and it waits.

    Nothing changes but that the request waits, and who may decide gets a message. Holds the certificate's row. Safe to
    call twice.
    """
    related = ("enrolment__course", "enrolment__learner", "completion__learner")
    certificate = Certificate.objects.select_related(*related).filter(code=code).first()
    if certificate is None or not may_ask(certificate, act, asked_by_id):
        raise CertificateError(_("There is no such certificate."))
    hold(certificate.pk)
    certificate.refresh_from_db(fields=["revocation"])
    if not is_possible(certificate, act):
        raise CertificateError(_("The certificate has changed meanwhile. Look at its page."))
    words = " ".join(reason.split())
    if not words:
        raise CertificateError(_("Say why."))
    names = _names(certificate, printed_name, latin_name) if act == RequestAct.RENAME else {}
    fields = {"reason": words, "asked_by_id": asked_by_id, **names}
    request, is_new = CertificateRequest.objects.get_or_create(
        certificate=certificate, act=act, outcome="", defaults=fields
    )
    if is_new:
        details = {"request": str(request.key), "reason": words, **names}
        record(certificate.pk, ASKED[act], by_id=asked_by_id, details=details)
        tell_deciders(request)
    elif request.asked_by_id != asked_by_id or any(getattr(request, name) != value for name, value in names.items()):
        raise CertificateError(_("This was asked for already, and waits for a decision."))
    return request


def _names(certificate: Certificate, printed_name: str, latin_name: str) -> dict[str, str]:
    names = {"printed_name": tidy_name(printed_name), "latin_name": tidy_name(latin_name)}
    require_letters(names["printed_name"])
    says = certificate.issues.values_list("snapshot", flat=True).latest("number")
    if (says["holder"], says["latin_name"]) == tuple(names.values()):
        raise CertificateError(_("The certificate shows this name already. Change the name, or leave it as it is."))
    return names


def confirm_request(*, key: UUID, user_id: int) -> None:
    """Do what somebody else asked for.

    Args:
        key: of the request.
        user_id: who confirms it.

    Raises:
        CertificateError: there is no such request for this person to decide, it was decided or withdrawn meanwhile, or
            it cannot be done.

    In one transaction the request is decided, by conditional update, and its act is done: of two confirmations at once
    one does it. Safe to call twice: what this person has confirmed stays confirmed.
    """
    request = _decidable(key, user_id)
    if request.outcome == RequestOutcome.CONFIRMED and request.decided_by_id == user_id:
        return

    def claim() -> Mapping[str, Any]:
        if not end_request(request, RequestOutcome.CONFIRMED, decided_by_id=user_id):
            raise _too_late()
        return {"request": str(request.key), "asked_by": request.asked_by_id, "why": request.reason}

    if request.act == RequestAct.REVOKE:
        with transaction.atomic():
            hold(request.certificate_id)
            claim()
            revoke_certificate(
                code=request.certificate.code,
                reason=request.reason,
                revoked_by_id=request.asked_by_id,
                confirmed_by_id=user_id,
            )
        return
    is_rename = request.act == RequestAct.RENAME
    reissue(
        certificate_id=request.certificate_id,
        reason=IssueReason.NAME if is_rename else IssueReason.REINSTATED,
        by_id=user_id,
        printed_name=request.printed_name,
        latin_name=request.latin_name,
        claim=claim,
    )


@transaction.atomic
def decline_request(*, key: UUID, user_id: int, answer: str) -> None:
    """Decline what somebody else asked for, and tell them why.

    Args:
        key: of the request.
        user_id: who declines it.
        answer: why; not blank.

    Raises:
        CertificateError: there is no such request for this person to decide, it was decided or withdrawn meanwhile, or
            no reason is given.

    Safe to call twice: what this person has declined stays declined, for the first reason.
    """
    request = _decidable(key, user_id)
    words = " ".join(answer.split())
    if not words:
        raise CertificateError(_("Say why."))
    hold(request.certificate_id)
    if end_request(request, RequestOutcome.DECLINED, decided_by_id=user_id, answer=words):
        details = {"request": str(request.key), "reason": words}
        record(request.certificate_id, DECLINED[RequestAct(request.act)], by_id=user_id, details=details)
        tell_asker(request)
    elif (request.outcome, request.decided_by_id) != (RequestOutcome.DECLINED, user_id):
        raise _too_late()


@transaction.atomic
def withdraw_request(*, key: UUID, user_id: int) -> None:
    """Take back what one has asked for.

    Args:
        key: of the request.
        user_id: who asked.

    Raises:
        CertificateError: this person asked for no such thing, or it was decided meanwhile.

    Safe to call twice.
    """
    request = CertificateRequest.objects.filter(key=key, asked_by=user_id).first()
    if request is None:
        raise _unknown()
    hold(request.certificate_id)
    if end_request(request, RequestOutcome.WITHDRAWN):
        kind = CertificateEventKind.REQUEST_WITHDRAWN
        record(request.certificate_id, kind, by_id=user_id, details={"request": str(request.key)})
    elif request.outcome != RequestOutcome.WITHDRAWN:
        raise _too_late()


def _decidable(key: UUID, user_id: int) -> CertificateRequest:
    user = get_user_model().objects.get(pk=user_id)
    request = decidable_by(user).select_related("certificate").filter(key=key).first()
    if request is None:
        raise _unknown()
    return request


def _unknown() -> CertificateError:
    return CertificateError(_("There is no such request."))


def _too_late() -> CertificateError:
    return CertificateError(_("This has been decided already. Nothing more was changed."))
