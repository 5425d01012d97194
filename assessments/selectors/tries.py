"""The tries of people at exercises, for those who coordinate them: results and dates, never answers."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from assessments.enums import RELEASED_STATES, AttemptState
from assessments.models import Attempt
from assessments.rules import points


@dataclass(frozen=True, slots=True)
class TryRow:
    """One try of one person.

    Attributes:
        state: as it is stored, and `state_label` in words.
        percent: None while it has no result that everybody concerned may see.
        is_void: whether it was taken out already.
    """

    attempt_id: int
    key: UUID
    exercise_id: int
    title: str
    number: int
    state: str
    state_label: str
    started_at: datetime.datetime
    percent: int | None
    is_void: bool


def tries_of(*, learner_id: int, exercise_ids: Collection[int]) -> list[TryRow]:
    """List the tries of a learner.

    Args:
        learner_id: whose; what they tried as a guest is left out.
        exercise_ids: row ids, any number.

    Returns:
        By exercise title, then the newest first. One statement.
    """
    mine = Attempt.objects.filter(learner=learner_id, as_guest=False, exercise__in=exercise_ids)
    rows = mine.select_related("exercise", "score").defer("submitted_response", "variant", "score__result")
    return [_row(attempt) for attempt in rows.order_by("exercise__title", "exercise_id", "-number")]


def _row(attempt: Attempt) -> TryRow:
    score = attempt.score if attempt.state in RELEASED_STATES else None
    return TryRow(
        attempt_id=attempt.pk,
        key=attempt.key,
        exercise_id=attempt.exercise_id,
        title=attempt.exercise.title,
        number=attempt.number,
        state=attempt.state,
        state_label=str(AttemptState(attempt.state).label),
        started_at=attempt.started_at,
        percent=points.percent(score.earned, score.possible) if score else None,
        is_void=attempt.state == AttemptState.VOID,
    )
