import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Func, IntegerField, OuterRef, QuerySet, Subquery

from assessments.enums import AttemptState
from assessments.models import Attempt, Exercise, TryGrant
from assessments.rules import points, policy
from assessments.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """A submitted attempt with its current score."""

    key: UUID
    number: int
    submitted_at: datetime.datetime
    percent: int
    passed: bool


@dataclass(frozen=True, slots=True)
class ExerciseState:
    """Where one learner stands in one exercise, by the policy that is in force now.

    What a learner tried as a guest, before signing up, is no part of it.

    Attributes:
        is_ready: whether it can be started: published and not withdrawn.
        tries_left: None when unlimited.
        tries_granted: how many a coordinator has added to those that the policy allows.
        best_percent: of the attempt that counts, 0 to 100; None before the first was scored.
        best_earned: micro-points of that attempt, 0 before the first.
        best_possible: micro-points it could have earned, 0 before the first.
        best_version: hash of the version that attempt was made on, "" before the first.
        passed: whether any attempt passed by the policy it was begun under.
        key_is_due: whether right answers may be shown.
        last_attempt_key: the newest submitted attempt.
        past: submitted attempts, oldest first.
    """

    exercise_id: int
    key: UUID
    kind: str
    title: str
    policy: Policy
    is_ready: bool
    tries_used: int
    tries_left: int | None
    tries_granted: int
    best_percent: int | None
    best_earned: int
    best_possible: int
    best_version: str
    passed: bool
    key_is_due: bool
    open_attempt_key: UUID | None
    last_attempt_key: UUID | None
    past: tuple[PastAttempt, ...]

    @property
    def is_used_up(self) -> bool:
        """No try is left or under way, and there is something to gain by another one."""
        has_full_marks = 0 < self.best_possible <= self.best_earned
        return self.tries_left == 0 and self.open_attempt_key is None and self.is_ready and not has_full_marks


@dataclass(frozen=True, slots=True)
class _Try:
    exercise_id: int
    key: UUID
    number: int
    state: str
    submitted_at: datetime.datetime
    version: str
    earned: int
    possible: int
    passed: bool
    granted: int

    @property
    def is_open(self) -> bool:
        return self.state == AttemptState.OPEN

    def as_past(self) -> PastAttempt:
        percent = points.percent(self.earned, self.possible)
        return PastAttempt(self.key, self.number, self.submitted_at, percent, self.passed)


def exercise_states(*, learner_id: int | None, exercise_ids: Sequence[int]) -> dict[int, ExerciseState]:
    """Say where a learner stands in each of some exercises.

    Args:
        learner_id: whose attempts count; None for somebody who is not signed in.
        exercise_ids: row ids, any number; ids without a row are left out of the result.

    Returns:
        row id -> state. Two statements whatever the number, one without a learner.
    """
    if learner_id is None:
        return {exercise.pk: _state(exercise, []) for exercise in Exercise.objects.filter(pk__in=exercise_ids)}
    return exercise_states_of(learner_ids=[learner_id], exercise_ids=exercise_ids)[learner_id]


def exercise_states_of(
    *, learner_ids: Collection[int], exercise_ids: Sequence[int]
) -> dict[int, dict[int, ExerciseState]]:
    """Say where each of some learners stands in each of some exercises.

    Args:
        learner_ids: any number.
        exercise_ids: row ids, any number; ids without a row are left out of the result.

    Returns:
        learner id -> row id -> state, an entry for each learner given. Two statements whatever the numbers.
    """
    exercises = list(Exercise.objects.filter(pk__in=exercise_ids))
    tries = _tries(learner_ids, exercise_ids)
    return {
        learner_id: {exercise.pk: _state(exercise, tries.get((learner_id, exercise.pk), [])) for exercise in exercises}
        for learner_id in learner_ids
    }


def state_beside(attempt: Attempt) -> ExerciseState:
    """Say where the owner of an attempt stands among attempts of its sort.

    Args:
        attempt: any attempt, with its exercise and the sample it may be at hand.

    Returns:
        By the attempts that count, or by those begun as a guest where this one was; these go on only as long as the
        exercise is on offer to everybody. One statement.
    """
    mine = Attempt.objects.of(attempt.owner).filter(exercise=attempt.exercise_id, as_guest=attempt.as_guest)
    state = _state(attempt.exercise, [entry for _learner_id, entry in _read(mine)])
    is_offered = not attempt.as_guest or hasattr(attempt.exercise, "sample")
    return replace(state, is_ready=state.is_ready and is_offered)


def _tries(learner_ids: Collection[int], exercise_ids: Sequence[int]) -> Mapping[tuple[int, int], Sequence[_Try]]:
    grouped: dict[tuple[int, int], list[_Try]] = {}
    counting = Attempt.objects.filter(learner_id__in=learner_ids, exercise_id__in=exercise_ids, as_guest=False)
    for learner_id, entry in _read(counting):
        grouped.setdefault((learner_id, entry.exercise_id), []).append(entry)
    return grouped


def _read(attempts: QuerySet[Attempt]) -> list[tuple[int, _Try]]:
    """Read attempts with their scores, oldest first; of several scores of an attempt the newest stays."""
    fields = ("exercise_id", "key", "number", "state", "submitted_at", "version_id")
    scores = ("scores__earned", "scores__possible", "scores__passed")
    rows = (
        attempts.annotate(granted=granted_tries())
        .order_by("number", "scores__pk")
        .values_list("learner_id", *fields, *scores, "granted")
    )
    return list({row[2]: (row[0], _Try(*row[1:])) for row in rows}.values())


def granted_tries() -> Subquery:
    """Count, beside each attempt, the tries granted to its learner; who never tried needs none.

    Returns:
        An expression for a queryset of attempts.
    """
    mine = TryGrant.objects.filter(exercise=OuterRef("exercise"), learner=OuterRef("learner"))
    # A plain function: an aggregate would group, which costs more to write as SQL than to run.
    number = Func("pk", function="COUNT", output_field=IntegerField())
    return Subquery(mine.annotate(number=number).values("number"))


def _state(exercise: Exercise, tries: Sequence[_Try]) -> ExerciseState:
    rules = Policy.from_json(exercise.policy)
    done = [entry for entry in tries if not entry.is_open]
    open_key = next((entry.key for entry in tries if entry.is_open), None)
    granted = tries[0].granted if tries else 0
    chosen = policy.best([(entry.earned, entry.possible) for entry in done])
    earned, possible = (0, 0) if chosen is None else (done[chosen].earned, done[chosen].possible)
    return ExerciseState(
        exercise_id=exercise.pk,
        key=exercise.key,
        kind=exercise.kind,
        title=exercise.title,
        policy=rules,
        is_ready=exercise.current_version_id is not None and not exercise.retired,
        tries_used=len(done),
        tries_left=policy.tries_left(rules, len(done), granted),
        tries_granted=granted,
        best_percent=None if chosen is None else points.percent(earned, possible),
        best_earned=earned,
        best_possible=possible,
        best_version="" if chosen is None else done[chosen].version,
        passed=any(entry.passed for entry in done),
        key_is_due=_key_is_due(rules, (len(done), granted), (earned, possible), is_trying=open_key is not None),
        open_attempt_key=open_key,
        last_attempt_key=done[-1].key if done else None,
        past=tuple(entry.as_past() for entry in done),
    )


def _key_is_due(rules: Policy, tries: tuple[int, int], top: tuple[int, int], *, is_trying: bool) -> bool:
    """Hold the key back while a try is under way that may still count (the limit may have been lowered since)."""
    may_still_count = is_trying and not rules.practice and top[0] < top[1]
    used, granted = tries
    return policy.key_is_due(rules, used, *top, granted=granted) and not may_still_count
