"""What attempts would score on another version of their exercise; nothing is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from assessments.enums import SCORED_STATES, Outcome
from assessments.models import Attempt, ExerciseVersion
from assessments.rules import canon, policy, registry, rescoring
from assessments.rules.rescoring import Points
from assessments.rules.types import ScoredResponse
from assessments.selectors.verifying import INPUTS, Marks, marks_of, replayed

FIELDS = ("pk", "score_id", "version_id", "score__version_id", "policy_hash", "score__marks_number")
POINTS = ("score__earned", "score__possible", "score__passed")


@dataclass(frozen=True, slots=True)
class Rescored:
    """What one attempt would score.

    Attributes:
        before_id: row id of the score that counts.
        scored: None where only people can say.
        marks_number: the release of marks that it rests on, 0 for none.
        outcome: an `Outcome`.
        change: percent points, as shown.
        crosses: 1 when it passes and did not, -1 the other way round, else 0.
    """

    attempt_id: int
    before_id: int
    policy_hash: str
    marks_number: int
    outcome: str
    change: int = 0
    crosses: int = 0
    scored: ScoredResponse | None = None
    passed: bool = False


def in_scope(exercise_id: int, target: str) -> QuerySet[Attempt]:
    """Select the attempts that a rescoring is about.

    Args:
        exercise_id: row id.
        target: hash of the version to score on.

    Returns:
        Those that have a score on another version; not what guests began: that counts towards nothing.
    """
    scored = Attempt.objects.filter(exercise=exercise_id, as_guest=False, state__in=SCORED_STATES, score__isnull=False)
    return scored.exclude(score__version=target)


def rescored(attempts: QuerySet[Attempt], target: str, *, may_lower: bool) -> list[Rescored]:
    """Score attempts on another version.

    Args:
        attempts: at most some hundred, of one exercise, in scope.
        target: hash of the version to score on.
        may_lower: whether a lower score may count.

    Returns:
        One result an attempt. At most two statements, and one for each version that was not read lately.
    """
    rows = list(attempts.values_list(*FIELDS, *POINTS, *INPUTS))
    marks = marks_of({row[0] for row in rows if row[5]})
    return [_rescored(row, target, marks, may_lower) for row in rows]


def can_rescore(version: str, target: str) -> bool:
    """Say whether answers to one version can be scored by another without anybody.

    Args:
        version: hash of the version that was answered.
        target: hash of the version to score on.

    Returns:
        False when what could be seen or answered differs. No statement for versions that were read lately.
    """
    return _change(version, target) != "structure"


def has_other_key(version: str, target: str) -> bool:
    """Say whether a version asks what another asks, and scores it by another key.

    Args:
        version: hash of the version that was asked.
        target: hash of the version in force.

    Returns:
        False when both are the same, only words differ, or the task does. No statement for versions that were read
        lately.
    """
    return _change(version, target) == "key"


def _rescored(row: tuple[Any, ...], target: str, marks: Marks, may_lower: bool) -> Rescored:
    pk, before_id, own, scored_by, policy_hash, marks_number = row[: len(FIELDS)]
    before, inputs = Points(*row[len(FIELDS) : len(FIELDS) + len(POINTS)]), row[len(FIELDS) + len(POINTS) :]
    same = (pk, before_id, policy_hash, marks_number)
    whole = _whole(target)
    if not can_rescore(scored_by if marks_number else own, target):
        may_mark = marks_number and registry.needs_marking(whole)
        return Rescored(*same, Outcome.REMARK if may_mark else Outcome.REFUSED)
    scored, rules = replayed(whole, inputs, marks.get((pk, marks_number)))
    if scored.state == "needs_marking":
        return Rescored(*same, Outcome.REMARK)
    passed = policy.is_passed(rules, scored.earned, scored.possible)
    found = rescoring.compare(before, Points(scored.earned, scored.possible, passed), may_lower=may_lower)
    return Rescored(*same, found.outcome, found.change, found.crosses, scored, passed)


@lru_cache(maxsize=8)
def _whole(version: str) -> canon.Whole:
    return canon.Whole(ExerciseVersion.objects.values_list("definition", flat=True).get(pk=version))


@lru_cache(maxsize=64)
def _change(version: str, target: str) -> str:
    return registry.change_class(_whole(version), _whole(target))


@dataclass(frozen=True, slots=True)
class Differences:
    """What a rescoring changes, counted.

    Attributes:
        count: attempts.
        outcomes: every `Outcome` -> how many of them.
        steps: (percent points, how many), from the largest loss to the largest gain; nobody stands at 0 who was refused
            or has to be marked anew.
        now_pass: attempts that pass and did not.
        now_fail: attempts that passed and would not; those that are kept as they are included.
    """

    count: int
    outcomes: dict[str, int]
    steps: tuple[tuple[int, int], ...]
    now_pass: int
    now_fail: int


def differences(rows: Iterable[tuple[str, int, int, int]]) -> Differences:
    """Add up what a rescoring changes.

    Args:
        rows: (outcome, change, crosses, how many attempts), in any order.

    Returns:
        The sums.
    """
    outcomes = dict.fromkeys(Outcome.values, 0)
    steps: dict[int, int] = {}
    crossing = {-1: 0, 0: 0, 1: 0}
    for outcome, change, crosses, number in rows:
        outcomes[outcome] += number
        crossing[crosses] += number
        if outcome not in (Outcome.REMARK, Outcome.REFUSED):
            steps[change] = steps.get(change, 0) + number
    return Differences(sum(outcomes.values()), outcomes, tuple(sorted(steps.items())), crossing[1], crossing[-1])
