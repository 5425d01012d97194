"""Giving a second look to results just under the pass mark (adr 0029)."""

from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments import selectors as assessment_selectors
from assessments import services as assessment_services
from courses.models import Course, CourseMeasurement, CourseText, Enrolment, SecondLook
from courses.rules.second_look import MARKER, band_of
from courses.selectors.outline import read_outline
from courses.selectors.second_look import looks_due
from courses.selectors.situations import Situation, situations_of
from courses.selectors.standing import counts
from courses.services.progress import SECOND_LOOK, request_reassessment

WHOLE = 100


@transaction.atomic
def give_second_look(*, enrolment_id: int) -> bool:
    """Have a result looked at again that is just under the pass mark, when everything else is done.

    Args:
        enrolment_id: of the learner's enrolment.

    Returns:
        Whether one was given now. False where there was one before, or none is due: nobody gets two.

    Holds the enrolment's row by an update. Work that a person marked goes to somebody who has not marked it; else one
    more try is granted, at the final assessment where that can help. Neither takes anything away. Safe to call twice.
    """
    Enrolment.objects.filter(pk=enrolment_id).update(active_at=F("active_at"))
    situation = situations_of([enrolment_id])[0]
    enrolment = situation.enrolment
    if enrolment.withdrawn_at is not None or SecondLook.objects.filter(enrolment=enrolment).exists():
        return False
    looks, composite = looks_due(enrolment, situation.outline, situation.done, situation.states)
    given = next((look for look in looks if _give(situation, *look)), None)
    if given is None:
        return False
    SecondLook.objects.create(
        enrolment=enrolment,
        kind=given[0],
        exercise_id=given[1],
        result=str(composite),
        pass_percent=enrolment.course.pass_percent,
        band_percent=enrolment.course.band_percent,
    )
    return True


def _give(situation: Situation, kind: str, exercise_id: int) -> bool:
    counted: UUID | None = situation.states[exercise_id].counted_key
    if kind == MARKER:
        return counted is not None and assessment_services.ask_second_look_by_rule(key=counted)
    cause = uuid5(NAMESPACE_URL, f"{SECOND_LOOK}:{situation.enrolment.key}")
    learner_id = situation.enrolment.learner_id
    granted = assessment_services.grant_tries_by_rule(
        exercise_id=exercise_id, learner_id=learner_id, tries=1, cause=cause
    )
    return granted > 0


def measure_bands() -> int:
    """Work out for each course how exactly its result measures, and how far under its pass mark one is looked at again.

    Returns:
        How many courses have another band than before; their unfinished enrolments are looked at again, through the
        outbox.

    Until 100 learners have tried everything that counts the band is the published five points, then the standard error
    of the whole result, never less. Safe to call twice.
    """
    return sum(_measure(course) for course in Course.objects.offered())


def _measure(course: Course) -> bool:
    weights = _weights(course)
    found = assessment_selectors.measured_composite(weights) if weights else None
    error = found.error.value if found else None
    error_percent = None if error is None else WHOLE * error
    band = band_of(found.learners if found else 0, error_percent)
    with transaction.atomic():
        if found:
            figures = {
                "people": found.learners,
                "error_percent": error_percent,
                "reliability": found.reliability.value,
                "parts": len(weights),
                "unknown_parts": found.unknown,
                "measured_at": timezone.now(),
            }
            CourseMeasurement.objects.update_or_create(course=course, defaults=figures)
        else:
            CourseMeasurement.objects.filter(course=course).delete()
        is_new = bool(Course.objects.filter(pk=course.pk).exclude(band_percent=band).update(band_percent=band))
        if is_new:
            request_reassessment(course.pk)
    return is_new


def _weights(course: Course) -> dict[int, int]:
    """Say what the result of a course is made of: exercise → weight."""
    text = CourseText.objects.filter(course=course, language=course.source_language).first()
    exercises = read_outline(course, text.outline).exercises() if text else []
    states = assessment_selectors.exercise_states(learner_id=None, exercise_ids=[item.id for item in exercises])
    return {item.id: item.weight for item in exercises if item.weight and counts(item, states)}
