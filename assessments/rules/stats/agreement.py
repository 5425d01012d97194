"""How far markers agree."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Literal, TypeVar

from assessments.rules.stats.distributions import f_quantile
from assessments.rules.stats.figures import Figure, Reason, nothing
from assessments.rules.stats.series import UPPER, jackknifed, mean, within

T = TypeVar("T")
Marks = Sequence[float | None]
Metric = Literal["nominal", "ordinal", "interval"]
Weights = Literal["none", "linear", "quadratic"]
_POWER: Mapping[Weights, int] = {"none": 0, "linear": 1, "quadratic": 2}
_TWO = 2
_HARDLY_ANY = 1e-6
_MOST_STEPS = 1_000_000
"""About half a second; a figure that takes more is not worked out, an interval that takes more is left away."""


def weighted_kappa(pairs: Sequence[tuple[int | None, int | None]], weights: Weights = "quadratic") -> Figure:
    """Return Cohen's weighted kappa of two markers, with a jackknife interval over the scripts.

    Args:
        pairs: for each script the level that each of the two gave, whole numbers; a pair with None is left out.
        weights: how disagreement grows with the distance of levels.

    Returns:
        At most 1. Nothing without a full pair, for thousands of levels, and when both gave one and the same level
        throughout: then nothing can be said about agreement beyond chance. No interval for thousands of scripts.

    Source:
        Cohen 1968; scoring.md 3f.
    """
    known = [(first, second) for first, second in pairs if first is not None and second is not None]
    if not known:
        return nothing(Reason.NO_DATA)
    steps = len(known) + math.prod(len(set(levels)) for levels in zip(*known, strict=True))
    return _explored(known, lambda some: _kappa(some, _POWER[weights]), steps)


def _kappa(pairs: Sequence[tuple[int, int]], power: int) -> float | None:
    def cost(first: int, second: int) -> int:
        return int(first != second) if power == 0 else abs(first - second) ** power

    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    seen = sum(cost(first, second) for first, second in pairs)
    by_chance = sum(cost(a, b) * firsts[a] * seconds[b] for a in firsts for b in seconds)
    return 1 - seen * len(pairs) / by_chance if by_chance else None


def _explored(rows: Sequence[T], figure: Callable[[Sequence[T]], float | None], steps: int) -> Figure:
    """Work out a figure with an interval, as far as the steps that one of them takes allow."""
    if steps > _MOST_STEPS:
        return nothing(Reason.TOO_MANY)
    value = figure(rows)
    if value is None:
        return nothing(Reason.NO_VARIANCE)
    interval = jackknifed(rows, figure) if steps * len(rows) <= _MOST_STEPS else None
    return Figure(value) if interval is None else within(Figure(value, *interval), -1, 1)


def krippendorff_alpha(units: Sequence[Marks], metric: Metric) -> Figure:
    """Return Krippendorff's alpha for any number of markers, with a jackknife interval over the units.

    Args:
        units: for each script the marks it was given, None for a missing one. A script with fewer than two marks tells
            nothing and is left out.
        metric: what a distance of marks means.

    Returns:
        At most 1. Nothing without a script that was marked twice (`one_rater`), for thousands of different marks, and
        when all marks are equal. No interval for thousands of scripts.

    Source:
        Krippendorff 2011, "Computing Krippendorff's alpha-reliability"; scoring.md 3f.
    """
    known = [[mark for mark in unit if mark is not None] for unit in units]
    paired = [unit for unit in known if len(unit) >= _TWO]
    if not paired:
        return nothing(Reason.ONE_RATER if any(known) else Reason.NO_DATA)
    steps = len({mark for unit in paired for mark in unit}) ** 2 + sum(len(set(unit)) ** 2 for unit in paired)
    return _explored(paired, lambda some: _alpha(some, metric), steps)


def _alpha(units: Sequence[Sequence[float]], metric: Metric) -> float | None:
    totals = Counter(mark for unit in units for mark in unit)
    distance = _distances(totals, metric)
    seen = math.fsum(_spread(Counter(unit), distance) / (len(unit) - 1) for unit in units)
    by_chance = _spread(totals, distance) / (totals.total() - 1) if totals else 0.0
    return 1 - seen / by_chance if by_chance else None


def _spread(counts: Counter[float], distance: Mapping[tuple[float, float], float]) -> float:
    return math.fsum(counts[a] * counts[b] * distance[a, b] for a in counts for b in counts if a != b)


def _distances(totals: Counter[float], metric: Metric) -> dict[tuple[float, float], float]:
    marks = sorted(totals)
    if metric == "interval":
        place = {mark: float(mark) for mark in marks}
    else:
        # The middles of the ranks: marks between two others lie as far apart as they are often given.
        steps = [(totals[low] + totals[high]) / 2 for low, high in pairwise(marks)]
        place = {mark: math.fsum(steps[:position]) for position, mark in enumerate(marks)}
    return {(a, b): float(a != b) if metric == "nominal" else (place[a] - place[b]) ** 2 for a in marks for b in marks}


def intraclass(rows: Sequence[Marks]) -> tuple[Figure, Figure]:
    """Return ICC(A,1) and ICC(A,k): absolute agreement of single marks, and of the mean of all markers.

    Args:
        rows: for each script one mark of each marker, in the same order; a row with None is left out.

    Returns:
        At most 1 each, with an interval. Nothing below two full rows, with one marker, or when all marks are equal;
        nothing for the mean either when error outweighs all that scripts and markers differ by (`not_defined`). No
        interval when there is nothing, or hardly anything, to judge the error by.

    Source:
        McGraw and Wong 1996, case 2A, tables 4 and 7; scoring.md 3f.
    """
    full = [[mark for mark in row if mark is not None] for row in rows if None not in row]
    if len(full) < _TWO:
        return nothing(Reason.TOO_FEW), nothing(Reason.TOO_FEW)
    if len(full[0]) < _TWO:
        return nothing(Reason.ONE_RATER), nothing(Reason.ONE_RATER)
    between, markers, error = _mean_squares(full)
    count, raters = len(full), len(full[0])
    below = between + (raters - 1) * error + raters * (markers - error) / count
    if below <= 0:
        return nothing(Reason.NO_VARIANCE), nothing(Reason.NO_VARIANCE)
    value = (between - error) / below
    low, high = _single_bounds(value, (between, markers, error), count, raters)
    return Figure(value, low, high), _average((between, markers, error), count, (low, high), raters)


def _average(
    squares: tuple[float, float, float], count: int, single: tuple[float | None, float | None], raters: int
) -> Figure:
    between, markers, error = squares
    below = between + (markers - error) / count
    if below <= 0:
        return nothing(Reason.NOT_DEFINED)
    low, high = (_stepped_up(bound, raters) for bound in single)
    return Figure((between - error) / below, *((low, high) if low is not None and high is not None else ()))


def _stepped_up(single: float | None, raters: int) -> float | None:
    """Turn a bound of single marks into one of the mean of all markers (Spearman and Brown)."""
    if single is None or 1 + (raters - 1) * single <= 0:
        return None
    return raters * single / (1 + (raters - 1) * single)


def _mean_squares(rows: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    count, raters = len(rows), len(rows[0])
    whole = mean([mark for row in rows for mark in row])
    scripts = [mean(row) - whole for row in rows]
    severities = [mean(column) - whole for column in zip(*rows, strict=True)]
    between = raters * math.fsum(part * part for part in scripts) / (count - 1)
    markers = count * math.fsum(part * part for part in severities) / (raters - 1)
    rest = math.fsum(
        (mark - whole - script - severity) ** 2
        for row, script in zip(rows, scripts, strict=True)
        for mark, severity in zip(row, severities, strict=True)
    )
    return between, markers, rest / ((count - 1) * (raters - 1))


def _single_bounds(
    value: float, squares: tuple[float, float, float], count: int, raters: int
) -> tuple[float | None, float | None]:
    between, markers, error = squares
    if value >= 1:
        return None, None
    a = raters * value / (count * (1 - value))
    b = 1 + raters * value * (count - 1) / (count * (1 - value))
    parts = (a * markers) ** 2 / (raters - 1) + (b * error) ** 2 / ((count - 1) * (raters - 1))
    freedom = (a * markers + b * error) ** 2 / parts if parts else 0.0
    if freedom < _HARDLY_ANY:
        return None, None
    upper, lower = f_quantile(UPPER, count - 1, freedom), f_quantile(UPPER, freedom, count - 1)
    if math.isinf(upper) or math.isinf(lower):
        return None, None
    rest = raters * markers + (raters * count - raters - count) * error
    low = count * (between - upper * error) / (upper * rest + count * between)
    high = count * (lower * between - error) / (rest + count * lower * between)
    return low, high
