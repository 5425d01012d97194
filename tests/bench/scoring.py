"""Measures scoring on one core: explained scores a second of every kind, searches at publish time, hostile inputs.

`python -m tests.bench.scoring`; part of `make bench`. Each row is compared with a call that does nothing, measured
right before it, so that figures from different machines can be compared.
"""

import json
import sys
import time
from random import Random

from assessments.rules import registry
from config.launch.preparation import ROOT
from tests.assessments.rules import horrors
from tests.assessments.rules.branching import eventful, sound
from tests.assessments.rules.cases import KINDS, make, respond
from tests.assessments.rules.ordering import case
from tests.bench.seating import seating
from tests.bench.talking import FRONTIER_MILLISECONDS, frontier, table, talk

RESULT = ROOT / "var" / "bench-scoring.json"
RESPONSES = 500
SECONDS = 1.0
ROUNDS = 5
PER_SECOND = 20_000
PER_SECOND_TRACED = 2_000
SEARCH_SECONDS = 10
SEATINGS = 10
HORROR_SECONDS = 1
HORRORS_EVERY = 3


def seated(seed=4):
    """Give a seating problem of seventeen its best plan."""
    definition = seating(seed)
    listed = {name: definition[name] for name in ("places", "guests", "rules")}
    texts = {f"{name}.{entry['id']}.text": "x" for name, entries in listed.items() for entry in entries}
    whole = definition | {"texts": {"en": definition["texts"]["en"] | texts}}
    return registry.complete(whole, lambda _percent: None)


# One row a kind comes by itself; what is worth a row of its own stands here with what makes it.
DEFINITIONS = {
    **{kind: lambda kind=kind: make(kind, 1)[0] for kind in KINDS},
    "order": lambda: case(1)[0],
    "order, with shared ranks": lambda: case(1, "order-taux/1")[0],
    "branch, with variables": lambda: sound(11, eventful)[0],
    "placement, 17 guests": seated,
    "negotiation, one offer": lambda: table(1),
    "negotiation, eight offers": lambda: table(8),
}
# What answers those whose answers count.
RESPONDERS = {
    "negotiation, one offer": lambda definition, rng: talk(definition, rng, 1),
    "negotiation, eight offers": lambda definition, rng: talk(definition, rng, 8),
}
# What an aim is set for; kinds of the same name.
AIMS = {
    "branch": PER_SECOND,
    "branch, with variables": PER_SECOND,
    "placement": PER_SECOND,
    "placement, 17 guests": PER_SECOND,
}
AIMS |= {"negotiation, one offer": PER_SECOND, "negotiation, eight offers": PER_SECOND_TRACED}


class Nothing:
    """A scorer that does not score: the floor."""

    def score(self, response):
        return response


def rows():
    """Measure every definition."""
    for name, made in DEFINITIONS.items():
        definition = made()
        rng = Random(1)
        responses = responses_to(name, definition, rng, RESPONSES)
        scorer = registry.compile_definition(definition, registry.draw_variant(definition, b"a seed of the bench"))
        rounds = [(rate(Nothing(), responses), rate(scorer, responses)) for _ in range(ROUNDS)]
        floor, found = (sorted(column)[ROUNDS // 2] for column in zip(*rounds, strict=True))
        yield {"name": name, "rate": found, "to_nothing": found / floor, "at_least": AIMS.get(name)}


def responses_to(name, definition, rng, number):
    return [RESPONDERS.get(name, respond)(definition, rng) for _ in range(number)]


def rate(scorer, responses):
    """Count explained scores a second of this process's own CPU time."""
    count, started = 0, time.process_time()
    while (spent := time.process_time() - started) < SECONDS / ROUNDS:
        for response in responses:
            scorer.score(response)
        count += len(responses)
    return count / spent


def searches():
    """Prove the best plan of several seating problems, each from scratch; seconds of CPU."""
    for seed in range(SEATINGS):
        started = time.process_time()
        whole = seated(seed)
        yield {"name": f"seating {seed}", "seconds": time.process_time() - started, "is_proved": "bounds" in whole}


def main():
    scoring, proving, deals = list(rows()), list(searches()), frontier()
    print(f"{'explained scores on one core':32}{'a second':>10}{'/ nothing':>11}")
    for row in scoring:
        aim = f"  aim: {row['at_least']}" if row["at_least"] else ""
        print(f"{row['name']:32}{row['rate']:>10.0f}{row['to_nothing']:>11.4f}{aim}")
    spent = sorted(row["seconds"] for row in proving)
    proved = sum(row["is_proved"] for row in proving)
    print(f"best plans of 17 guests at two tables: {proved} of {len(proving)} proved by the long search of `optimum`,")
    print(f"CPU seconds: median {spent[len(spent) // 2]:.1f}, most {spent[-1]:.1f}  aim: {SEARCH_SECONDS}")
    print(f"the {deals['best']} best of {deals['deals']} deals, CPU milliseconds: {deals['milliseconds']:.1f}", end="")
    print(f"  aim: {FRONTIER_MILLISECONDS}")
    worst = horrors.met(HORRORS_EVERY)
    longest, name = worst["slowest"][0]
    print(f"the slowest of {worst['calls']} hostile inputs, CPU seconds: {longest:.2f} ({name})", end="")
    print(f"  aim: {HORROR_SECONDS}")
    RESULT.parent.mkdir(exist_ok=True)
    figures = {"scoring": scoring, "searches": proving, "frontier": deals, "horrors": worst}
    RESULT.write_text(json.dumps(figures, indent=1))
    print(f"The figures as JSON: {RESULT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
