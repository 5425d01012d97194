"""Renewing certificates: the final assessment taken again, and a new issue with a new period (adr 0022)."""

import contextlib
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import selectors as assessment_selectors
from assessments import services as assessment_services
from assessments.selectors import ExerciseState, PastAttempt
from courses.enums import IssueReason
from courses.errors import CertificateError
from courses.models import Enrolment, Renewal
from courses.rules.validity import last_moment, moment_text
from courses.selectors.renewals import is_renewable, may_be_taken, renewed_by
from courses.services.certificate_events import hold
from courses.services.progress import RENEW
from courses.services.reissuing import reissue
from courses.services.snapshot import standard


@transaction.atomic
def begin_renewal(*, enrolment_id: int) -> bool:
    """Let a holder take the final assessment again, to renew the certificate.

    Args:
        enrolment_id: of the holder's enrolment.

    Returns:
        Whether it began now; False when it had begun, so that calling twice is safe.

    Raises:
        CertificateError: it is too early, the certificate is revoked, or there is no final assessment to take.

    Holds the certificate's row. Grants as many tries at the final assessment as everybody gets; what was earned before
    stays, and only tries begun after this count for the renewal.
    """
    related = Enrolment.objects.current().select_related("course", "certificate")
    enrolment = related.get(pk=enrolment_id)
    final_id = enrolment.course.final_exercise_id
    certificate: Any = getattr(enrolment, "certificate", None)
    if final_id is None or not is_renewable(enrolment):
        raise CertificateError(_("This certificate cannot be renewed now."))
    hold(certificate.pk)
    learner_id = enrolment.learner_id
    states = assessment_selectors.exercise_states(learner_id=learner_id, exercise_ids=[final_id])
    if not may_be_taken(states[final_id]):
        raise CertificateError(_("The final assessment is closed at the moment, so the certificate cannot be renewed."))
    tries = assessment_selectors.tries_of(learner_id=learner_id, exercise_ids=[final_id])
    renewal, is_new = Renewal.objects.get_or_create(
        certificate=certificate,
        ends=certificate.expires_at,
        defaults={"after_number": max((row.number for row in tries), default=0)},
    )
    if is_new:
        cause = uuid5(NAMESPACE_URL, f"{RENEW}:{renewal.pk}")
        assessment_services.grant_tries_by_rule(exercise_id=final_id, learner_id=learner_id, tries=0, cause=cause)
    return is_new


def renew_certificate(*, renewal_id: int) -> None:
    """Issue a certificate anew whose holder has passed the final assessment again.

    Args:
        renewal_id: row id of the renewal.

    Changes nothing where it is renewed already, the certificate was revoked, or no try since has passed. The new period
    begins where the old one ends, or now where that is over; it is as long as the course says now. Safe to call twice
    and at the same time.
    """
    related = Renewal.objects.select_related("certificate__enrolment__course")
    renewal = related.get(pk=renewal_id)
    enrolment = renewal.certificate.enrolment
    final_id = enrolment.course.final_exercise_id if enrolment else None
    if enrolment is None or final_id is None or renewal.renewed_at or renewal.certificate.revocation_id is not None:
        return
    states = assessment_selectors.exercise_states(learner_id=enrolment.learner_id, exercise_ids=[final_id])
    passed = renewed_by(renewal, states[final_id])
    if passed is None:
        return
    says = _says(renewal, enrolment, states[final_id], passed)
    # Refused where another worker was faster, or the certificate was revoked meanwhile.
    with contextlib.suppress(CertificateError):
        reissue(
            certificate_id=renewal.certificate_id,
            reason=IssueReason.RENEWED,
            says=says,
            claim=lambda: _claim(renewal_id, passed),
        )


def _claim(renewal_id: int, passed: PastAttempt) -> Mapping[str, Any]:
    if not Renewal.objects.filter(pk=renewal_id, renewed_at=None).update(renewed_at=timezone.now()):
        raise CertificateError("The certificate is renewed already.")
    return {"attempt": str(passed.key)}


def _says(renewal: Renewal, enrolment: Enrolment, final: ExerciseState, passed: PastAttempt) -> dict[str, Any]:
    """Say what is new: until when it is valid, and the try that it rests on beside what the first issue rests on."""
    line = {
        "key": str(final.key),
        "title": final.title,
        "percent": passed.percent,
        "version": passed.version,
        "policy": passed.policy,
        "weight": 0,
        "renewed_at": moment_text(passed.submitted_at),
    }
    now, evidence = timezone.now().replace(microsecond=0), [*enrolment.evidence, line]
    said = renewal.certificate.issues.values_list("snapshot", flat=True).latest("number")
    return {
        "expires_at": moment_text(last_moment(now, enrolment.course.valid_months, renewal.ends)),
        "evidence": evidence,
        "standard": standard(said["pass_percent"], said["finished_by"], evidence),
    }


def renew_what_is_due() -> int:
    """Look again at every renewal under way, because a rescoring may have made its try pass.

    Returns:
        How many were looked at. Safe to call twice.
    """
    waiting = Renewal.objects.filter(renewed_at=None, certificate__revocation=None).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True))
    for renewal_id in ids:
        renew_certificate(renewal_id=renewal_id)
    return len(ids)
