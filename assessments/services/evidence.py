"""Keeping what tries say of competencies. It follows from the attempts alone, so that it can always be made anew."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from assessments.models import Attempt, CompetencyEvidence
from assessments.selectors.evidence import AT_ONCE, Kept, evidence_due, evidence_kept


@transaction.atomic(savepoint=False)
def recount(*, exercise_id: int, learner_ids: Collection[int]) -> None:
    """Keep what the attempts of some learners at an exercise say of competencies by now.

    Args:
        exercise_id: row id.
        learner_ids: whose attempts were scored, taken out or scored again; at most some hundred.

    Called in the transaction of that change. Holds the rows of these attempts, so that of two at once the second one
    counts both. Safe to call twice. At most six statements, whatever the number.
    """
    Attempt.objects.filter(exercise=exercise_id, learner__in=learner_ids).update(number=F("number"))
    put_evidence(exercise_id, learner_ids, evidence_due(exercise_id, learner_ids))


def fill_evidence(*, exercise_id: int) -> None:
    """Keep what attempts at an exercise say of competencies that were scored before any of it was kept.

    Args:
        exercise_id: row id.

    What is kept already stays as it is. One transaction for some hundred learners. Safe to call twice.
    """
    mine = CompetencyEvidence.objects.filter(exercise=exercise_id, learner=OuterRef("learner"))
    lacking = Attempt.objects.filter(~Exists(mine), exercise=exercise_id, learner__isnull=False, score__isnull=False)
    learners, last = lacking.order_by("learner").values_list("learner", flat=True).distinct(), 0
    while found := list(learners.filter(learner__gt=last)[:AT_ONCE]):
        recount(exercise_id=exercise_id, learner_ids=found)
        last = found[-1]


def put_evidence(exercise_id: int, learner_ids: Collection[int], due: Iterable[Kept]) -> None:
    """Let evidence from an exercise be what is given, and nothing else.

    Args:
        exercise_id: row id.
        learner_ids: whose.
        due: all that there is to be.

    In the running transaction; writes only what differs. Safe to call twice.
    """
    wanted, stored = set(due), set(evidence_kept(exercise_id, learner_ids))
    if gone := {(row.learner_id, row.competency) for row in stored - wanted}:
        old = CompetencyEvidence.objects.filter(exercise=exercise_id, learner__in={learner for learner, _ in gone})
        ids = [pk for pk, *place in old.values_list("pk", "learner_id", "competency") if tuple(place) in gone]
        CompetencyEvidence.objects.filter(pk__in=ids).delete()
    CompetencyEvidence.objects.bulk_create(
        CompetencyEvidence(exercise_id=exercise_id, **row._asdict()) for row in sorted(wanted - stored)
    )
