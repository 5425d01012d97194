from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from courses.models import Certificate, RescoringEffect


@dataclass(frozen=True, slots=True)
class RescoringEffects:
    """What a rescoring made done in courses, and nobody took back.

    Attributes:
        lessons: how many were ticked off.
        finished: how many people finished a course.
        certified: how many people with such effects have a certificate by now; undoing leaves them all they have.
    """

    lessons: int
    finished: int
    certified: int


def rescoring_effects(cause: UUID) -> RescoringEffects:
    """Count what a rescoring made done.

    Args:
        cause: key of the rescoring.

    Returns:
        All 0 when nothing was; after an undo, what stays because of a certificate. One statement.
    """
    certified = Exists(Certificate.objects.filter(enrolment=OuterRef("enrolment")))
    counted = RescoringEffect.objects.filter(cause=cause).annotate(has_certificate=certified)
    return RescoringEffects(
        **counted.aggregate(
            lessons=Count("lesson"),
            finished=Count("pk", filter=Q(lesson=None, tested_out=False)),
            certified=Count("enrolment", filter=Q(has_certificate=True), distinct=True),
        )
    )
