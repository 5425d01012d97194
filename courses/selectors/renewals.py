"""Renewing a certificate: who may, and how far a renewal is (adr 0022)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from assessments import selectors as assessment_selectors
from assessments.selectors import ExerciseState
from courses.models import Enrolment, Renewal
from courses.rules.validity import may_renew, renewing_try
from courses.selectors.cards import FINAL, exercise_url


@dataclass(frozen=True, slots=True)
class RenewalView:
    """What the holder's page says of renewing a certificate.

    Attributes:
        may_begin: nothing has begun, and it can.
        is_passed: the final assessment is passed again, and the new issue is on its way.
        tries_left: of a renewal under way; of one that may begin, how many there will be. None for any number.
        waits: a try waits for its marks or its release.
        pass_percent: of the final assessment.
        final_url: of its page.
    """

    may_begin: bool
    is_passed: bool
    tries_left: int | None
    waits: bool
    pass_percent: int
    final_url: str


def is_renewable(enrolment: Enrolment) -> bool:
    """Tell whether it is time to renew an enrolment's certificate, and whether there is a way.

    Args:
        enrolment: with course and certificate at hand.

    Returns:
        False without a certificate, with one that is revoked or valid for long, and in a course without a final
        assessment. Nothing is queried.
    """
    certificate: Any = getattr(enrolment, "certificate", None)
    if certificate is None or certificate.revocation_id is not None or enrolment.course.final_exercise_id is None:
        return False
    return may_renew(timezone.now(), certificate.expires_at)


def may_be_taken(final: ExerciseState) -> bool:
    """Tell whether a final assessment can show that somebody still knows.

    Args:
        final: where the holder stands in it.

    Returns:
        False for practice, and for one that is not published or closed for good.
    """
    return final.is_ready and not final.policy.practice and not final.times.is_over


def renewed_by(renewal: Renewal, final: ExerciseState) -> assessment_selectors.PastAttempt | None:
    """Find the try by which a renewal is reached.

    Args:
        renewal: that has begun.
        final: where the holder stands in the final assessment.

    Returns:
        The first passed one since; None while there is none.
    """
    number = renewing_try([(item.number, item.passed) for item in final.past], renewal.after_number)
    return next((item for item in final.past if item.number == number), None)


def renewing(enrolments: Iterable[Enrolment]) -> set[int]:
    """Find those whose certificate is being renewed, by a try at the final assessment that is still to pass.

    Args:
        enrolments: with their certificates at hand.

    Returns:
        Row ids. One statement; none where none expires.
    """
    certificates: Iterable[Any] = (getattr(row, "certificate", None) for row in enrolments)
    held = [certificate.pk for certificate in certificates if certificate and certificate.expires_at]
    under_way = Renewal.objects.filter(certificate__in=held, renewed_at=None, certificate__revocation=None)
    return set(under_way.values_list("certificate__enrolment_id", flat=True)) if held else set()


def renewal_view(enrolment: Enrolment) -> RenewalView | None:
    """Read what the holder's page says of renewing.

    Args:
        enrolment: with course and certificate at hand.

    Returns:
        None where there is nothing to renew now, or no way to. At most three statements.
    """
    final_id = enrolment.course.final_exercise_id
    certificate: Any = getattr(enrolment, "certificate", None)
    if final_id is None or not is_renewable(enrolment):
        return None
    states = assessment_selectors.exercise_states(learner_id=enrolment.learner_id, exercise_ids=[final_id])
    final = states[final_id]
    renewal = Renewal.objects.filter(certificate=certificate, ends=certificate.expires_at).first()
    if renewal is None and not may_be_taken(final):
        return None
    enough = max(final.policy.max_tries, final.tries_left or 0) or None
    return RenewalView(
        may_begin=renewal is None,
        is_passed=renewal is not None and renewed_by(renewal, final) is not None,
        tries_left=final.tries_left if renewal else enough,
        waits=final.is_waiting,
        pass_percent=final.policy.pass_percent,
        final_url=exercise_url(enrolment.course.slug, FINAL, enrolment.course.final_exercise_slug),
    )
