"""The pairs of entries whose order the key fixes."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from assessments.rules.types.kinds import Definition

TAU, TAUX = "order-tau/2", "order-taux/1"
COMPARING = (TAU, TAUX)
"""Scorers of orders in which entries may share a rank or be left out."""


class Pair(NamedTuple):
    """`higher` belongs before `lower`; `rule` is the first named rule that says so, None when none does."""

    higher: str
    lower: str
    rule: str | None


def strict_pairs(definition: Definition) -> tuple[Pair, ...]:
    """List the pairs of entries of different rank.

    Args:
        definition: an ordering definition without problems.

    Returns:
        At least one pair, by rank and then in the order of the definition.
    """
    ranked = ranked_ids(definition)
    rules: dict[tuple[str, str], str] = {}
    for rule in definition.get("rules") or ():
        for higher in rule["higher"]:
            for lower in rule["lower"]:
                rules.setdefault((higher, lower), rule["id"])
    return tuple(
        Pair(higher, lower, rules.get((higher, lower)))
        for position, (rank, higher) in enumerate(ranked)
        for other, lower in ranked[position + 1 :]
        if rank < other
    )


def ranked_ids(definition: Definition) -> list[tuple[int, str]]:
    """Sort the entries by rank.

    Args:
        definition: an ordering definition without problems.

    Returns:
        (rank, entry id) of those that belong in the list, equal ranks in the order of the definition.
    """
    listed = [entry for entry in definition["entries"] if entry["rank"] is not None]
    return sorted(((entry["rank"], entry["id"]) for entry in listed), key=lambda pair: pair[0])


def strangers(definition: Definition) -> tuple[str, ...]:
    """List what does not belong in the list.

    Args:
        definition: an ordering definition without problems.

    Returns:
        Ids of the entries without a rank, in the order of the definition.
    """
    return tuple(entry["id"] for entry in definition["entries"] if entry["rank"] is None)


def equal_pairs(definition: Definition) -> tuple[tuple[str, str], ...]:
    """List the pairs of entries whose common rank has to be recognised.

    Args:
        definition: an ordering definition without problems.

    Returns:
        By rank and then in the order of the definition; () where equal ranks need not be recognised.
    """
    if definition.get("scorer") != TAUX:
        return ()
    ranked = combinations(ranked_ids(definition), 2)
    return tuple((first, second) for (rank, first), (other, second) in ranked if rank == other)


def compared(definition: Definition) -> int:
    """Count the pairs that are compared.

    Args:
        definition: an ordering definition without problems.

    Returns:
        Pairs of different rank, those of equal rank that has to be recognised, and those of which one belongs.
    """
    listed, others = len(ranked_ids(definition)), len(strangers(definition))
    return len(strict_pairs(definition)) + len(equal_pairs(definition)) + listed * others


def reversed_pairs(pairs: Sequence[Pair], order: Sequence[str]) -> list[Pair]:
    """Find the pairs that stand the wrong way round.

    Args:
        pairs: the strict pairs.
        order: every entry id once, those that do not belong included.

    Returns:
        Those whose `lower` stands before `higher`, in the order of `pairs`.
    """
    place: Mapping[str, int] = {entry: position for position, entry in enumerate(order)}
    return [pair for pair in pairs if place[pair.higher] > place[pair.lower]]
