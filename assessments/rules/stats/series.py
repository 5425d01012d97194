"""Means, spreads and correlations of plain series of numbers."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from assessments.rules.stats.distributions import normal_quantile, t_quantile
from assessments.rules.stats.figures import Figure, Reason, nothing

LEVEL = 0.95
"""Of every interval."""
UPPER = (1 + LEVEL) / 2
_FLAT = 1e-12
"""Share of the mean square below which a spread is what rounding left."""
_FEWEST_FOR_FISHER = 4
_FEWEST_FOR_JACKKNIFE = 5

T = TypeVar("T")


def mean(values: Sequence[float]) -> float:
    """Return the mean, summed without loss.

    Args:
        values: at least one.

    Returns:
        The mean.
    """
    return math.fsum(values) / len(values)


def covariance(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the covariance, divided by one less than the number of pairs.

    Args:
        first: at least two.
        second: as many.

    Returns:
        The covariance.
    """
    middle, other = mean(first), mean(second)
    return math.fsum((a - middle) * (b - other) for a, b in zip(first, second, strict=True)) / (len(first) - 1)


def variance(values: Sequence[float]) -> float:
    """Return the variance, divided by one less than the number of values; 0.0 when they are equal.

    Args:
        values: at least two.

    Returns:
        >= 0.
    """
    spread = covariance(values, values)
    return 0.0 if spread <= _FLAT * math.fsum(value * value for value in values) / len(values) else spread


def correlation(first: Sequence[float], second: Sequence[float]) -> Figure:
    """Return Pearson's r with Fisher's interval.

    Args:
        first: any number.
        second: as many.

    Returns:
        -1 to 1. Nothing below two pairs or when one side does not vary; no interval below four pairs. When the pairs
        lie on a line the interval is the value.

    Source:
        Fisher 1921; the interval is tanh(atanh r -+ z / sqrt(n - 3)).
    """
    count = len(first)
    if count < 2:  # noqa: PLR2004 - two points make a line
        return nothing(Reason.TOO_FEW)
    spread = math.sqrt(variance(first) * variance(second))
    if spread == 0:
        return nothing(Reason.NO_VARIANCE)
    value = max(-1.0, min(1.0, covariance(first, second) / spread))
    if count < _FEWEST_FOR_FISHER:
        return Figure(value)
    if abs(value) >= 1 - _FLAT:
        return Figure(value, value, value)
    middle, reach = math.atanh(value), normal_quantile(UPPER) / math.sqrt(count - 3)
    return Figure(value, math.tanh(middle - reach), math.tanh(middle + reach))


def mean_with_interval(values: Sequence[float]) -> Figure:
    """Return the mean with Student's interval.

    Args:
        values: any number.

    Returns:
        Nothing without values; no interval for a single one.
    """
    if not values:
        return nothing(Reason.NO_DATA)
    if len(values) == 1:
        return Figure(float(values[0]))
    reach = t_quantile(UPPER, len(values) - 1) * math.sqrt(variance(values) / len(values))
    middle = mean(values)
    return Figure(middle, middle - reach, middle + reach)


def within(figure: Figure, lowest: float, highest: float) -> Figure:
    """Cut an interval where the figure itself cannot go.

    Args:
        figure: any figure.
        lowest: least value that it can have.
        highest: greatest value that it can have.

    Returns:
        The figure with its interval inside both.
    """
    if figure.low is None or figure.high is None:
        return figure
    return replace(figure, low=max(lowest, figure.low), high=min(highest, figure.high))


def jackknifed(rows: Sequence[T], figure: Callable[[Sequence[T]], float | None]) -> tuple[float, float] | None:
    """Return an interval by leaving out one row after the other.

    Args:
        rows: what the figure is of.
        figure: the figure of some of the rows, None when there is none.

    Returns:
        (low, high), not cut at any bound; None below five rows, when the figure is missing for the whole or for one of
        the parts, and when no row makes a difference.

    Source:
        Quenouille 1956, Tukey 1958: pseudo-values n f - (n - 1) f(without i), Student's interval of their mean's error
        around f.
    """
    whole, count = figure(rows), len(rows)
    parts = [figure([*rows[:at], *rows[at + 1 :]]) for at in range(count)]
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < count or count < _FEWEST_FOR_JACKKNIFE:
        return None
    middle = mean(known)
    error = math.sqrt((count - 1) / count * math.fsum((part - middle) ** 2 for part in known))
    reach = t_quantile(UPPER, count - 1) * error
    return (whole - reach, whole + reach) if reach > _FLAT else None
