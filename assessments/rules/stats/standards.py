"""Where a pass mark lies, and how sure a result beside it is."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assessments.rules.stats.distributions import normal_share, t_quantile
from assessments.rules.stats.figures import Figure, Reason, nothing
from assessments.rules.stats.series import UPPER, covariance, mean, variance

ENOUGH_JUDGES = 8
_STEPS = 2000
_REACH = 8.0
_TWO = 2


@dataclass(frozen=True, slots=True)
class AngoffCut:
    """A cut by modified Angoff.

    Attributes:
        cut: expected points of somebody who is just good enough, with an interval.
        error: standard error of it, nothing for one judge.
        items: mean judgement of each item.
        judges: the cut that each judge set.
        has_enough_judges: whether there were at least eight.
    """

    cut: Figure
    error: Figure
    items: tuple[float, ...]
    judges: tuple[float, ...]
    has_enough_judges: bool


def angoff(judgements: Sequence[Sequence[float]]) -> AngoffCut:
    """Set a cut by modified Angoff, from the last round of judgements.

    Args:
        judgements: for each judge the share of those just good enough who would get each item right, 0 to 1; at least
            one judge and one item, every judge all items.

    Returns:
        The cut in items: sum over items of the mean over judges; its error is the spread of the judges' sums by the
        root of their number.

    Source:
        scoring.md 4.
    """
    sums = tuple(math.fsum(row) for row in judgements)
    middle, count = mean(sums), len(sums)
    cut, error = Figure(middle), nothing(Reason.ONE_RATER)
    if count >= _TWO:
        width = math.sqrt(variance(sums) / count)
        reach = t_quantile(UPPER, count - 1) * width
        cut, error = Figure(middle, middle - reach, middle + reach), Figure(width)
    return AngoffCut(
        cut=cut,
        error=error,
        items=tuple(mean(column) for column in zip(*judgements, strict=True)),
        judges=sums,
        has_enough_judges=count >= ENOUGH_JUDGES,
    )


def hofstee(judges: Sequence[tuple[float, float, float, float]], scores: Sequence[float]) -> Figure:
    """Set a cut by Hofstee's compromise.

    Args:
        judges: for each the lowest and the highest cut they could accept, and the lowest and the highest share of
            failures, 0 to 1; the means are used.
        scores: of the cohort, in the unit of the cuts.

    Returns:
        Where the line from (lowest cut, most failures) to (highest cut, fewest failures) meets the share of scores
        below the cut. Nothing when they do not meet: then the judges meet again; a line is never drawn beyond its ends.

    Source:
        Hofstee 1983; scoring.md 4.
    """
    if not judges or not scores:
        return nothing(Reason.NO_DATA)
    lowest, highest, fewest, most = (mean(column) for column in zip(*judges, strict=True))
    if lowest > highest or fewest > most:
        return nothing(Reason.NO_INTERSECTION)

    def line(cut: float) -> float:
        return most - (most - fewest) * (cut - lowest) / (highest - lowest) if highest > lowest else most

    ordered = sorted(scores)

    def failed(cut: float) -> float:
        return bisect_left(ordered, cut) / len(ordered)

    if failed(lowest) > most or bisect_right(ordered, highest) / len(ordered) < fewest:
        return nothing(Reason.NO_INTERSECTION)
    edges = sorted({lowest, highest, *(score for score in scores if lowest <= score <= highest)})
    for start, end in pairwise(edges):
        share = failed(end)
        if share >= line(end):
            # Between two scores the share stays the same: the line falls to it, or the jump at `start` crossed it.
            if share >= line(start):
                return Figure(float(start))
            return Figure(lowest + (most - share) * (highest - lowest) / (most - fewest))
    return Figure(float(highest))


@dataclass(frozen=True, slots=True)
class BorderlineCut:
    """A cut by borderline regression: `cut` with an interval, and the line it lies on."""

    cut: Figure
    slope: float | None
    intercept: float | None


def borderline_regression(points: Sequence[tuple[float, float]], borderline: float) -> BorderlineCut:
    """Set a cut where the line of totals on global ratings passes "borderline".

    Args:
        points: for each performance (global rating, total).
        borderline: the rating that means just good enough.

    Returns:
        The cut, with the interval of the mean total at that rating. Nothing below three performances or when all
        ratings are equal.

    Source:
        scoring.md 4; the interval is that of a fitted value in simple regression.
    """
    if len(points) <= _TWO:
        return BorderlineCut(nothing(Reason.TOO_FEW), None, None)
    ratings, totals = [rating for rating, _ in points], [total for _, total in points]
    spread = variance(ratings)
    if spread == 0:
        return BorderlineCut(nothing(Reason.NO_VARIANCE), None, None)
    slope = covariance(ratings, totals) / spread
    intercept = mean(totals) - slope * mean(ratings)
    rest = math.fsum((total - intercept - slope * rating) ** 2 for rating, total in points) / (len(points) - 2)
    away = (borderline - mean(ratings)) ** 2 / (spread * (len(points) - 1))
    reach = t_quantile(UPPER, len(points) - 2) * math.sqrt(rest * (1 / len(points) + away))
    value = intercept + slope * borderline
    return BorderlineCut(Figure(value, value - reach, value + reach), slope, intercept)


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure decisions at a cut are.

    Attributes:
        sem: standard error of measurement, in the unit of the scores.
        wrong_side: chance that somebody whose true score lies `distance` from the cut lands on the other side.
        accuracy: share of a cohort that is classified rightly.
        false_pass: share that passes and should not.
        false_fail: share that fails and should not.
    """

    sem: float
    wrong_side: float
    accuracy: float
    false_pass: float
    false_fail: float


def certainty_at_cut(sd: float, reliability: float, distance: float, cut_from_mean: float) -> Certainty:
    """Work out how sure decisions at a cut are, when scores and errors are normal.

    Args:
        sd: standard deviation of the scores, > 0.
        reliability: 0 to 1.
        distance: how far a true score lies from the cut, >= 0.
        cut_from_mean: where the cut lies, counted from the mean of the cohort.

    Returns:
        The chances; with a reliability of 1 nobody is misjudged, but for those exactly at the cut.

    Source:
        scoring.md 4: SEM = SD sqrt(1 - reliability); Lord and Novick 1968. The cohort by Simpson's rule.
    """
    sem, true_sd = sd * math.sqrt(1 - reliability), sd * math.sqrt(reliability)
    if sem == 0:
        return Certainty(0.0, 0.0, 1.0, 0.0, 0.0)
    edge = cut_from_mean / true_sd if true_sd else math.copysign(math.inf, cut_from_mean or -1)

    def misjudged(start: float, end: float, sign: int) -> float:
        width = (end - start) / _STEPS
        parts = []
        for step in range(_STEPS + 1):
            at = start + step * width
            factor = 1 if step in (0, _STEPS) else 4 if step % 2 else 2
            density = math.exp(-at * at / 2) / math.sqrt(2 * math.pi)
            parts.append(factor * density * normal_share(sign * (at * true_sd - cut_from_mean) / sem))
        return math.fsum(parts) * width / 3

    false_pass = misjudged(-_REACH, min(edge, _REACH), 1) if edge > -_REACH else 0.0
    false_fail = misjudged(max(edge, -_REACH), _REACH, -1) if edge < _REACH else 0.0
    return Certainty(sem, normal_share(-distance / sem), 1 - false_pass - false_fail, false_pass, false_fail)
