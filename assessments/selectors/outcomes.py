"""What came out of attempts that another app remembers by their row ids."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from assessments.enums import HANDED_IN_STATES, RELEASED_STATES, AttemptState
from assessments.models import Attempt


@dataclass(frozen=True, slots=True)
class Outcome:
    """An attempt and its result. For whoever may see it, ask `is_released`.

    Attributes:
        earned: micro-points; None while there is no score. `possible` and `passed` likewise.
    """

    key: UUID
    exercise_id: int
    submitted_at: datetime.datetime | None
    is_open: bool
    is_handed_in: bool
    is_released: bool
    earned: int | None
    possible: int | None
    passed: bool | None


def outcomes_of(attempt_ids: Collection[int]) -> dict[int, Outcome]:
    """Read attempts with their results.

    Args:
        attempt_ids: row ids, any number.

    Returns:
        Row id -> outcome. One statement.
    """
    fields = ("pk", "key", "exercise_id", "submitted_at", "state", "score__earned", "score__possible", "score__passed")
    rows = Attempt.objects.filter(pk__in=attempt_ids).values_list(*fields)
    return {
        pk: Outcome(
            key=key,
            exercise_id=exercise_id,
            submitted_at=submitted_at,
            is_open=state == AttemptState.OPEN,
            is_handed_in=state in HANDED_IN_STATES,
            is_released=state in RELEASED_STATES,
            earned=earned,
            possible=possible,
            passed=passed,
        )
        for pk, key, exercise_id, submitted_at, state, earned, possible, passed in rows
    }
