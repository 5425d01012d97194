import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from assessments.enums import MARKED_KINDS, RELEASED_STATES, USED_STATES, AttemptState
from assessments.models import Attempt, Exercise, TryGrant
from assessments.rules import points, policy
from assessments.rules.aggregate.attempts import Counted, counted
from assessments.rules.policy import Policy
from assessments.selectors.given import given_in, given_to
from assessments.selectors.times import NOTHING_GIVEN, Given, Times, times_of

EXERCISE_FIELDS = ("pk", "key", "kind", "title", "policy", "current_version_id", "retired")
# The learner, then the fields of _Try in order.
TRY_FIELDS = (
    *("learner_id", "exercise_id", "key", "number", "state", "submitted_at"),
    *("score__version_id", "score__policy_hash", "score__earned", "score__possible", "score__passed"),
)
NUMBER = TRY_FIELDS.index("number")


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """A released attempt with its current score: `earned` of `possible` micro-points, and for display `percent`.

    `nth` counts the tries that are over, from 1; what was taken out is none of them. `version` and `policy`
    are the hashes of those by which it was scored.
    """

    key: UUID
    number: int
    submitted_at: datetime.datetime
    percent: int
    passed: bool
    earned: int
    possible: int
    nth: int
    version: str
    policy: str


@dataclass(frozen=True, slots=True)
class ExerciseState:
    """Where one learner stands in one exercise, by the policy that is in force now.

    What a learner tried as a guest, before signing up, is no part of it.

    Attributes:
        is_ready: whether it can be started: published and not withdrawn.
        tries_used: tries that are over, one that waits for its marks or its release included; not what was taken out.
        tries_left: None when unlimited.
        tries_granted: how many a coordinator has added to those that the policy allows.
        counted_percent: of what counts by the policy, 0 to 100; None before the first was released.
        counted_earned: micro-points of what counts, 0 before the first.
        counted_possible: micro-points it could have earned, 0 before the first.
        counted_version: hash of the version that attempt was scored by, the newest where the mean counts; "" before.
        counted_policy: hash of the policy it was scored by; "" before.
        passed: whether what counts passed, by the policy it was begun under; where the best counts, any attempt; the
            mean by the policy of now.
        key_is_due: whether right answers may be shown.
        waiting_attempt_key: of the attempt that is handed in and waits for its marks; no other can begin meanwhile.
        held_attempt_key: of the newest attempt whose result is held back.
        last_attempt_key: the newest submitted attempt.
        counted_key: of the attempt that counts; of a mean the newest; None before the first was released.
        looked_at_key: of a released attempt that waits for a second look.
        past: released attempts, oldest first.
        times: until when it can be taken, for how long, and when another try can begin.
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
    counted_percent: int | None
    counted_earned: int
    counted_possible: int
    counted_version: str
    counted_policy: str
    passed: bool
    key_is_due: bool
    open_attempt_key: UUID | None
    waiting_attempt_key: UUID | None
    held_attempt_key: UUID | None
    last_attempt_key: UUID | None
    counted_key: UUID | None
    looked_at_key: UUID | None
    past: tuple[PastAttempt, ...]
    times: Times

    @property
    def is_without_tries(self) -> bool:
        """No try is left or under way."""
        is_under_way = self.open_attempt_key is not None or self.is_waiting
        return self.tries_left == 0 and not is_under_way and self.is_ready

    @property
    def is_used_up(self) -> bool:
        """No try is left or under way, and there is something to gain by another one."""
        return self.is_without_tries and self.may_gain

    @property
    def is_marked_by_people(self) -> bool:
        """Its score comes from marks that people give."""
        return self.kind in MARKED_KINDS

    @property
    def may_gain(self) -> bool:
        """Another try could improve what counts."""
        has_full_marks = 0 < self.counted_possible <= self.counted_earned
        is_settled = self.policy.counting == "first" and self.counted_percent is not None
        return not has_full_marks and not is_settled

    @property
    def may_begin(self) -> bool:
        """Another try can be begun now."""
        is_under_way = self.open_attempt_key is not None or self.waiting_attempt_key is not None
        return self.is_ready and self.tries_left != 0 and not is_under_way and self.times.is_open

    @property
    def is_waiting(self) -> bool:
        """A try waits for its marks, or its result is held back."""
        return self.waiting_attempt_key is not None or self.held_attempt_key is not None


@dataclass(frozen=True, slots=True)
class _Try:
    exercise_id: int
    key: UUID
    number: int
    state: str
    submitted_at: datetime.datetime
    version: str
    policy: str
    earned: int
    possible: int
    passed: bool
    granted: int

    @property
    def is_open(self) -> bool:
        return self.state == AttemptState.OPEN

    @property
    def is_waiting(self) -> bool:
        return self.state == AttemptState.SUBMITTED

    @property
    def is_released(self) -> bool:
        return self.state in RELEASED_STATES

    def as_past(self, nth: int) -> PastAttempt:
        percent = points.percent(self.earned, self.possible)
        return PastAttempt(
            self.key,
            self.number,
            self.submitted_at,
            percent,
            self.passed,
            self.earned,
            self.possible,
            nth,
            self.version,
            self.policy,
        )


def exercise_states(*, learner_id: int | None, exercise_ids: Sequence[int]) -> dict[int, ExerciseState]:
    """Say where a learner stands in each of some exercises.

    Args:
        learner_id: whose attempts count; None for somebody who is not signed in.
        exercise_ids: row ids, any number; ids without a row are left out of the result.

    Returns:
        row id -> state. One statement whatever the number, one more where an exercise closes or has a time limit, and
        two more where time was given for all exercises.
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
        learner id -> row id -> state, an entry for each learner given. One statement whatever the numbers, one more
        where an exercise closes or has a time limit.
    """
    counting = Q(attempts__learner_id__in=learner_ids, attempts__as_guest=False)
    chosen = Exercise.objects.filter(pk__in=exercise_ids)
    exercises, tries = _with_tries(chosen.annotate(mine=FilteredRelation("attempts", condition=counting)))
    given = given_to(learner_ids, [exercise.pk for exercise in exercises if Policy.from_json(exercise.policy).is_timed])

    def state(learner_id: int, exercise: Exercise) -> ExerciseState:
        place = (learner_id, exercise.pk)
        return _state(exercise, tries.get(place, []), given.get(place, NOTHING_GIVEN))

    return {pk: {exercise.pk: state(pk, exercise) for exercise in exercises} for pk in learner_ids}


def state_beside(attempt: Attempt) -> ExerciseState:
    """Say where the owner of an attempt stands among attempts of its sort.

    Args:
        attempt: any attempt, with its exercise and the sample it may be at hand.

    Returns:
        By the attempts that count, or by those begun as a guest where this one was; these go on only as long as the
        exercise is on offer to everybody. One statement, two where it closes or has a time limit.
    """
    mine = Attempt.objects.of(attempt.owner).filter(exercise=attempt.exercise_id, as_guest=attempt.as_guest)
    is_timed = Policy.from_json(attempt.exercise.policy).is_timed
    given = given_in(attempt.exercise_id, attempt.learner_id) if is_timed else NOTHING_GIVEN
    state = _state(attempt.exercise, [entry for _learner_id, entry in _in_order(_rows(mine, ()))], given)
    is_offered = not attempt.as_guest or hasattr(attempt.exercise, "sample")
    return replace(state, is_ready=state.is_ready and is_offered)


def _with_tries(chosen: QuerySet[Exercise]) -> tuple[list[Exercise], Mapping[tuple[int, int], Sequence[_Try]]]:
    """Read exercises together with the attempts that `mine` relates them to."""
    exercises: dict[int, Exercise] = {}
    read: list[tuple[Any, ...]] = []
    for row in _rows(chosen, EXERCISE_FIELDS, "mine__"):
        exercise_fields, attempt_fields = row[: len(EXERCISE_FIELDS)], row[len(EXERCISE_FIELDS) :]
        exercises.setdefault(row[0], Exercise(**dict(zip(EXERCISE_FIELDS, exercise_fields, strict=True))))
        read.append(attempt_fields)
    grouped: dict[tuple[int, int], list[_Try]] = {}
    for learner_id, entry in _in_order(read):
        grouped.setdefault((learner_id, entry.exercise_id), []).append(entry)
    return list(exercises.values()), grouped


def _rows(chosen: QuerySet[Any], fields: Sequence[str], prefix: str = "") -> QuerySet[Any]:
    """Select fields, those of the attempts behind a prefix, and last their granted tries."""
    tries = (f"{prefix}{name}" for name in TRY_FIELDS)
    granted = chosen.annotate(granted=granted_tries(prefix))
    return granted.values_list(*fields, *tries, "granted")


def _in_order(rows: Iterable[tuple[Any, ...]]) -> list[tuple[int, _Try]]:
    """Put attempts in the order of their numbers; an exercise nobody tried comes with no attempt."""
    tried = sorted((row for row in rows if row[NUMBER] is not None), key=itemgetter(NUMBER))
    return [(row[0], _Try(*row[1:])) for row in tried]


def granted_tries(prefix: str) -> Subquery:
    """Count, beside each attempt, the tries granted to its learner; who never tried needs none.

    Args:
        prefix: the path to the attempt, ending in "__"; empty for a queryset of attempts.

    Returns:
        An expression.
    """
    mine = TryGrant.objects.filter(exercise=OuterRef(f"{prefix}exercise"), learner=OuterRef(f"{prefix}learner"))
    # A plain function: an aggregate would group, which costs more to write as SQL than to run.
    number = Func("pk", function="COUNT", output_field=IntegerField())
    return Subquery(mine.annotate(number=number).values("number"))


def _state(exercise: Exercise, tries: Sequence[_Try], given: Given = NOTHING_GIVEN) -> ExerciseState:
    rules = Policy.from_json(exercise.policy)
    done = [entry for entry in tries if entry.state in USED_STATES]
    released = [entry for entry in done if entry.is_released]
    open_key = next((entry.key for entry in tries if entry.is_open), None)
    waiting_key = next((entry.key for entry in done if entry.is_waiting), None)
    held_key = next((entry.key for entry in reversed(done) if entry.state == AttemptState.SCORED), None)
    is_trying = any(key is not None for key in (open_key, waiting_key, held_key))
    granted = tries[0].granted if tries else 0
    counts = counted(rules.counting, [(entry.earned, entry.possible) for entry in released])
    times = times_of(rules, given, now=timezone.now(), last_handed_in=done[-1].submitted_at if done else None)
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
        counted_percent=points.percent(counts.earned, counts.possible) if counts else None,
        counted_earned=counts.earned if counts else 0,
        counted_possible=counts.possible if counts else 0,
        counted_version=_chosen(counts, released).version if counts else "",
        counted_policy=_chosen(counts, released).policy if counts else "",
        passed=counts is not None and _is_passed(rules, counts, released),
        key_is_due=_key_is_due(rules, (len(done), granted), counts, is_trying=is_trying, is_over=times.is_over),
        open_attempt_key=open_key,
        waiting_attempt_key=waiting_key,
        held_attempt_key=held_key,
        last_attempt_key=done[-1].key if done else None,
        counted_key=_chosen(counts, released).key if counts else None,
        looked_at_key=next((entry.key for entry in released if entry.state == AttemptState.APPEALED), None),
        past=tuple(entry.as_past(nth) for nth, entry in enumerate(done, start=1) if entry.is_released),
        times=times,
    )


def _chosen(counts: Counted, released: Sequence[_Try]) -> _Try:
    """Find the attempt that counts; of a mean, the newest."""
    return released[-1 if counts.place is None else counts.place]


def _is_passed(rules: Policy, counts: Counted, released: Sequence[_Try]) -> bool:
    if rules.counting == "best":
        return any(entry.passed for entry in released)
    if rules.counting == "mean":
        return policy.is_passed(rules, counts.earned, counts.possible)
    return _chosen(counts, released).passed


def _key_is_due(
    rules: Policy, tries: tuple[int, int], counts: Counted | None, *, is_trying: bool, is_over: bool
) -> bool:
    """Hold the key back while a try is under way that may still count (the limit may have been lowered since)."""
    used, granted = tries
    earned, possible = (counts.earned, counts.possible) if counts else (0, 1)
    is_settled = rules.counting == "first" and counts is not None
    may_still_count = is_trying and not rules.practice and not is_settled and earned < possible
    is_last = is_over or is_settled
    return policy.key_is_due(rules, used, earned, possible, granted, is_last=is_last) and not may_still_count
