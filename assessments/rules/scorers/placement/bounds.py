"""What a definition stores of its best plan and of random ones."""

import json
from functools import lru_cache
from typing import Any

from assessments.rules.canon import canonical
from assessments.rules.errors import NotProvedError
from assessments.rules.scorers.placement.plans import Plans
from assessments.rules.scorers.placement.search import THOROUGH, Effort, Tell, best_plan
from assessments.rules.types.kinds import Definition

SAMPLE = 2000
_SCORED = ("places", "neighbours", "right_of", "measures", "guests", "rules")


def bounds(
    definition: Definition,
    jurisdiction: str | None,
    effort: Effort = THOROUGH,
    sample: int = SAMPLE,
    tell: Tell | None = None,
) -> dict[str, Any] | None:
    """Work out what a definition stores of its best plan and of random ones.

    Args:
        definition: a definition without problems, but for its bounds.
        jurisdiction: id, or None.
        effort: how hard to search.
        sample: number of random plans, >= 1.
        tell: is told how far the search is, in percent.

    Returns:
        An entry of "bounds"; None when the search was given up before it was sure.
    """
    scored = canonical({name: definition[name] for name in _SCORED})
    if tell is not None:
        found = _worked_out(scored, jurisdiction, effort, sample, tell)
    else:
        found = _remembered(scored, jurisdiction, effort, sample)
    return None if found is None else json.loads(found)


def optimum(definition: Definition, effort: Effort = THOROUGH) -> dict[str, Any]:
    """Search for the best plans again.

    Args:
        definition: a definition without problems.
        effort: how hard to search.

    Returns:
        {"response": a plan that earns every point, "bounds": as a definition stores them}.

    Raises:
        NotProvedError: the search was given up.
    """
    found = [bounds(definition, entry["jurisdiction"], effort, entry["sample"]) for entry in definition["bounds"]]
    known = [entry for entry in found if entry is not None]
    if len(known) < len(found):
        raise NotProvedError
    plan = next(entry["plan"] for entry in known if entry["jurisdiction"] == definition["jurisdiction"])
    return {"response": {"plan": plan}, "bounds": known}


@lru_cache(maxsize=256)
def _remembered(scored: bytes, jurisdiction: str | None, effort: Effort, sample: int) -> bytes | None:
    """Search once for definitions that differ in their words only; as bytes, which no caller can change."""
    return _worked_out(scored, jurisdiction, effort, sample, None)


def _worked_out(
    scored: bytes, jurisdiction: str | None, effort: Effort, sample: int, tell: Tell | None
) -> bytes | None:
    plans = Plans(json.loads(scored), jurisdiction)
    best = best_plan(plans, effort, tell)
    if best is None:
        return None
    return canonical(
        {
            "jurisdiction": jurisdiction,
            "plan": plans.named(best),
            "loss": plans.loss(best),
            "random": plans.random_loss(sample),
            "sample": sample,
        }
    )
