"""Measures Chancery against a bare view and a plain Wagtail page in the same run: `python -m tests.bench`."""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from config.launch.preparation import ROOT
from tests.bench import report
from tests.bench.measuring import measure
from tests.bench.processes import load_average
from tests.bench.stage import sites

RESULT = ROOT / "var" / "bench.json"


@dataclass(frozen=True)
class Plan:
    """How much is measured. `seconds` is the length of one run; `starters` learners begin an attempt in each round."""

    learners: int
    times: int
    rounds: int
    seconds: float
    starters: int
    alone: int


FULL = Plan(learners=1_000, times=10, rounds=4, seconds=1.5, starters=120, alone=8)
TINY = Plan(learners=80, times=2, rounds=1, seconds=0.2, starters=10, alone=1)


class Clock:
    """Says what happens, and since when."""

    def __init__(self):
        self.started = time.monotonic()

    def say(self, text):
        print(f"[{time.monotonic() - self.started:4.0f} s] {text}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tiny", action="store_true", help="see whether it works; the figures mean nothing")
    parser.add_argument("--out", type=Path, default=RESULT, help="where the figures go as JSON")
    options = parser.parse_args()
    plan, clock = TINY if options.tiny else FULL, Clock()
    before = load_average()
    with sites(plan.learners, plan.times, clock.say) as both:
        figures = measure(both, plan, clock.say)
    figures["loads"].insert(0, before)
    clock.say("Done\n")
    print(*report.lines(figures), sep="\n")
    options.out.parent.mkdir(exist_ok=True)
    options.out.write_text(report.to_json(figures))
    print(f"The figures as JSON: {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
