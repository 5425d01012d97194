"""The work of a rescoring, a part at a time: each in one transaction, once, in any order."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, JSONField, OuterRef, QuerySet, Subquery, Value

from accounts.services import outbox
from assessments import signals
from assessments.enums import MOVING_OUTCOMES, SCORED_STATES, ChunkState, EventKind, Outcome, RescoringState
from assessments.models import Attempt, Rescoring, RescoringChunk, RescoringItem, Score
from assessments.rules.types import ScoredResponse
from assessments.selectors.rescored import Rescored, in_scope, rescored
from assessments.services import evidence
from assessments.services.events import Happened, record_many
from assessments.services.rescoring_mail import request_letters

PARTS_TOPIC = "assessments.rescore_all"
TOPIC = "assessments.rescore"
COMPUTE, PUBLISH, UNDO = "compute", "publish", "undo"
AT_ONCE = 500
CHUNK = 500
# Step → the states of the rescoring it may be done in, what a part comes from and to, what the rescoring comes to.
STEPS = {
    COMPUTE: (
        (RescoringState.PLANNED, RescoringState.COMPUTING),
        (ChunkState.PLANNED, ChunkState.COMPUTED),
        RescoringState.READY,
    ),
    PUBLISH: (
        (RescoringState.PUBLISHING,),
        (ChunkState.COMPUTED, ChunkState.PUBLISHED),
        RescoringState.PUBLISHED,
    ),
    UNDO: ((RescoringState.UNDOING,), (ChunkState.PUBLISHED, ChunkState.UNDONE), RescoringState.UNDONE),
}
Range = tuple[int, int | None]


def parts_of(row: Rescoring) -> list[RescoringChunk]:
    """Cut the attempts of a rescoring in parts; the last has no end, so that none that comes meanwhile is left out.

    Args:
        row: of the rescoring.

    Returns:
        At least one; nothing is stored.
    """
    pks = list(in_scope(row.exercise_id, row.target_id).order_by("pk").values_list("pk", flat=True))
    firsts = [0, *pks[CHUNK::CHUNK]]
    lasts: list[int | None] = [first - 1 for first in firsts[1:]]
    return [
        RescoringChunk(rescoring=row, first=first, last=last)
        for first, last in zip(firsts, [*lasts, None], strict=True)
    ]


def request(row: Rescoring, step: str) -> None:
    """Have the background do a step of a rescoring.

    Args:
        row: of the rescoring, in the running transaction.
        step: "compute", "publish" or "undo".

    One outbox entry, whatever the number of parts. Safe to call twice.
    """
    wanted = {"rescoring_id": row.pk, "step": step}
    outbox.add_entry(topic=PARTS_TOPIC, payload=wanted, dedupe_key=f"{PARTS_TOPIC}:{row.pk}:{step}")


def rescore_all(*, rescoring_id: int, step: str) -> None:
    """Have every part of a rescoring do a step.

    Args:
        rescoring_id: row id.
        step: "compute", "publish" or "undo".

    Handler of the outbox topic. One outbox entry for each part, also for one that has done the step: the last of them
    ends it. None where the rescoring has moved on. Safe to call twice and at once.
    """
    states, _change, _end = STEPS[step]
    parts = RescoringChunk.objects.filter(rescoring=rescoring_id, rescoring__state__in=states)
    ids = parts.order_by("first").values_list("pk", flat=True)
    outbox.add_entries(topic=TOPIC, payloads={f"{TOPIC}:{pk}:{step}": {"chunk_id": pk, "step": step} for pk in ids})


def rescore_part(*, chunk_id: int, step: str) -> None:
    """Do a step of a rescoring for one part of its attempts, and end the step after the last part.

    Args:
        chunk_id: of the part.
        step: "compute", "publish" or "undo".

    Handler of the outbox topic. One transaction for the part, held by a conditional update of its row: safe to call
    twice, at once and in any order; whoever dies in the middle leaves nothing behind. A step of a rescoring that was
    called off, or has moved on, does nothing. Announces scores_changed when it publishes, scores_restored when it
    undoes.
    """
    chunk = RescoringChunk.objects.select_related("rescoring").get(pk=chunk_id)
    row = chunk.rescoring
    states, (before, after), _end = STEPS[step]
    with transaction.atomic():
        under_way = Rescoring.objects.filter(pk=row.pk, state__in=states)
        mine = RescoringChunk.objects.filter(pk=chunk_id, state=before, rescoring__in=under_way)
        if mine.update(state=after):
            _do(row, step, (chunk.first, chunk.last))
            under_way.filter(state=RescoringState.PLANNED).update(state=RescoringState.COMPUTING)
    _end_step(row, step)


def _do(row: Rescoring, step: str, between: Range) -> None:
    if step == UNDO:
        _move(row, between, is_back=True)
        return
    _compute(row, between)
    if step == PUBLISH:
        _move(row, between, is_back=False)


def _end_step(row: Rescoring, step: str) -> None:
    states, (before, _after), end = STEPS[step]
    if row.chunks.filter(state=before).exists():
        return
    while step == PUBLISH and _publish_late_ones(row):
        pass
    with transaction.atomic():
        if Rescoring.objects.filter(pk=row.pk, state__in=states).update(state=end) and step != COMPUTE:
            request_letters(row, is_back=step == UNDO)


@transaction.atomic
def _publish_late_ones(row: Rescoring) -> int:
    """Publish attempts that were handed in, on an earlier version, after their part was done."""
    if not Rescoring.objects.filter(pk=row.pk, state=RescoringState.PUBLISHING).update(state=F("state")):
        return 0
    late = _compute(row, (0, None), AT_ONCE)
    if late:
        _move(row, (late[0], late[-1]), is_back=False)
    return len(late)


def _within(attempts: QuerySet[Attempt], between: Range) -> QuerySet[Attempt]:
    first, last = between
    return attempts.filter(pk__gte=first) if last is None else attempts.filter(pk__gte=first, pk__lte=last)


def _compute(row: Rescoring, between: Range, most: int | None = None) -> list[int]:
    """Store new scores and what they mean, for attempts that have none here, or whose score is another one by now.

    Attempts that were begun after it was planned are on that version, or on a later one, which they keep.
    """
    known = row.items.filter(attempt=OuterRef("pk"), before=OuterRef("score"))
    earlier = in_scope(row.exercise_id, row.target_id).filter(started_at__lte=row.created_at)
    due = _within(earlier, between).exclude(Exists(known)).order_by("pk")[:most]
    found = rescored(due, row.target_id, may_lower=row.may_lower)
    ids = [entry.attempt_id for entry in found]
    new = [_score(entry, entry.scored) for entry in found if entry.scored]
    Score.objects.bulk_create(new, ignore_conflicts=True)
    scores = Score.objects.filter(version=row.target_id, attempt__in=ids)
    places = {(attempt, number): pk for pk, attempt, number in scores.values_list("pk", "attempt", "marks_number")}
    row.items.filter(attempt__in=ids).delete()
    RescoringItem.objects.bulk_create(
        RescoringItem(
            rescoring=row,
            attempt_id=entry.attempt_id,
            before_id=entry.before_id,
            after_id=places.get((entry.attempt_id, entry.marks_number)) if entry.scored else None,
            outcome=entry.outcome,
            change=entry.change,
            crosses=entry.crosses,
        )
        for entry in found
    )
    return ids


def _score(entry: Rescored, scored: ScoredResponse) -> Score:
    return Score(
        attempt_id=entry.attempt_id,
        version_id=scored.definition,
        scorer=scored.scorer,
        policy_hash=entry.policy_hash,
        marks_hash=scored.marks,
        marks_number=entry.marks_number,
        state=scored.state,
        earned=scored.earned,
        possible=scored.possible,
        passed=entry.passed,
        # An expression keeps the JSON out of a PostgreSQL array, whose quoting costs as much time as the scoring.
        result=Value(scored.to_json(), JSONField()),
    )


def _move(row: Rescoring, between: Range, *, is_back: bool) -> None:
    """Let the scores of one side count instead of those of the other, and tell of it."""
    source, target = ("after", "before") if is_back else ("before", "after")
    due = row.items.filter(attempt=OuterRef("pk"), outcome__in=MOVING_OUTCOMES, **{source: OuterRef("score")})
    scored = Attempt.objects.filter(exercise=row.exercise_id, state__in=SCORED_STATES)
    attempts = _within(scored, between).filter(Exists(due))
    ids = list(attempts.values_list("pk", flat=True))
    attempts.update(score=Subquery(due.values(target)[:1]))
    fields = ("attempt_id", "attempt__learner_id", "outcome", "attempt__score_id")
    moved = row.items.filter(attempt__in=ids, attempt__score=F(target))
    rows = list(moved.values_list(*fields, f"{target}__earned", f"{target}__possible"))
    record_many({entry[0]: [_event(row, entry, is_back)] for entry in rows})
    evidence.recount(exercise_id=row.exercise_id, learner_ids={entry[1] for entry in rows})
    _announce(row, [entry[:2] for entry in rows if entry[2] != Outcome.SAME], is_back)


def _event(row: Rescoring, entry: tuple[Any, ...], is_back: bool) -> Happened:
    _attempt, _learner, _outcome, score, earned, possible = entry
    kind = EventKind.RESCORING_UNDONE if is_back else EventKind.RESCORED
    by_id = row.undone_by_id if is_back else row.published_by_id
    return Happened(kind, by_id, {"rescoring": str(row.key), "score": score, "earned": earned, "possible": possible})


def _announce(row: Rescoring, changed: Sequence[tuple[int, int]], is_back: bool) -> None:
    if changed:
        signal = signals.scores_restored if is_back else signals.scores_changed
        attempts, learners = zip(*changed, strict=True)
        signal.send(
            sender=Rescoring,
            attempt_ids=attempts,
            exercise_id=row.exercise_id,
            learner_ids=sorted(set(learners)),
            cause=row.key,
        )
