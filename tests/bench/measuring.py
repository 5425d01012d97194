"""The order of measurements, so that what is compared is measured side by side."""

import json
import statistics

from tests.bench import figures
from tests.bench.processes import load_average
from tests.bench.stage import manage
from tests.bench.visits import FLOORS, RESERVED, TARGETS, Visits

# The floors are measured twice a round, so that each target has them near.
ORDER = (*FLOORS, "lesson", "course", "dashboard", "start", "save", *FLOORS, "submit", "review")
PAGES = ("lesson", "course", "dashboard")
CERTIFICATES = 25


def measure(sites, plan, say):
    """Measure everything and return it as plain values."""
    say("Warming up")
    both = [Measured(Visits(site, starters=plan.starters, seconds=plan.seconds)) for site in sites]
    loads = []
    for number in range(plan.rounds):
        say(f"Round {number + 1} of {plan.rounds}")
        loads.append(load_average())
        for measured in both:
            measured.one_round(plan.alone)
    say("Issuing certificates")
    return {
        "loads": loads,
        "rows": [row for measured in both for row in measured.rows()],
        "attempts": {measured.name: measured.attempt() for measured in both},
        "certificate": _certificate(sites[0]),
    }


class Measured:
    """One site and what was measured of it so far."""

    def __init__(self, visits):
        self.visits, self.name = visits, visits.site.name
        for target in ORDER:
            visits.run(target)
        self.pages = {target: visits.statements(target) for target in (*FLOORS, *PAGES)}
        self.fresh = iter(visits.cast["unfinished"][-RESERVED:])
        self.steps = visits.alone(next(self.fresh), counted=True)
        self.runs = {target: [] for target in (*FLOORS, *TARGETS)}
        self.alone = []

    def one_round(self, attempts):
        for target in ORDER:
            self.runs[target].append(self.visits.run(target))
        for _ in range(attempts):
            steps = self.visits.alone(next(self.fresh))
            self.alone.append(sum(step.milliseconds for step in steps.values()))

    def rows(self):
        floors = {name: figures.means_of_pairs([run.rate for run in self.runs[name]]) for name in FLOORS}
        for target in (*FLOORS, *TARGETS):
            found = self.runs[target][::2] if target in FLOORS else self.runs[target]
            yield figures.row(target, self.name, found, floors, self.statements(target))

    def statements(self, target):
        return self.steps[target].statements if target in self.steps else self.pages[target]

    def attempt(self):
        """Say what one attempt took, alone, from start to review."""
        return {
            "milliseconds": statistics.median(self.alone),
            "statements": sum(step.statements for step in self.steps.values()),
            "requests": len(self.steps),
        }


def _certificate(site):
    """Issue some certificates in a process of its own, as a worker does; milliseconds."""
    waiting = map(str, site.cast["finished"][:CERTIFICATES])
    found = json.loads(manage(site.environment, "bench_certificate", *waiting))
    return {part: _summary(times) for part, times in found.items()}


def _summary(times):
    walls, cpus = zip(*times, strict=True)
    return {
        "p50": figures.percentile(walls, 50),
        "p95": figures.percentile(walls, 95),
        "cpu": figures.percentile(cpus, 50),
    }
