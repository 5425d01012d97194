"""Enrolments with what is known of their certificates, and the organisations they were made under."""

import datetime
from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from courses.enums import CertificateState
from courses.errors import NotEnrolledError
from courses.models import Certificate, Enrolment
from courses.rules.validity import Validity, validity_of

STATES = {
    Validity.VALID: CertificateState.ISSUED,
    Validity.EXPIRED: CertificateState.EXPIRED,
    Validity.REVOKED: CertificateState.REVOKED,
}


def own_enrolments(learner_id: int) -> QuerySet[Enrolment]:
    """Select a learner's enrolments.

    Args:
        learner_id: whose.

    Returns:
        Enrolments that were not withdrawn, with course, certificate and revocation at hand; the one with the latest
        activity first.
    """
    related = Enrolment.objects.current().select_related("course", "certificate__revocation", "second_look")
    return related.filter(learner_id=learner_id).order_by("-active_at", "-pk")


def valid_certificates(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Keep enrolments whose certificate is valid today.

    Args:
        enrolments: any.

    Returns:
        Those with course and certificate at hand; without a certificate, with a revoked or an expired one none.
    """
    there = enrolments.filter(certificate__isnull=False, certificate__revocation__isnull=True)
    holds = Q(certificate__expires_at=None) | Q(certificate__expires_at__gt=timezone.now())
    return there.filter(holds).select_related("course", "certificate")


def enrolment_in(*, course_slug: str, learner_id: int) -> int:
    """Find the enrolment of a learner in a course.

    Args:
        course_slug: of the course.
        learner_id: whose.

    Returns:
        Its row id.

    Raises:
        NotEnrolledError: the learner is not enrolled in such a course.
    """
    chosen = Enrolment.objects.current().filter(course__slug=course_slug, learner=learner_id)
    enrolment_id = chosen.values_list("pk", flat=True).first()
    if enrolment_id is None:
        raise NotEnrolledError
    return enrolment_id


def certificate_state(enrolment: Enrolment) -> CertificateState:
    """Say where an enrolment stands on the way to its certificate.

    Args:
        enrolment: from own_enrolments, or any other; then up to two more statements run.

    Returns:
        The state.
    """
    certificate = getattr(enrolment, "certificate", None)
    if certificate is not None:
        return state_of(certificate)
    if enrolment.finished_at is None:
        return CertificateState.NOT_FINISHED
    return CertificateState.PREPARING if enrolment.printed_name else CertificateState.NAME_NEEDED


def state_of(certificate: Certificate) -> CertificateState:
    """Say how a certificate that was issued stands today.

    Args:
        certificate: of a course or of a programme.

    Returns:
        REVOKED, EXPIRED or ISSUED. Nothing is queried.
    """
    is_revoked = certificate.revocation_id is not None
    return STATES[validity_of(timezone.now(), certificate.expires_at, is_revoked=is_revoked, is_newest=True)]


def expires_at(enrolment: Enrolment) -> datetime.datetime | None:
    """Say until when an enrolment's certificate is valid.

    Args:
        enrolment: from own_enrolments.

    Returns:
        Its last moment; None for ever, and without a certificate.
    """
    certificate = getattr(enrolment, "certificate", None)
    return certificate.expires_at if certificate else None


def certificate_url(enrolment: Enrolment) -> str:
    """Return the address of an enrolment's certificate.

    Args:
        enrolment: from own_enrolments.

    Returns:
        A path; empty while there is none.
    """
    certificate = getattr(enrolment, "certificate", None)
    return reverse("certificates:verify", args=[certificate.code]) if certificate else ""


def organisations_of(learner_ids: Collection[int], exercise_ids: Collection[int]) -> dict[tuple[int, int], int | None]:
    """Say under which organisation people take exercises.

    Args:
        learner_ids: any number.
        exercise_ids: row ids, any number.

    Returns:
        (learner id, exercise id) -> row id of the organisation, None for one's own account; what somebody does not take
        is left out. Two statements.
    """
    taken = Enrolment.objects.current().filter(learner__in=learner_ids).order_by()
    paths = ("course__lessons__lesson_exercises__exercise", "course__final_exercise")
    rows = (
        row
        for path in paths
        for row in taken.filter(**{f"{path}__in": exercise_ids}).values_list(
            "learner_id", path, "membership__organisation_id"
        )
    )
    return {(learner_id, exercise_id): organisation_id for learner_id, exercise_id, organisation_id in rows}
