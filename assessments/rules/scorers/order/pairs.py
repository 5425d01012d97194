"""The pairs of entries whose order the key fixes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assessments.rules.types.kinds import Definition


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
        (rank, entry id), equal ranks in the order of the definition.
    """
    return sorted(((entry["rank"], entry["id"]) for entry in definition["entries"]), key=lambda pair: pair[0])


def reversed_pairs(pairs: Sequence[Pair], order: Sequence[str]) -> list[Pair]:
    """Find the pairs that stand the wrong way round.

    Args:
        pairs: the strict pairs.
        order: every entry id once.

    Returns:
        Those whose `lower` stands before `higher`, in the order of `pairs`.
    """
    place: Mapping[str, int] = {entry: position for position, entry in enumerate(order)}
    return [pair for pair in pairs if place[pair.higher] > place[pair.lower]]
