"""All the attempts of one learner, newest first: what came of each, and where its reasons stand."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from assessments.enums import HANDED_IN_STATES, RELEASED_STATES, AttemptState
from assessments.models import Attempt
from assessments.rules import points
from assessments.selectors.references import reference_of


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One attempt.

    Attributes:
        reference: short text to quote when asking about it.
        state: as it is stored, and `state_label` in words.
        has_receipt: whether something was handed in.
        earned: micro-points, None while it has no result that its learner may see; so are the three below.
        possible: micro-points.
        percent: rounded for display.
        passed: by the policy that it was begun under.
        reasons: the lines of the score: name, key of the competency or None, micro-points earned and possible.
    """

    key: UUID
    reference: str
    exercise_key: UUID
    title: str
    number: int
    state: str
    state_label: str
    begun_at: datetime.datetime
    handed_in_at: datetime.datetime | None
    is_practice: bool
    has_receipt: bool
    earned: int | None
    possible: int | None
    percent: int | None
    passed: bool | None
    reasons: tuple[tuple[str, str | None, int, int], ...] = ()


def attempt_history(*, learner_id: int, exercise_ids: Collection[int] | None = None) -> QuerySet[Attempt]:
    """Select the attempts of a learner.

    Args:
        learner_id: whose; what they tried as a guest is left out.
        exercise_ids: of the exercises that the reader may know of; None for all of them.

    Returns:
        The newest first, to be cut into pages and given to `history_lines`.
    """
    mine = Attempt.objects.filter(learner=learner_id, as_guest=False)
    if exercise_ids is not None:
        mine = mine.filter(exercise__in=exercise_ids)
    lean = mine.defer("variant", "submitted_response", "score__result", "exercise__policy")
    return lean.select_related("exercise", "score").order_by("-started_at", "-pk")


def history_lines(attempts: Iterable[Attempt]) -> list[HistoryLine]:
    """Say what came of some attempts.

    Args:
        attempts: from `attempt_history`.

    Returns:
        One line an attempt, in order, without reasons; nothing is queried beside the attempts.
    """
    return [_line(attempt) for attempt in attempts]


def reasoned_lines(attempts: QuerySet[Attempt]) -> list[HistoryLine]:
    """Say what came of attempts, with the lines of their scores.

    Args:
        attempts: from `attempt_history`.

    Returns:
        One line an attempt, in order. One statement.
    """
    return [
        replace(_line(attempt), reasons=_reasons(attempt.criteria if attempt.state in RELEASED_STATES else None))
        for attempt in attempts.annotate(criteria=F("score__result__criteria"))
    ]


def _reasons(criteria: Iterable[Mapping[str, Any]] | None) -> tuple[tuple[str, str | None, int, int], ...]:
    return tuple((line["id"], line["competency"], line["earned"], line["possible"]) for line in criteria or ())


def _line(attempt: Attempt) -> HistoryLine:
    score = attempt.score if attempt.state in RELEASED_STATES else None
    return HistoryLine(
        key=attempt.key,
        reference=reference_of(attempt.key),
        exercise_key=attempt.exercise.key,
        title=attempt.exercise.title,
        number=attempt.number,
        state=attempt.state,
        state_label=str(AttemptState(attempt.state).label),
        begun_at=attempt.started_at,
        handed_in_at=attempt.submitted_at,
        is_practice=bool(attempt.policy.get("practice")),
        has_receipt=attempt.state in HANDED_IN_STATES,
        earned=score.earned if score else None,
        possible=score.possible if score else None,
        percent=points.percent(score.earned, score.possible) if score else None,
        passed=score.passed if score else None,
    )
