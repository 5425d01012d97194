"""Check what must hold for every score, and compute a score again from its stored inputs."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from assessments.rules.aggregate.late import LATE, LINE, penalised
from assessments.rules.policy import Policy
from assessments.rules.registry import score_marked
from assessments.rules.scorers.results import ADJUSTMENTS, CAP, FLOOR, UNAVOIDABLE
from assessments.rules.types import Criterion, Definition, ScoredResponse, Variant

Check = Callable[[ScoredResponse], list[str]]
_digest = lru_cache(maxsize=64)(Policy.digest)


def check(scored: ScoredResponse) -> list[str]:
    """List the invariants that a score breaks.

    Args:
        scored: any scored response.

    Returns:
        One sentence per broken invariant, [] when all hold.

    Source:
        scoring.md 7.3, invariants 1, 2, 6, 7 and 8.
    """
    return [fault for invariant in _INVARIANTS for fault in invariant(scored)]


def replay(
    definition: Definition,
    variant: Variant,
    response: object,
    policy: Policy,
    marks: object = None,
    late_seconds: int = 0,
) -> ScoredResponse:
    """Compute a score from its stored inputs: the first time, and any time again.

    Args:
        definition: as stored; a `canon.Whole` where many answers to one are computed.
        variant: as stored.
        response: as stored.
        policy: as stored.
        marks: as stored, None where nobody marked.
        late_seconds: as stored, 0 for work that was handed in in time.

    Returns:
        A score that equals the stored one unless something was changed.

    Raises:
        DefinitionError: the definition has problems.
    """
    scored = score_marked(definition, variant, response, marks, _digest(policy))
    return penalised(scored, policy, late_seconds)


def _totals(scored: ScoredResponse) -> list[str]:
    faults = []
    if not 0 <= scored.earned <= scored.possible:
        faults.append(f"earned {scored.earned} is outside 0 to {scored.possible}")
    if sum(line.earned for line in scored.criteria) != scored.earned:
        faults.append("the lines do not add up to what was earned")
    if sum(line.possible for line in scored.criteria) != scored.possible:
        faults.append("the lines do not add up to what was possible")
    return faults


def _ids(scored: ScoredResponse) -> list[str]:
    counts = Counter(line.id for line in scored.criteria)
    return [f"{key}: the id is used {count} times" for key, count in counts.items() if count > 1]


def _lines(scored: ScoredResponse) -> list[str]:
    given_back = (FLOOR, UNAVOIDABLE)
    return [fault for line in scored.criteria if line.rule not in given_back for fault in _line(line)]


def _line(line: Criterion) -> list[str]:
    faults = []
    if line.possible < 0 or line.earned > line.possible:
        faults.append(f"{line.id}: earned {line.earned} of {line.possible}")
    if any(entry.lost <= 0 for entry in line.evidence):
        faults.append(f"{line.id}: evidence without a loss")
    if sum(entry.lost for entry in line.evidence) != line.lost:
        faults.append(f"{line.id}: the evidence does not add up to what was lost")
    return faults


def _adjustments(scored: ScoredResponse) -> list[str]:
    """Require adjustments right after their line, and that together they earn 0 to what the line is worth."""
    faults = []
    criteria = [line for line in scored.criteria if line.rule != LATE]
    places = [place for place, line in enumerate(criteria) if line.rule not in ADJUSTMENTS]
    for place, following in pairwise([*places, len(criteria)]):
        faults += _adjusted(criteria[place], criteria[place + 1 : following])
    strays = criteria[: places[0] if places else None]
    return faults + [f"{line.id}: an adjustment without its line" for line in strays]


def _adjusted(line: Criterion, adjustments: Sequence[Criterion]) -> list[str]:
    earned = {entry.rule: entry.earned for entry in adjustments}
    back, floor, cap = (earned.get(rule, 0) for rule in (UNAVOIDABLE, FLOOR, CAP))
    faults = [
        f"{entry.id}: not an adjustment of {line.id}"
        for entry in adjustments
        if (entry.id, entry.possible) != (f"{entry.rule}.{line.id}", 0)
    ]
    if floor != max(0, -line.earned - back) or back < 0 or cap > 0:
        faults.append(f"{line.id}: floor lines do not match the lines below 0")
    if not 0 <= line.earned + back + floor + cap <= line.possible:
        faults.append(f"{line.id}: with its adjustments it is outside 0 to {line.possible}")
    return faults


def _late(scored: ScoredResponse) -> list[str]:
    """Require at most one line that takes points for lateness, at the end, and only from what was late."""
    lines = [line for line in scored.criteria if line.rule == LATE]
    is_one = lines == [*scored.criteria[-1:]] and lines[0].id == LINE
    if not lines or (is_one and not lines[0].possible and lines[0].earned < 0 < scored.late_seconds):
        return []
    return ["the line for lateness is not what it has to be"]


def _state(scored: ScoredResponse) -> list[str]:
    if scored.state == "answered":
        return []
    faults = []
    if scored.earned:
        faults.append(f"{scored.state}, yet something was earned")
    if any(line.message != scored.state for line in scored.criteria):
        faults.append(f"{scored.state}, yet a line does not say so")
    if scored.state == "invalid" and not scored.diagnostics.get("reasons"):
        faults.append("invalid without a reason")
    return faults


_INVARIANTS: tuple[Check, ...] = (_totals, _ids, _lines, _adjustments, _late, _state)
