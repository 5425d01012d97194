"""What those who took the assessments before and after a course have gained."""

from collections.abc import Collection, Iterator
from dataclasses import asdict
from datetime import datetime

from django.db.models import Min
from django.db.models.functions import Coalesce
from django.utils import timezone

from assessments import selectors as assessment_selectors
from assessments.rules.stats.gain import learning_gain
from courses.enums import Moment
from courses.models import Course, Enrolment, GainTry, GroupGain
from courses.rules.groups import may_tell

_BEST = 100


def tell_group(course: Course) -> None:
    """Work out the figures of a course anew, when enough people have come since they were last told.

    Args:
        course: with the exercises that are its assessments now; one without changes nothing.

    The figures are kept: between two of them stand ten people at least, and no correction of one result changes any.
    Conditional update; of two at once one counts. Safe to call twice.

    Source:
        scoring.md 4, learning gain; ADR 0025.
    """
    if course.before_exercise_id is None or course.after_exercise_id is None:
        return
    forms = (course.before_exercise_id, course.after_exercise_id)
    stored, _made = GroupGain.objects.get_or_create(
        course=course, before_exercise_id=forms[0], after_exercise_id=forms[1]
    )
    before, after = (_tries(course, moment) for moment in (Moment.BEFORE, Moment.AFTER))
    if not may_tell(len(after), stored.people):
        return
    pairs = list(_pairs(before, after, forms))
    if not may_tell(len(pairs), stored.people) or _is_uniform(pairs):
        return
    GroupGain.objects.filter(pk=stored.pk, people=stored.people).update(
        people=len(pairs), began=len(before), figures=asdict(learning_gain(pairs, _BEST)), told_at=timezone.now()
    )


def _tries(course: Course, moment: Moment) -> dict[int, int]:
    tries = GainTry.objects.filter(enrolment__course=course, moment=moment, attempt__isnull=False)
    return dict(tries.values_list("enrolment_id", "attempt_id"))


def _pairs(before: dict[int, int], after: dict[int, int], forms: tuple[int, int]) -> Iterator[tuple[float, float]]:
    """Give the results, in percent, of those who took both forms at their time: the first before any lesson."""
    both = before.keys() & after.keys()
    began = _began(both)
    outcomes = assessment_selectors.outcomes_of([tries[key] for key in both for tries in (before, after)])
    for enrolment_id in both:
        first, second = outcomes[before[enrolment_id]], outcomes[after[enrolment_id]]
        is_told = first.is_released and second.is_released and (first.exercise_id, second.exercise_id) == forms
        if is_told and first.submitted_at is not None and first.submitted_at <= began[enrolment_id]:
            yield _percent(first), _percent(second)


def _began(enrolment_ids: Collection[int]) -> dict[int, datetime]:
    """Say when the first lesson was done; of those who did none, when the course was finished."""
    chosen = Enrolment.objects.filter(pk__in=enrolment_ids)
    began = chosen.annotate(began=Coalesce(Min("lesson_progress__done_at"), "finished_at", "active_at"))
    return dict(began.values_list("pk", "began"))


def _is_uniform(pairs: Collection[tuple[float, float]]) -> bool:
    """Where everybody has the same result, the mean of the group is the result of each."""
    return any(len(set(side)) == 1 for side in zip(*pairs, strict=True))


def _percent(outcome: assessment_selectors.Outcome) -> float:
    return _BEST * (outcome.earned or 0) / (outcome.possible or 1)
