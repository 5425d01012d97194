"""What tries say of competencies: as it is kept, and as it follows from the attempts."""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, ValidationError

from assessments.models import Attempt, CompetencyEvidence, Exercise, Score
from assessments.rules import points
from assessments.rules.competencies import by_competency
from assessments.rules.errors import PolicyError
from assessments.rules.stats import mastery
from assessments.selectors.exercises import CompetencyData, competencies

CUT = Fraction(7, 10)
"""Share of the points from which on a competency counts as shown."""
AT_ONCE = 500
UNREADABLE = (
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    *(ObjectDoesNotExist, PolicyError, ValidationError),
)
"""What working something out ends in when rows that it rests on were edited by hand to what nothing here writes."""


class Kept(NamedTuple):
    """One row of evidence. `earned` and `possible` are micro-points."""

    learner_id: int
    competency: str
    attempt_id: int
    earned: int
    possible: int


@dataclass(frozen=True, slots=True)
class WrongEvidence:
    """Evidence of one learner from one exercise that is not what follows from the attempts; both sorted.

    `unreadable` says why nothing follows from these attempts, which were edited by hand; mostly empty.
    """

    exercise_id: int
    learner_id: int
    stored: tuple[Kept, ...]
    due: tuple[Kept, ...]
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """What the newest try at an exercise says of a competency. `percent` is rounded for display."""

    exercise_title: str
    attempt_key: UUID
    number: int
    at: datetime.datetime
    result: mastery.Result
    percent: int


@dataclass(frozen=True, slots=True)
class CompetencyRecord:
    """What a learner has shown of a competency.

    Attributes:
        belief: level with its interval, how sure it is, and on how many exercises it rests.
        latest: share of the newest exercise, 0 to 1; the three below are other ways to sum the same results up.
        highest: of all exercises.
        decaying_average: the newest against the mean of those before.
        n_mastery: mean of those that reach the cut; None until three do.
        evidence: oldest first.
    """

    key: str
    title: str
    description: str
    belief: mastery.Belief
    latest: Fraction
    highest: Fraction
    decaying_average: Fraction
    n_mastery: Fraction | None
    evidence: tuple[EvidenceRow, ...]

    @property
    def is_thin(self) -> bool:
        """Whether it rests on too few exercises to say anything."""
        return self.belief.is_mastered is None


def evidence_due(exercise_id: int, learner_ids: Collection[int]) -> list[Kept]:
    """Work out from the attempts at an exercise what they say of competencies.

    Args:
        exercise_id: row id.
        learner_ids: at most some hundred.

    Returns:
        Sorted rows: of each learner what the newest released try that counts says. Practice says nothing: it shows the
        answers at once. Two statements.
    """
    counting = Attempt.objects.released().filter(exercise=exercise_id, learner__in=learner_ids, as_guest=False)
    tries = counting.filter(score__isnull=False).order_by("learner_id", "number")
    newest = {row[0]: row for row in tries.values_list("learner_id", "pk", "score_id", "policy__practice")}
    said = {score_id: (learner_id, pk) for learner_id, pk, score_id, practice in newest.values() if not practice}
    rows = Score.objects.filter(pk__in=said).values_list("pk", "result__criteria")
    return sorted(
        Kept(said[score_id][0], competency, said[score_id][1], *sums)
        for score_id, criteria in rows
        for competency, sums in by_competency(criteria).items()
    )


def evidence_kept(exercise_id: int, learner_ids: Collection[int]) -> list[Kept]:
    """Read what is kept.

    Args:
        exercise_id: row id.
        learner_ids: at most some hundred.

    Returns:
        Sorted rows. One statement.
    """
    rows = CompetencyEvidence.objects.filter(exercise=exercise_id, learner__in=learner_ids)
    return sorted(Kept(*row) for row in rows.values_list(*Kept._fields))


def wrong_evidence(tell: Callable[[int], None] | None = None) -> Iterator[WrongEvidence]:
    """Compare all evidence that is kept with what follows from the attempts.

    Args:
        tell: is told how many more attempts were looked at.

    Yields:
        What differs, by exercise and learner.

    Reads exercise by exercise, some hundred learners at a time; memory does not grow with the number of attempts.
    """
    for exercise_id in Exercise.objects.order_by("pk").values_list("pk", flat=True):
        for learner_ids in _learners(exercise_id):
            yield from _wrong_or_unreadable(exercise_id, learner_ids)
            if tell:
                tell(Attempt.objects.filter(exercise=exercise_id, learner__in=learner_ids).count())


def _wrong_or_unreadable(exercise_id: int, learner_ids: Sequence[int]) -> Iterator[WrongEvidence]:
    """Halve what cannot be read until only the learners are left whose attempts are to blame."""
    stored = evidence_kept(exercise_id, learner_ids)
    try:
        due = evidence_due(exercise_id, learner_ids)
    except UNREADABLE as error:
        if len(learner_ids) == 1:
            yield WrongEvidence(exercise_id, learner_ids[0], tuple(stored), (), repr(error))
            return
        middle = len(learner_ids) // 2
        yield from _wrong_or_unreadable(exercise_id, learner_ids[:middle])
        yield from _wrong_or_unreadable(exercise_id, learner_ids[middle:])
    else:
        if due != stored:
            yield from _differing(exercise_id, stored, due)


def _learners(exercise_id: int) -> Iterator[list[int]]:
    """List who tried an exercise or has evidence from it, some hundred at a time."""
    tried = Attempt.objects.filter(exercise=exercise_id, learner__isnull=False)
    kept = CompetencyEvidence.objects.filter(exercise=exercise_id)
    last = 0
    while True:
        sources = (rows.filter(learner__gt=last).order_by("learner_id") for rows in (tried, kept))
        found = {pk for rows in sources for pk in rows.values_list("learner_id", flat=True).distinct()[:AT_ONCE]}
        if not found:
            return
        ids = sorted(found)[:AT_ONCE]
        yield ids
        last = ids[-1]


def _differing(exercise_id: int, stored: Iterable[Kept], due: Iterable[Kept]) -> Iterator[WrongEvidence]:
    sides = [
        {learner_id: tuple(rows) for learner_id, rows in groupby(side, attrgetter("learner_id"))}
        for side in (stored, due)
    ]
    for learner_id in sorted(set().union(*sides)):
        before, after = (side.get(learner_id, ()) for side in sides)
        if before != after:
            yield WrongEvidence(exercise_id, learner_id, before, after)


def competency_records(
    *, learner_id: int, exercise_ids: Collection[int] | None = None
) -> tuple[list[CompetencyRecord], list[CompetencyData]]:
    """Say what a learner has shown of each competency.

    Args:
        learner_id: whose.
        exercise_ids: of the exercises that the reader may know of; None for all of them.

    Returns:
        Records of competencies with evidence, and the competencies without any, each by title. Two statements.
    """
    listed = competencies()
    rows = CompetencyEvidence.objects.filter(learner=learner_id).select_related("exercise", "attempt")
    if exercise_ids is not None:
        rows = rows.filter(exercise__in=exercise_ids)
    lean = rows.order_by("attempt__submitted_at", "pk").defer(
        "attempt__variant", "attempt__submitted_response", "attempt__policy", "exercise__policy"
    )
    by_key: dict[str, list[CompetencyEvidence]] = {}
    for row in lean:
        by_key.setdefault(row.competency, []).append(row)
    known = [_record(item, by_key[str(item.key)]) for item in listed if str(item.key) in by_key]
    return known, [item for item in listed if str(item.key) not in by_key]


def _record(item: CompetencyData, rows: Sequence[CompetencyEvidence]) -> CompetencyRecord:
    evidence = tuple(_evidence(row) for row in rows)
    results = [row.result for row in evidence]
    return CompetencyRecord(
        key=str(item.key),
        title=item.title,
        description=item.description,
        belief=mastery.bayes(results, float(CUT)),
        latest=results[-1].share,
        highest=max(result.share for result in results),
        decaying_average=mastery.decaying_average(results) or Fraction(),
        n_mastery=mastery.n_mastery(results, CUT),
        evidence=evidence,
    )


def _evidence(row: CompetencyEvidence) -> EvidenceRow:
    return EvidenceRow(
        exercise_title=row.exercise.title,
        attempt_key=row.attempt.key,
        number=row.attempt.number,
        at=row.attempt.submitted_at or row.attempt.started_at,
        result=mastery.Result(str(row.exercise.key), row.earned, row.possible),
        percent=points.percent(row.earned, row.possible),
    )
