"""What the ratings of a panel say: the pairs of options it agrees on, and the places it gives. Integers only.

All options of a scenario are rated by the same people, so that sums of ratings stand for means.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

LOWEST, HIGHEST = 1, 7
PROVISIONAL, PANEL = "provisional", "panel"
LEAST_RATERS = 7

Option = Mapping[str, Any]


class Pair(NamedTuple):
    """The panel rates `higher` above `lower`.

    Attributes:
        weight: how far apart they are: the difference of the sums of their ratings, > 0.
        agreeing: how many raters put `higher` above `lower`; those who rate both alike are not among them.
        raters: how many raters there are.
    """

    higher: str
    lower: str
    weight: int
    agreeing: int
    raters: int


def kept_pairs(options: Sequence[Option]) -> tuple[Pair, ...]:
    """List the pairs of options that the panel agrees on.

    A pair is kept when at least 70 % of the raters put the same option higher (equal ratings count half) and its mean
    is higher too. Where majority and mean point to different options the panel has no clear order, and the pair is
    left out; so the pairs kept never form a circle.

    Args:
        options: each with `id` and `ratings`, as many ratings everywhere.

    Returns:
        Pairs in the order of the options.

    Source:
        scoring.md 3a: max(A_ij, A_ji) >= 0.70, w_ij = |k_i - k_j|.
    """
    compared = (_compared(first, second) for first, second in combinations(options, 2))
    return tuple(pair for pair in compared if pair)


def _compared(first: Option, second: Option) -> Pair | None:
    higher, lower = sorted((first, second), key=total, reverse=True)
    both = list(zip(higher["ratings"], lower["ratings"], strict=True))
    above = sum(rating > other for rating, other in both)
    alike = sum(rating == other for rating, other in both)
    weight = total(higher) - total(lower)
    if weight == 0 or 10 * (2 * above + alike) < 7 * 2 * len(both):
        return None
    return Pair(higher["id"], lower["id"], weight, above, len(both))


def total(option: Option) -> int:
    """Sum up the ratings of an option.

    Args:
        option: with `ratings`.

    Returns:
        Number of raters times the mean.
    """
    return sum(option["ratings"])


def places(options: Sequence[Option]) -> dict[str, int]:
    """Give every option its place by the panel's mean.

    Args:
        options: each with `id` and `ratings`.

    Returns:
        Option id → place from 1 on; options with the same mean share one.
    """
    return {option["id"]: 1 + sum(total(other) > total(option) for other in options) for option in options}


def extremes(options: Sequence[Option]) -> tuple[frozenset[str], frozenset[str]]:
    """Find the best and the worst options by the panel's mean.

    Args:
        options: at least one, each with `id` and `ratings`.

    Returns:
        Ids of the best and ids of the worst; several where means are equal.
    """
    sums = {option["id"]: total(option) for option in options}
    best, worst = max(sums.values()), min(sums.values())
    return (
        frozenset(option for option, value in sums.items() if value == best),
        frozenset(option for option, value in sums.items() if value == worst),
    )


def is_divided(ratings: Sequence[int]) -> bool:
    """Say whether the raters differ too much about an option for it to be used.

    Args:
        ratings: at least two whole numbers.

    Returns:
        True when their standard deviation (of a sample) is above 1.5.

    Source:
        scoring.md 3a: drop or rewrite an option when s_o > 1.5.
    """
    raters = len(ratings)
    squares = raters * sum(rating * rating for rating in ratings) - sum(ratings) ** 2
    return 4 * squares > 9 * raters * (raters - 1)
