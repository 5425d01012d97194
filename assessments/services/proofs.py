"""What an author should know of an exercise before anybody takes it. Nothing is stored or read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.rules import registry
from assessments.rules.proofs.players import Plays, play
from assessments.rules.proofs.reach import CaseProof, frontier_deals, prove_case
from assessments.rules.types import Problem


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found out about a definition; None where it says nothing of its kind.

    Attributes:
        problems: why it cannot be played; the rest is None then.
        plays: what players get who know nothing.
        case: what can be reached in a branching case.
        frontier: number of deals on the frontier of a negotiation that both can accept.
    """

    problems: tuple[Problem, ...] = ()
    plays: Plays | None = None
    case: CaseProof | None = None
    frontier: int | None = None


def prove(*, definition: Mapping[str, Any], pass_percent: int) -> Proof:
    """Find out what can be said of a definition without anybody who takes it.

    Args:
        definition: any JSON object, a draft too.
        pass_percent: the pass mark.

    Returns:
        What was found; the same arguments give the same result.
    """
    whole = registry.complete(definition)
    problems = registry.validate(whole)
    if problems:
        return Proof(problems)
    kind = whole["kind"]
    return Proof(
        plays=play(whole, pass_percent),
        case=prove_case(whole) if kind == "branch" else None,
        frontier=frontier_deals(whole) if kind == "negotiation" else None,
    )
