"""What guessing earns in an ordering exercise."""

from collections import Counter
from fractions import Fraction
from functools import reduce
from itertools import accumulate

from assessments.rules.scorers.order.pairs import compared, ranked_ids, strict_pairs
from assessments.rules.types.kinds import Definition

_Counts = list[int]


def chance(definition: Definition) -> Fraction:
    """Return what a random order earns on average.

    Args:
        definition: an ordering definition without problems.

    Returns:
        Expected share of the points over all orders without equal ranks and with nothing left out, 0 to 1, exact.

    Source:
        The numbers of orders by reversed pairs are the coefficients of the Gaussian multinomial (MacMahon).
    """
    pairs = len(strict_pairs(definition))
    orders = _orders_by_reversed_pairs(definition)
    earned = sum(count * max(0, pairs - 2 * wrong) for wrong, count in enumerate(orders))
    return Fraction(earned, compared(definition) * sum(orders))


def _orders_by_reversed_pairs(definition: Definition) -> _Counts:
    sizes = Counter(rank for rank, _ in ranked_ids(definition)).values()
    totals = accumulate(sizes)
    return reduce(_product, (_binomial(total, size) for total, size in zip(totals, sizes, strict=True)))


def _binomial(total: int, size: int) -> _Counts:
    """Return the coefficients of the Gaussian binomial by [n, k] = [n - 1, k - 1] + q^k [n - 1, k]."""
    row: list[_Counts] = [[1], *([] for _ in range(size))]
    for _ in range(total):
        row = [[1], *(_sum(row[k - 1], [0] * k + row[k] if row[k] else []) for k in range(1, size + 1))]
    return row[size]


def _sum(first: _Counts, second: _Counts) -> _Counts:
    length = max(len(first), len(second))
    padded = [counts + [0] * (length - len(counts)) for counts in (first, second)]
    return [left + right for left, right in zip(*padded, strict=True)]


def _product(first: _Counts, second: _Counts) -> _Counts:
    result = [0] * (len(first) + len(second) - 1)
    for left, count in enumerate(first):
        for right, other in enumerate(second):
            result[left + right] += count * other
    return result
