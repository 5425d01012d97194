"""Telling holders that a certificate is about to expire, or has: one message to a person a day, each thing once."""

import datetime
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import ngettext

from accounts.services import mail
from courses.enums import CertificateEventKind
from courses.models import Certificate, CertificateIssue, ExpiryReminder
from courses.rules.validity import REMINDERS, days_left, is_expired, reminder_due
from courses.services.certificate_events import record

DAY = datetime.timedelta(days=1)


def remind_of_expiry(*, now: datetime.datetime) -> int:
    """Write to everybody with a certificate of a course that expires in 60 or 14 days, or has expired.

    Args:
        now: the moment to judge at.

    Returns:
        How many people are written to.

    What is due is found in one statement whatever its number. Several certificates of a person stand in one message,
    and nobody gets a second one on the same day (UTC); what becomes due meanwhile waits for the next day. A reminder
    that was missed is not sent beside a later one. Writes the event `reminded` of each certificate. One transaction a
    person. Safe to call twice and at the same time.
    """
    due: Any = groupby(_due(now), key=lambda certificate: certificate.enrolment and certificate.enrolment.learner)
    return sum(_remind(learner, list(certificates), now) for learner, certificates in due)


def _due(now: datetime.datetime) -> QuerySet[Certificate]:
    today = now.astimezone(datetime.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    told = ExpiryReminder.objects.filter(certificate=OuterRef("pk"), ends=OuterRef("expires_at"))
    is_due: Any = Q(expires_at__lte=now) & ~Exists(told.filter(days=0))
    for days in REMINDERS[:-1]:
        is_due |= Q(expires_at__lt=today + DAY * (days + 1)) & ~Exists(told.filter(days__lte=days))
    told_today = ExpiryReminder.objects.filter(
        certificate__enrolment__learner=OuterRef("enrolment__learner"), sent_at__gte=today
    )
    newest = CertificateIssue.objects.filter(certificate=OuterRef("pk")).order_by("-number")
    title = Subquery(newest.annotate(title=KT("snapshot__course__title")).values("title")[:1])
    held = Certificate.objects.filter(is_due, ~Exists(told_today), revocation=None, enrolment__learner__is_active=True)
    related = held.select_related("enrolment__learner", "enrolment__course").annotate(title=title)
    return related.order_by("enrolment__learner", "expires_at", "pk")


def _remind(learner: Any, certificates: Sequence[Any], now: datetime.datetime) -> bool:
    """Tell one person; False where somebody else has told them meanwhile."""
    rows = [
        ExpiryReminder(certificate=found, ends=found.expires_at, days=days, sent_at=now)
        for found in certificates
        if (days := reminder_due(now, found.expires_at)) is not None
    ]
    try:
        with transaction.atomic():
            ExpiryReminder.objects.bulk_create(rows)
            for row in rows:
                record(row.certificate_id, CertificateEventKind.REMINDED, details={"days": row.days})
            _write(learner, certificates, now)
    except IntegrityError:
        return False
    return True


def _write(learner: Any, certificates: Sequence[Any], now: datetime.datetime) -> None:
    with translation.override(learner.language):
        lines = [
            {
                "title": found.title,
                "ends": date_format(found.expires_at.astimezone(datetime.UTC).date(), "DATE_FORMAT"),
                "is_expired": is_expired(now, found.expires_at),
                "days": days_left(now, found.expires_at),
                "may_renew": found.enrolment.course.final_exercise_id is not None,
                "url": settings.CHANCERY_PUBLIC_URL
                + reverse("courses:certificate_name", args=[found.enrolment.course.slug]),
            }
            for found in certificates
        ]
        context = {"lines": lines, "site_name": settings.CHANCERY_SITE_NAME}
        mail.queue(
            to=[learner.email],
            subject=ngettext("A certificate of yours expires", "Certificates of yours expire", len(lines)),
            text=render_to_string("courses/email/certificate_expiry.txt", context),
            dedupe_key=f"courses.certificate_expiry:{learner.pk}:{now.astimezone(datetime.UTC).date()}",
        )
