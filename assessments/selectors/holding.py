"""Results that are held back: until an exercise has closed for everybody, or until somebody releases them."""

import datetime
from collections.abc import Mapping
from typing import Any

from assessments.models import Attempt
from assessments.rules.policy import Policy
from assessments.selectors.times import moment

UNTIL_RELEASED = "when_released"


def results_at(policy: Mapping[str, Any]) -> datetime.datetime | None:
    """Say when results of an exercise are released.

    Args:
        policy: stored; the one that is in force now.

    Returns:
        When its window has closed, for late work too; None where results are not held back. One person's longer
        window holds back nobody else's result.

    Source:
        scoring.md 5, states; ADR 0013.
    """
    rules = Policy.from_json(policy)
    return moment(rules.ends) if rules.results == "after_close" and not rules.practice else None


def is_held(attempt: Attempt, now: datetime.datetime) -> bool:
    """Say whether a result of an attempt would have to be held back now.

    Args:
        attempt: of somebody.
        now: the present, aware.

    Returns:
        Whether it was begun under such a policy, and the window that is in force has not closed yet; or it was begun
        to be held until somebody releases it.
    """
    if attempt.policy.get("results") == UNTIL_RELEASED:
        return True
    if results_at(attempt.policy) is None:
        return False
    until = results_at(attempt.exercise.policy)
    return until is not None and now < until
