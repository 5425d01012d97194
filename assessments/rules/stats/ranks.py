"""How far rankings agree, and the ranking that agrees best with several."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assessments.rules.stats.figures import Figure, Reason, nothing

MAX_ITEMS = 12
MAX_PAIRED = 2000
_TWO = 2

Ranking = Mapping[str, int]
"""Item → rank, 1 is first; equal ranks are ties."""


def tau_b(pairs: Sequence[tuple[float | None, float | None]]) -> Figure:
    """Return Kendall's tau-b, which allows for ties.

    Args:
        pairs: for each item its two values; a pair with None is left out.

    Returns:
        -1 to 1. Nothing below two or above 2 000 items, or when one side is all ties.

    Source:
        Kendall 1945.
    """
    known = [(first, second) for first, second in pairs if first is not None and second is not None]
    if len(known) < _TWO:
        return nothing(Reason.TOO_FEW)
    if len(known) > MAX_PAIRED:
        return nothing(Reason.TOO_MANY)
    signs = [(_sign(a[0] - b[0]), _sign(a[1] - b[1])) for a, b in combinations(known, 2)]
    first, second = sum(abs(a) for a, _ in signs), sum(abs(b) for _, b in signs)
    if not first or not second:
        return nothing(Reason.NO_VARIANCE)
    return Figure(sum(a * b for a, b in signs) / math.sqrt(first * second))


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def tau_x(first: Ranking, second: Ranking) -> Figure:
    """Return Emond and Mason's tau_x, the correlation that goes with Kemeny's distance.

    Args:
        first: ranks of some items.
        second: ranks of the same items; those ranked only once are left out.

    Returns:
        -1 to 1; defined for all ties too. Nothing below two or above 2 000 items.

    Source:
        Emond and Mason 2002; scoring.md 3c: a tie counts as being ahead from both sides.
    """
    items = sorted(set(first) & set(second))
    if len(items) < _TWO:
        return nothing(Reason.TOO_FEW)
    if len(items) > MAX_PAIRED:
        return nothing(Reason.TOO_MANY)
    total = sum(_ahead(first, a, b) * _ahead(second, a, b) for a in items for b in items if a != b)
    return Figure(total / (len(items) * (len(items) - 1)))


def _ahead(ranking: Ranking, item: str, other: str) -> int:
    return 1 if ranking[item] <= ranking[other] else -1


@dataclass(frozen=True, slots=True)
class Consensus:
    """The ranking that agrees best with several.

    Attributes:
        order: items, the first first; the earliest by name when several are equally good. () without one.
        distance: sum of Kemeny's distances to the rankings given: 2 for a pair the other way round, 1 for a pair tied
            in the ranking given.
        is_unique: whether no other order is as near.
        reason: "" when there is an order.
    """

    order: tuple[str, ...]
    distance: int
    is_unique: bool
    reason: str = ""


def kemeny(rankings: Sequence[Ranking]) -> Consensus:
    """Find the order without ties that is nearest to all rankings, exactly.

    Args:
        rankings: each of the same items; an item that a ranking leaves out is in none of its pairs.

    Returns:
        The order. None without rankings, and for more than twelve items: the search takes 2^n steps.

    Source:
        Kemeny 1959; dynamic programming over subsets, Held and Karp 1962.
    """
    items = sorted({item for ranking in rankings for item in ranking})
    if not items:
        return Consensus((), 0, is_unique=False, reason=Reason.NO_DATA.value)
    if len(items) > MAX_ITEMS:
        return Consensus((), 0, is_unique=False, reason=Reason.TOO_MANY.value)
    costs: Counter[tuple[int, int]] = Counter()
    for ranking in rankings:
        for a, b in combinations(range(len(items)), 2):
            if items[a] in ranking and items[b] in ranking:
                sign = _sign(ranking[items[a]] - ranking[items[b]])
                costs[a, b] += 1 + sign
                costs[b, a] += 1 - sign
    return _nearest(items, costs)


def _nearest(items: Sequence[str], costs: Mapping[tuple[int, int], int]) -> Consensus:
    """Fill from the end: the best way to rank a set of items last, with the number of ways."""
    everybody = (1 << len(items)) - 1
    best: list[tuple[int, int]] = [(0, 1)] * (everybody + 1)

    def headed(rest: int, head: int) -> tuple[int, int]:
        others = rest & ~(1 << head)
        cost = sum(costs.get((head, other), 0) for other in range(len(items)) if others >> other & 1)
        return cost + best[others][0], best[others][1]

    for rest in range(1, everybody + 1):
        ways = [headed(rest, head) for head in range(len(items)) if rest >> head & 1]
        least = min(cost for cost, _ in ways)
        best[rest] = (least, sum(count for cost, count in ways if cost == least))
    order, rest = [], everybody
    while rest:
        head = next(one for one in range(len(items)) if rest >> one & 1 and headed(rest, one)[0] == best[rest][0])
        order.append(items[head])
        rest &= ~(1 << head)
    return Consensus(tuple(order), best[everybody][0], is_unique=best[everybody][1] == 1)
