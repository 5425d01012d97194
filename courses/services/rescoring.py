"""What follows in courses when attempts are scored again: more may be done, and undoing takes exactly that back."""

from collections.abc import Collection, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest

from assessments import selectors as assessment_selectors
from courses.enums import FinishedBy
from courses.models import Certificate, Enrolment, LessonProgress, RescoringEffect
from courses.selectors.situations import situations_of
from courses.services.progress import place_of, settle, withdraw_certificate

NOT_FINISHED: dict[str, Any] = {
    "finished_at": None,
    "finished_by": "",
    "finished_version": None,
    "composite_percent": None,
    "evidence": [],
}


class Effect(NamedTuple):
    """What a rescoring made done, as RescoringEffect keeps it: a lesson, testing out, or else the course."""

    enrolment_id: int
    lesson_id: int | None = None
    tested_out: bool = False


@transaction.atomic(savepoint=False)
def count_changed_scores(*, exercise_id: int, learner_ids: Collection[int], cause: UUID) -> None:
    """Tick off and finish what changed scores make done, and remember what made it so.

    Args:
        exercise_id: of the exercise that was scored again.
        learner_ids: whose points changed.
        cause: key of the rescoring.

    Called inside the transaction that lets the scores count. Looks only at enrolments that are not finished or lack the
    exercise's lesson, whose rows it locks; takes nothing away from anybody. May finish enrolments: then
    enrolment_finished is announced for each. Safe to call twice.
    """
    place = place_of(exercise_id)
    if place is None:
        return
    course_id, lesson_id = place
    done = LessonProgress.objects.filter(enrolment=OuterRef("pk"), lesson=lesson_id)
    lacking = Q(finished_at=None) if lesson_id is None else Q(finished_at=None) | ~Exists(done)
    chosen = Enrolment.objects.current().filter(lacking, course=course_id, learner__in=learner_ids)
    _remember(cause, _settled(list(chosen.values_list("pk", flat=True))))


@transaction.atomic(savepoint=False)
def take_back_changed_scores(*, learner_ids: Collection[int], cause: UUID) -> None:
    """Take back what a rescoring made done, from learners whose scores are what they were before.

    Args:
        learner_ids: whose scores are restored.
        cause: key of the rescoring.

    Called inside the transaction that restores the scores. Where a certificate was issued meanwhile everything stays,
    and the effect is kept as a sign of it. What is done by later work of the learner is counted again, as theirs; as
    long as other scores of the learner wait to be restored it goes on counting as the rescoring's. Locks the
    enrolments. Safe to call twice.
    """
    effects = RescoringEffect.objects.filter(cause=cause, enrolment__learner__in=learner_ids)
    Enrolment.objects.filter(pk__in=effects.values("enrolment")).update(active_at=F("active_at"))
    certified = Exists(Certificate.objects.filter(enrolment=OuterRef("enrolment")))
    rows = list(effects.exclude(certified).select_related("enrolment").order_by("enrolment", "pk"))
    for enrolment, mine in groupby(rows, attrgetter("enrolment")):
        _take_back(enrolment, list(mine))
    RescoringEffect.objects.filter(pk__in=[row.pk for row in rows]).delete()
    waiting = assessment_selectors.still_rescored(cause, learner_ids) if rows else set()
    theirs = {row.enrolment_id: row.enrolment.learner_id not in waiting for row in rows}
    by_course = attrgetter("enrolment.course_id")
    for _course, mine in groupby(sorted(rows, key=by_course), by_course):
        fresh = _settled({row.enrolment_id for row in mine if row.enrolment.withdrawn_at is None})
        _remember(cause, [effect for effect in fresh if not theirs[effect.enrolment_id]])


def _remember(cause: UUID, fresh: Collection[Effect]) -> None:
    RescoringEffect.objects.bulk_create(
        (RescoringEffect(cause=cause, **effect._asdict()) for effect in fresh),
        ignore_conflicts=True,
    )


def _settled(enrolment_ids: Collection[int]) -> list[Effect]:
    """Count what is done by now; return what was not before."""
    if not enrolment_ids:
        return []
    Enrolment.objects.filter(pk__in=enrolment_ids).update(active_at=F("active_at"))
    fresh: list[Effect] = []
    for situation in situations_of(enrolment_ids):
        settled, enrolment_id = settle(situation), situation.enrolment.pk
        fresh += [Effect(enrolment_id, lesson) for lesson in sorted(settled.lessons)]
        fresh += [Effect(enrolment_id, tested_out=True)] * settled.is_tested_out
        fresh += [Effect(enrolment_id)] * settled.is_finished
    return fresh


def _take_back(enrolment: Enrolment, effects: Sequence[RescoringEffect]) -> None:
    lessons = [effect.lesson_id for effect in effects if effect.lesson_id]
    deleted, _ = LessonProgress.objects.filter(enrolment=enrolment, lesson__in=lessons).delete()
    is_examination = any(effect.tested_out for effect in effects)
    is_finish = any(effect.lesson_id is None and not effect.tested_out for effect in effects)
    # Whoever tested out by it finished by it, even where other work came last.
    is_finish |= is_examination and enrolment.finished_by == FinishedBy.TEST_OUT
    changes = (NOT_FINISHED if is_finish else {}) | ({"tested_out_at": None} if is_examination else {})
    Enrolment.objects.filter(pk=enrolment.pk).update(lessons_done=Greatest(F("lessons_done") - deleted, 0), **changes)
    if is_finish:
        withdraw_certificate(enrolment)
