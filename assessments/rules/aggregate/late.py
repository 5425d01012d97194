"""What handing in late costs: a line of its own at the end of the score."""

from dataclasses import replace

from assessments.rules.points import ratio
from assessments.rules.policy import DAY, Policy
from assessments.rules.types.scores import Criterion, Evidence, ScoredResponse

LATE = "late"
"""Rule of the line."""
LINE = "late.all"
"""Its id; no id of an author has a full stop."""
_WHOLE = 100


def cost(policy: Policy, possible: int, late_seconds: int) -> int:
    """Work out what lateness takes away, before it is kept from going below 0.

    Args:
        policy: the frozen policy.
        possible: micro-points, >= 0.
        late_seconds: after the close, >= 0.

    Returns:
        Micro-points from 0 to `possible`, rounded half to even once: "step" takes the percentage of the possible points
        for each day begun, "linear" for each second its share of it.

    Source:
        scoring.md 5, late.
    """
    if policy.late_rule == "none":
        return 0
    seconds = -(-late_seconds // DAY) * DAY if policy.late_rule == "step" else late_seconds
    return min(possible, ratio(possible * policy.late_percent_per_day * seconds, _WHOLE * DAY))


def penalised(scored: ScoredResponse, policy: Policy, late_seconds: int) -> ScoredResponse:
    """Take from a score what its lateness costs.

    Args:
        scored: a score that no lateness is in yet.
        policy: the frozen policy.
        late_seconds: after the close, >= 0; 0 changes nothing.

    Returns:
        The score with its lateness, and with a last line that takes points, unless there is nothing to take.

    Source:
        scoring.md 5 (late) and 7.1 (adjustments).
    """
    if not late_seconds:
        return scored
    taken = min(scored.earned, cost(policy, scored.possible, late_seconds))
    criteria = (*scored.criteria, _line(policy, late_seconds, taken)) if taken else scored.criteria
    return replace(scored, earned=scored.earned - taken, criteria=criteria, late_seconds=late_seconds)


def _line(policy: Policy, late_seconds: int, taken: int) -> Criterion:
    params = {"rule": policy.late_rule, "percent": policy.late_percent_per_day, "seconds": late_seconds}
    return Criterion(LINE, None, -taken, 0, LATE, (Evidence(LATE, params, taken),), LATE, params)
