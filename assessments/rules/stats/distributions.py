"""Quantiles of the distributions that intervals need.

The only library with these weighs 165 MB; docs/adr/0012 says why they are worked out here.
"""

import math
from functools import lru_cache
from statistics import NormalDist

_TINY = 1e-300
_CLOSE = 1e-15
_MAX_TERMS = 20_000
_HALF = 0.5
_NORMAL = NormalDist()


def normal_quantile(share: float) -> float:
    """Return the quantile of the standard normal distribution.

    Args:
        share: between 0 and 1.

    Returns:
        The value below which that share lies.
    """
    return _NORMAL.inv_cdf(share)


def normal_share(value: float) -> float:
    """Return the share of the standard normal distribution below a value.

    Args:
        value: any.

    Returns:
        0 to 1.
    """
    return _NORMAL.cdf(value)


def beta_share(value: float, first: float, second: float) -> float:
    """Return the share of a beta distribution below a value: the regularised incomplete beta function.

    Args:
        value: 0 to 1.
        first: > 0.
        second: > 0.

    Returns:
        0 to 1.

    Source:
        NIST Digital Library of Mathematical Functions, 8.17.22 (continued fraction) and 8.17.4 (symmetry).
    """
    if value <= 0 or value >= 1:
        return float(value >= 1)
    if value > (first + 1) / (first + second + 2):
        return 1 - beta_share(1 - value, second, first)
    logarithm = math.lgamma(first + second) - math.lgamma(first) - math.lgamma(second)
    logarithm += first * math.log(value) + second * math.log1p(-value)
    return math.exp(logarithm) / (first * _fraction(value, first, second))


def _fraction(value: float, first: float, second: float) -> float:
    """Evaluate the continued fraction by Lentz's method."""
    upper, lower, result, change, term = 1.0, 0.0, 1.0, math.inf, 0
    while abs(change - 1) >= _CLOSE and term < _MAX_TERMS:
        term += 1
        half = term // 2
        factor = -(first + half) * (first + second + half) if term % 2 else half * (second - half)
        factor *= value / ((first + term - 1) * (first + term))
        lower = 1 / _away_from_zero(1 + factor * lower)
        upper = _away_from_zero(1 + factor / upper)
        change = upper * lower
        result *= change
    return result


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


@lru_cache(maxsize=4096)
def beta_quantile(share: float, first: float, second: float) -> float:
    """Return the quantile of a beta distribution, by halving.

    Args:
        share: between 0 and 1.
        first: > 0.
        second: > 0.

    Returns:
        0 to 1, as near as numbers of the machine allow.
    """
    low, high = 0.0, 1.0
    middle = 0.5
    while low < middle < high:
        if beta_share(middle, first, second) < share:
            low = middle
        else:
            high = middle
        middle = (low + high) / 2
    return middle


def f_quantile(share: float, above: float, below: float) -> float:
    """Return the quantile of Fisher's F distribution.

    Args:
        share: between 0 and 1.
        above: degrees of freedom of the numerator, > 0.
        below: those of the denominator, > 0.

    Returns:
        >= 0; infinite where the number is too great for the machine, with hardly any freedom.
    """
    if share > _HALF:
        turned = f_quantile(1 - share, below, above)
        return 1 / turned if turned else math.inf
    part = beta_quantile(share, above / 2, below / 2)
    return below * part / (above * (1 - part)) if part < 1 else math.inf


def t_quantile(share: float, freedom: float) -> float:
    """Return the quantile of Student's t distribution.

    Args:
        share: between 0 and 1.
        freedom: degrees of freedom, > 0.

    Returns:
        The value below which that share lies.
    """
    if share < _HALF:
        return -t_quantile(1 - share, freedom)
    return math.sqrt(f_quantile(2 * share - 1, 1, freedom))
