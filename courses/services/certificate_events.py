"""Writing down what happens to certificates, in the transaction in which it happens."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F

from assessments.services.events import Happened, chained
from courses.enums import CertificateEventKind
from courses.models import Certificate, CertificateEvent
from courses.selectors.certificate_chains import chain_of


def hold(certificate_id: int) -> None:
    """Hold a certificate's row until the transaction ends, so that nobody issues, revokes or writes events meanwhile.

    Args:
        certificate_id: row id.
    """
    Certificate.objects.filter(pk=certificate_id).update(created_at=F("created_at"))


def record(
    certificate_id: int,
    kind: CertificateEventKind,
    *,
    by_id: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write down one event of a certificate.

    Args:
        certificate_id: row id.
        kind: what happened.
        by_id: who did it; None for a rule.
        details: JSON with whole numbers only.

    Call it in the transaction of the change. Holds the certificate's row, which keeps the numbers in one line.
    Announces nothing; called twice it writes two events.
    """
    hold(certificate_id)
    events = CertificateEvent.objects.filter(certificate=certificate_id).order_by("-number")
    head = events.values_list("number", "digest").first() or (0, chain_of(certificate_id))
    CertificateEvent.objects.bulk_create(
        CertificateEvent(certificate_id=certificate_id, **fields)
        for fields in chained([Happened(kind, by_id, details or {})], head)
    )
