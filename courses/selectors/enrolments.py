"""Enrolments with what is known of their certificates, and the organisations they were made under."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.urls import reverse

from courses.enums import CertificateState
from courses.models import Enrolment


def own_enrolments(learner_id: int) -> QuerySet[Enrolment]:
    """Select a learner's enrolments.

    Args:
        learner_id: whose.

    Returns:
        Enrolments that were not withdrawn, with course, certificate and revocation at hand; the one with the latest
        activity first.
    """
    related = Enrolment.objects.current().select_related("course", "certificate__revocation")
    return related.filter(learner_id=learner_id).order_by("-active_at", "-pk")


def certificate_state(enrolment: Enrolment) -> CertificateState:
    """Say where an enrolment stands on the way to its certificate.

    Args:
        enrolment: from own_enrolments, or any other; then up to two more statements run.

    Returns:
        The state.
    """
    certificate = getattr(enrolment, "certificate", None)
    if certificate is not None:
        is_revoked = certificate.revocation is not None
        return CertificateState.REVOKED if is_revoked else CertificateState.ISSUED
    if enrolment.finished_at is None:
        return CertificateState.NOT_FINISHED
    return CertificateState.PREPARING if enrolment.printed_name else CertificateState.NAME_NEEDED


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
