import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Abs

from assessments.enums import (
    CHANGING_OUTCOMES,
    MOVING_OUTCOMES,
    SCORED_STATES,
    AttemptState,
    ChunkState,
    Outcome,
    RescoringState,
)
from assessments.models import Attempt, Rescoring, RescoringItem, Score
from assessments.rules import points
from assessments.selectors.references import reference_of
from assessments.selectors.remarking import asked_again
from assessments.selectors.rescored import Differences, differences

MOST_PEOPLE = 50
MOST_WORK = 50
CANCELLABLE = (RescoringState.PLANNED, RescoringState.COMPUTING, RescoringState.READY)
# The step that the parts of a rescoring have come to when it has come to an end in this state.
DONE = {
    RescoringState.PLANNED: ChunkState.COMPUTED,
    RescoringState.COMPUTING: ChunkState.COMPUTED,
    RescoringState.READY: ChunkState.COMPUTED,
    RescoringState.PUBLISHING: ChunkState.PUBLISHED,
    RescoringState.PUBLISHED: ChunkState.PUBLISHED,
    RescoringState.UNDOING: ChunkState.UNDONE,
    RescoringState.UNDONE: ChunkState.UNDONE,
    RescoringState.CANCELLED: ChunkState.COMPUTED,
}


@dataclass(frozen=True, slots=True)
class RescoredAttempt:
    """Somebody whom a rescoring makes pass or fail, or takes points from. Percent as shown; `kept` counts no change."""

    learner_id: int
    number: int
    reference: str
    outcome: str
    percent_before: int
    percent_after: int
    passed_before: bool
    passed_after: bool


@dataclass(frozen=True, slots=True)
class WorkToMark:
    """Written work that only people can score again; `is_done` once somebody has, after it was published."""

    reference: str
    is_done: bool
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class RescoringData:
    """A rescoring, its progress and what it changes.

    Attributes:
        target: hash of the version that scores.
        chunks: parts of the work; `chunks_done` of the step under way.
        sample: what up to 200 attempts showed when it was planned.
        report: what is worked out so far; None before anything is.
        people: at most 50 who pass or fail now, or lose points; those who are hit hardest first.
        to_mark: at most 50 pieces of written work that people mark again, those that wait first; `asked` counts all
            of it, `marked` what somebody has marked again. None of it was taken out.
        moved_on: of a rescoring that was published, attempts that count by yet another score since: it cannot be undone
            for them.
    """

    key: UUID
    exercise_key: UUID
    target: str
    state: str
    reason: str
    may_lower: bool
    author_id: int
    created_at: datetime.datetime
    published_by_id: int | None
    published_at: datetime.datetime | None
    undone_by_id: int | None
    undone_at: datetime.datetime | None
    chunks: int
    chunks_done: int
    sample: Differences
    report: Differences | None
    people: tuple[RescoredAttempt, ...]
    to_mark: tuple[WorkToMark, ...]
    asked: int
    marked: int
    moved_on: int

    @property
    def may_publish(self) -> bool:
        return self.state == RescoringState.READY

    @property
    def may_undo(self) -> bool:
        return self.state == RescoringState.PUBLISHED

    @property
    def may_cancel(self) -> bool:
        return self.state in CANCELLABLE


def rescoring(key: UUID) -> RescoringData | None:
    """Read a rescoring with its report.

    Args:
        key: of the rescoring.

    Returns:
        None when there is none. Seven statements.
    """
    row = _rows().filter(key=key).first()
    if row is None:
        return None
    counts = _to_mark(row).aggregate(asked=Count("pk"), marked=Count("pk", filter=Q(is_done=True)))
    data = replace(_data(row), people=_people(row), to_mark=_work(row), **counts)
    return replace(data, report=_report(row), moved_on=_moved_on(row))


def rescorings_of(exercise_key: UUID) -> tuple[RescoringData, ...]:
    """List the rescorings of an exercise.

    Args:
        exercise_key: of the exercise.

    Returns:
        Newest first, without reports and people. One statement.
    """
    return tuple(_data(row) for row in _rows().filter(exercise__key=exercise_key).order_by("-pk"))


def changed_results(row: Rescoring, *, is_back: bool) -> QuerySet[Attempt]:
    """Select the attempts whose visible result is another one since a rescoring was published, or undone.

    Args:
        row: of the rescoring.
        is_back: whether it was undone.

    Returns:
        By learner, the newest try first, with exercise and learner at hand. Those that look the same are left out, and
        those that count by yet another score.
    """
    side = F("before") if is_back else F("after")
    items = _seen(row.items.filter(attempt=OuterRef("pk"), attempt__score=side))
    attempts = Attempt.objects.released().filter(Exists(items), exercise=row.exercise_id, learner__isnull=False)
    slim = attempts.select_related("exercise", "learner").defer("variant", "policy", "submitted_response")
    return slim.order_by("learner", "-number")


def _seen(items: QuerySet[RescoringItem]) -> QuerySet[RescoringItem]:
    """Leave out what nobody sees: another fraction of the points that shows the same percent, and passes as before."""
    return items.filter(outcome__in=CHANGING_OUTCOMES).exclude(change=0, crosses=0)


@dataclass(frozen=True, slots=True)
class ResultChange:
    """A rescoring that changed a result.

    Attributes:
        percent_before: as shown; `percent_after` likewise, the same only where `crosses` is not 0.
        crosses: 1 when it passes and did not before, -1 the other way round.
        taken_back_at: when the result from before counted again; None where it did not.
    """

    at: datetime.datetime
    reason: str
    percent_before: int
    percent_after: int
    crosses: int
    taken_back_at: datetime.datetime | None


def result_changes(attempt: Attempt) -> tuple[ResultChange, ...]:
    """List the rescorings that changed a result.

    Args:
        attempt: released, with the score that counts.

    Returns:
        The first one first; of those that are published or undone part by part, as far as this result is. One
        statement.
    """
    mine = RescoringItem.objects.filter(attempt=attempt, rescoring__published_at__isnull=False)
    coming = Q(rescoring__state=RescoringState.PUBLISHING) & ~Q(after=attempt.score)
    rows = _seen(mine).exclude(coming).select_related("rescoring", "before", "after")
    return tuple(_change(item, attempt.score) for item in rows.order_by("rescoring"))


def _change(item: RescoringItem, current: Score | None) -> ResultChange:
    before, after = item.before, item.after or item.before
    is_undoing = item.rescoring.state == RescoringState.UNDOING
    # Marks that were released since count on, whatever is undone.
    is_kept = current is not None and (current.marks_number > after.marks_number or (is_undoing and current == after))
    return ResultChange(
        at=item.rescoring.published_at or item.rescoring.created_at,
        reason=item.rescoring.reason,
        percent_before=points.percent(before.earned, before.possible),
        percent_after=points.percent(after.earned, after.possible),
        crosses=item.crosses,
        taken_back_at=None if is_kept else item.rescoring.undone_at,
    )


def still_rescored(key: UUID, learner_ids: Collection[int]) -> set[int]:
    """Say who has results that count by what a rescoring gave them.

    Args:
        key: of the rescoring.
        learner_ids: whom to look at.

    Returns:
        Those among them; while it is undone part by part, the results of one person may stand in several parts. One
        statement.
    """
    counting = Attempt.objects.filter(learner__in=learner_ids, state__in=SCORED_STATES)
    items = RescoringItem.objects.filter(
        rescoring__key=key, attempt__in=counting, outcome__in=MOVING_OUTCOMES, attempt__score=F("after")
    )
    return set(items.values_list("attempt__learner", flat=True))


def _rows() -> QuerySet[Rescoring]:
    step = Case(*(When(state=state, then=Value(step)) for state, step in DONE.items()))
    done = Count("chunks", filter=Q(chunks__state=F("step")))
    return Rescoring.objects.select_related("exercise").annotate(step=step).annotate(all=Count("chunks"), done=done)


def _data(row: Any) -> RescoringData:
    return RescoringData(
        key=row.key,
        exercise_key=row.exercise.key,
        target=row.target_id,
        state=row.state,
        reason=row.reason,
        may_lower=row.may_lower,
        author_id=row.author_id,
        created_at=row.created_at,
        published_by_id=row.published_by_id,
        published_at=row.published_at,
        undone_by_id=row.undone_by_id,
        undone_at=row.undone_at,
        chunks=row.all,
        chunks_done=row.done,
        sample=_from_json(row.sample),
        report=None,
        people=(),
        to_mark=(),
        asked=0,
        marked=0,
        moved_on=0,
    )


def _from_json(stored: Mapping[str, Any]) -> Differences:
    return Differences(**{**stored, "steps": tuple((step, number) for step, number in stored["steps"])})


def _report(row: Rescoring) -> Differences | None:
    groups = row.items.values_list("outcome", "change", "crosses").annotate(number=Count("pk")).order_by()
    found = differences(groups)
    return found if found.count else None


def _people(row: Rescoring) -> tuple[RescoredAttempt, ...]:
    hit = row.items.filter(Q(change__lt=0) | ~Q(crosses=0)).select_related("attempt", "before", "after")
    return tuple(_person(item) for item in hit.order_by(-Abs("crosses"), "change", "pk")[:MOST_PEOPLE] if item.after)


def _person(item: RescoringItem) -> RescoredAttempt:
    before, after = item.before, item.after or item.before
    return RescoredAttempt(
        learner_id=item.attempt.learner_id or 0,
        number=item.attempt.number,
        reference=reference_of(item.attempt.key),
        outcome=item.outcome,
        percent_before=points.percent(before.earned, before.possible),
        percent_after=points.percent(after.earned, after.possible),
        passed_before=before.passed,
        passed_after=after.passed,
    )


def _to_mark(row: Rescoring) -> QuerySet[Any]:
    """Select work that people mark again, without what was taken out.

    Marks that were released before it was published are none of that, and no score that another rescoring gave.
    """
    is_done = Q(attempt__score__marks_number__gt=F("before__marks_number")) if row.published_at else Q(pk=None)
    items = row.items.filter(outcome=Outcome.REMARK).exclude(attempt__state=AttemptState.VOID)
    return items.annotate(is_done=is_done)


def _work(row: Rescoring) -> tuple[WorkToMark, ...]:
    asked = Attempt.objects.filter(Exists(asked_again()), pk=OuterRef("attempt"))
    work = _to_mark(row).annotate(is_waiting=Exists(asked)).order_by("-is_waiting", "is_done", "pk")
    found = work.values_list("attempt__key", "is_done", "is_waiting")[:MOST_WORK]
    return tuple(WorkToMark(reference_of(key), *states) for key, *states in found)


def _moved_on(row: Rescoring) -> int:
    if row.published_at is None:
        return 0
    moved = row.items.filter(outcome__in=MOVING_OUTCOMES)
    return moved.exclude(attempt__score=F("before")).exclude(attempt__score=F("after")).count()
