"""From measurements to figures: pure arithmetic."""

import math
import statistics
from dataclasses import dataclass

MILLI = 1000


@dataclass(frozen=True)
class Run:
    """One run of one target: how long it took in all, how long each answer took, CPU of web server and database."""

    seconds: float
    milliseconds: tuple[float, ...]
    cpu_seconds: float | None
    database_seconds: float | None
    sizes: tuple[int, ...]

    @property
    def rate(self):
        return len(self.milliseconds) / self.seconds


@dataclass(frozen=True)
class Row:
    """One target at one size of the site: medians over the rounds. `cpu` and `database` are CPU ms a request."""

    target: str
    site: str
    rate: float
    p50: float
    p95: float
    cpu: float | None
    database: float | None
    statements: int
    size: int
    to_bare: float
    to_wagtail: float


def percentile(values, percent):
    """Return the smallest value that at least so many per cent of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(math.ceil(percent / 100 * len(ordered)), 1) - 1]


def row(target, site, runs, floors, statements):
    """Put the runs of a target, one a round, into a row.

    `floors` maps a floor's name to its rates, one a round: each round is compared with its own floors, because the
    machine may have been slower in another.
    """
    return Row(
        target=target,
        site=site,
        rate=statistics.median(run.rate for run in runs),
        p50=statistics.median(percentile(run.milliseconds, 50) for run in runs),
        p95=statistics.median(percentile(run.milliseconds, 95) for run in runs),
        cpu=_per_request(runs, "cpu_seconds"),
        database=_per_request(runs, "database_seconds"),
        statements=statements,
        size=round(statistics.median(size for run in runs for size in run.sizes)),
        to_bare=ratio(runs, floors["bare"]),
        to_wagtail=ratio(runs, floors["wagtail"]),
    )


def _per_request(runs, name):
    """Return the median of CPU milliseconds a request, None where nobody can tell."""
    found = [MILLI * getattr(run, name) / len(run.milliseconds) for run in runs if getattr(run, name) is not None]
    return statistics.median(found) if found else None


def means_of_pairs(rates):
    """Return the mean of each two that follow each other: a floor is measured twice a round."""
    return [statistics.mean(pair) for pair in zip(rates[::2], rates[1::2], strict=True)]


def ratio(runs, floor):
    """Return the median over the rounds of a target's rate divided by the floor's rate in the same round."""
    return statistics.median(run.rate / rate for run, rate in zip(runs, floor, strict=True))


@dataclass(frozen=True)
class Aim:
    """Something to reach: at least, or at most, a limit."""

    text: str
    value: float
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_reached(self):
        is_enough = self.at_least is None or self.value >= self.at_least
        return is_enough and (self.at_most is None or self.value <= self.at_most)
