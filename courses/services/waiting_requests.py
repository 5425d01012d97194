"""Telling those who may decide that a request about a certificate waits: at once, and after a week once more."""

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.services import mail
from accounts.services.mail import Letter
from courses.models import CertificateRequest
from courses.selectors.certificate_requests import deciders_of, request_url
from courses.services.moot_requests import title_of

WAIT = datetime.timedelta(days=7)
RELATED = ("asked_by", "certificate__enrolment__course", "certificate__enrolment__learner", "certificate__completion")


def tell_deciders(request: CertificateRequest) -> None:
    """Queue a message to everybody who may decide a request; where nobody may, to an administrator who asked.

    Args:
        request: that waits.

    The message names neither people nor reasons: these stand on the page, for whoever may read it by then. Safe to call
    twice: there is one message a request and person.
    """
    _tell(CertificateRequest.objects.select_related(*RELATED).get(pk=request.pk), is_reminder=False)


def remind_deciders(*, now: datetime.datetime) -> int:
    """Write once more to those who may decide what has waited for seven days.

    Args:
        now: the moment to judge at.

    Returns:
        How many requests they are reminded of. One that nobody may decide is left until somebody may.

    One transaction a request. Safe to call twice and at the same time: a request is claimed by conditional update.
    """
    waiting = CertificateRequest.objects.filter(outcome="", reminded_at=None, asked_at__lte=now - WAIT)
    return sum(_remind(request, now) for request in waiting.select_related(*RELATED).order_by("pk"))


@transaction.atomic
def _remind(request: CertificateRequest, now: datetime.datetime) -> bool:
    claimed = CertificateRequest.objects.filter(pk=request.pk, outcome="", reminded_at=None)
    return deciders_of(request).exists() and claimed.update(reminded_at=now) == 1 and _tell(request, is_reminder=True)


def _tell(request: CertificateRequest, *, is_reminder: bool) -> bool:
    deciders: list[Any] = list(deciders_of(request))
    people = deciders or [person for person in [request.asked_by] if person.is_superuser]
    title = title_of(request.certificate)
    context = {
        "act": request.act,
        "title": title,
        "is_reminder": is_reminder,
        "waits_for_nobody": not deciders,
        "url": settings.CHANCERY_PUBLIC_URL + request_url(request.key),
        "site_name": settings.CHANCERY_SITE_NAME,
    }
    mail.queue_many([_letter(request, person, context) for person in people])
    return True


def _letter(request: CertificateRequest, person: Any, context: dict[str, Any]) -> Letter:
    with translation.override(person.language):
        if context["waits_for_nobody"]:
            subject = _("Nobody may decide your request about a certificate")
        elif context["is_reminder"]:
            subject = _("A request about a certificate still waits")
        else:
            subject = _("Your decision is asked for: a certificate")
        text = render_to_string("courses/email/certificate_request_waits.txt", context)
    kind = "reminder" if context["is_reminder"] else "waits"
    return Letter(person.email, subject, text, f"courses.certificate_request:{kind}:{request.pk}:{person.pk}")
