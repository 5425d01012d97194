"""What a careless rule would choke on; `python -m tests.assessments.rules.horrors` meets all of it within 256 MB.

Prints as JSON how many calls there were, what raised anything, and the calls that took longest, in CPU seconds. With a
number N as argument it makes every Nth call only.
"""

import json
import resource
import sys
import time
from random import Random

from assessments.rules import registry, stats
from assessments.rules.errors import DataError
from tests.assessments.rules.cases import KINDS, make, mark
from tests.assessments.rules.largest import LARGEST

MEGABYTES = 256
SEED = b"a seed of horrors"


def nested(depth, wrap):
    value = "x"
    for _ in range(depth):
        value = wrap(value)
    return value


# Each is either beyond what is read, or near to it.
VALUES = {
    "deep list": lambda: nested(200_000, lambda inner: [inner]),
    "deep object": lambda: nested(200_000, lambda inner: {"a": inner}),
    "list of 30 levels": lambda: nested(30, lambda inner: [inner]),
    "list of 15000 levels": lambda: nested(15_000, lambda inner: [inner]),
    "ten million letters": lambda: "a" * 10_000_000,
    "many letters": lambda: "a" * 900_000,
    "many accents": lambda: "e\u0301" * 450_000,
    "accents upon one letter": lambda: "a" + "\u0301\u0323" * 450_000,
    "many brackets": lambda: "<" * 900_000,
    "many tags": lambda: "<p>" * 300_000,
    "many spaces": lambda: " " * 900_000,
    "many lines": lambda: "\n" * 900_000,
    "many digits": lambda: "9" * 900_000,
    "half characters": lambda: "\ud800" * 1000,
    "half a character": lambda: "\udfff",
    "a large number": lambda: 10**100_000,
    "large numbers": lambda: [10**1000, -(2**63), 2**53],
    "no number": lambda: float("nan"),
    "infinite": lambda: float("inf"),
    "NaN as text": lambda: "NaN",
    "an endless exponent": lambda: "1e999999999",
    "infinite as text": lambda: "-Infinity",
    "a million names": lambda: {f"k{number}": None for number in range(1_000_000)},
    "many names": lambda: {f"k{number}": None for number in range(18_000)},
    "many texts": lambda: [f"a{number}" for number in range(18_000)],
    "many objects": lambda: [{"id": "a"}] * 9_000,
    "a zero byte": lambda: "\x00",
    "true": lambda: True,
}
PARTS = (
    *("items", "learners", "pairs", "weights", "metric", "units", "rows", "marks", "tolerance", "sd", "reliability"),
    *("distance", "cut_from_mean", "judges", "scores", "performances", "borderline", "results", "cut", "maximum"),
    *("first", "second", "rankings", "comparisons"),
)


def placed(whole, value):
    """Yield copies of a value with another one in each place of its first two levels, and beside them."""
    yield value
    entries = whole.items() if isinstance(whole, dict) else list(enumerate(whole))[:1]
    for name, entry in entries:
        inner = placed_inside(entry, value)
        for changed in (value, [value], *inner):
            yield {**whole, name: changed} if isinstance(whole, dict) else [changed, *whole[1:]]


def placed_inside(entry, value):
    if isinstance(entry, dict) and entry:
        first = next(iter(entry))
        yield {**entry, first: value}
        yield {**entry, first: [value]}
        yield {**entry, first: {"value": value, "unit": ""}}
    if isinstance(entry, list) and entry:
        yield [value, *entry[1:]]
        yield [*entry, value]
        if isinstance(entry[0], dict):
            yield from ([{**entry[0], name: value}, *entry[1:]] for name in entry[0])


def scoring(definition, response, marks):
    """Score, explain and show."""
    variant = registry.draw_variant(definition, SEED)
    scored = registry.score_marked(definition, variant, response, marks)
    registry.debrief(definition, variant, "en", scored, reveal=True)
    registry.present(definition, variant, "en", response)
    if registry.needs_marking(definition):
        registry.marks_problems(definition, response, marks)


def with_texts(definition, text):
    return {**definition, "texts": {"en": dict.fromkeys(definition["texts"]["en"], text)}}


def calls():
    """Yield (what it is, function, arguments)."""
    made = {kind: make(kind, 3)[0] for kind in KINDS}
    for name, value_of in VALUES.items():
        value = value_of()
        for kind, definition in made.items():
            key, marks = registry.answer_key(definition), mark(definition, None)
            for response in placed(key, value):
                yield f"score {kind}: {name}", scoring, (definition, response, marks)
            for given in placed(marks, value) if marks else ():
                yield f"marks {kind}: {name}", scoring, (definition, key, given)
            for whole in placed(definition, value):
                yield f"validate {kind}: {name}", registry.validate, (whole,)
            yield f"validate texts of {kind}: {name}", registry.validate, (with_texts(definition, value),)
        for statistic in stats.STATISTICS:
            for data in (value, dict.fromkeys(PARTS, value), {part: [value] for part in PARTS}):
                yield f"stats {statistic}: {name}", statistics, (statistic, data)
    yield from largest()
    for statistic, data in large_data():
        yield f"stats {statistic}: much data", statistics, (statistic, data)


def largest():
    for name, made in LARGEST.items():
        definition = made()
        key, marks = registry.answer_key(definition), mark(definition, None)
        yield f"validate {name}: at its limits", sound, (definition,)
        registry.compile_definition(definition, registry.draw_variant(definition, SEED))
        yield f"score {name}: at its limits", scoring, (definition, key, marks)
        yield f"score {name}: at its limits, nothing", scoring, (definition, None, None)


def sound(definition):
    problems = registry.validate(definition)
    if problems:
        raise AssertionError(problems)


def statistics(name, data):
    try:
        json.dumps(stats.run(name, data))
    except DataError:
        return


def large_data():
    """Yield data of every statistic that has lists, as large as they are read."""
    rng = Random(1)
    for size in (300, 2_000, 40_000):
        spread = [[rng.random(), rng.random()] for _ in range(size)]
        levels = [[rng.randint(-1000, 1000), rng.randint(-1000, 1000)] for _ in range(size)]
        ranking = {f"a{number}": rng.randint(1, 1000) for number in range(size)}
        few = {f"a{number}": number + 1 for number in range(12)}
        for count in (10, 100):
            items = [{"id": f"i{at}", "possible": 9, "options": ["a", "b"], "right": ["a"]} for at in range(count)]
            answers = [{f"i{at}": {"earned": rng.randint(0, 9)} for at in range(count)} for _ in range(size // count)]
            yield "items", {"items": items, "learners": answers}
            yield "items", {"items": items, "learners": answers, "drawn": True}
        yield "kappa", {"pairs": levels}
        yield "kappa", {"pairs": [[abs(one) % 7, abs(other) % 7] for one, other in levels]}
        for metric in ("nominal", "ordinal", "interval"):
            yield "alpha", {"metric": metric, "units": spread}
            yield "alpha", {"metric": metric, "units": [[round(5 * mark) for mark in pair] for pair in spread]}
        yield "icc", {"rows": spread}
        yield "median", {"marks": list(range(size))}
        yield "resolve", {"marks": list(range(size)), "tolerance": 1}
        yield "weighted-median", {"marks": [{"mark": number, "weight": number} for number in range(size)]}
        yield "angoff", {"judges": spread}
        yield "hofstee", {"judges": [_judge()] * (size // 10), "scores": [pair[0] for pair in spread]}
        yield "borderline", {"performances": [{"rating": a, "total": b} for a, b in spread], "borderline": 0.5}
        results = [{"exercise": f"e{number}", "earned": number, "possible": 10**9 - number} for number in range(size)]
        yield "mastery", {"cut": 50, "results": results}
        yield "gain", {"pairs": spread, "maximum": 1}
        yield "tau-b", {"pairs": spread}
        yield "tau-x", {"first": ranking, "second": ranking}
        yield "kemeny", {"rankings": [ranking]}
        yield "kemeny", {"rankings": [few] * (size // 12)}
        scripts = [f"a{number}" for number in range(100)]
        yield "bradley-terry", {"comparisons": [rng.sample(scripts, 2) for _ in range(size)]}
        yield "bradley-terry", {"comparisons": [[f"a{at}", f"a{at + 1}"] for at in range(size)]}
        yield "bradley-terry", {"comparisons": [[f"a{at % 99}", f"a{at % 99 + 1}"] for at in range(size)]}


def _judge():
    return {"lowest_cut": 0, "highest_cut": 1, "fewest_failures": 0, "most_failures": 1}


def met(every=1):
    """Make the calls; return what is printed."""
    raised, spent = [], []
    for number, (name, function, arguments) in enumerate(calls()):
        if number % every:
            continue
        started = time.process_time()
        try:
            function(*arguments)
        except Exception as error:  # noqa: BLE001 - that there is none is what is shown
            raised.append(f"{name}: {error!r}"[:200])
        spent.append((round(time.process_time() - started, 3), name))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"calls": len(spent), "raised": raised, "slowest": sorted(spent)[:-6:-1], "megabytes": peak}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES * 2**20,) * 2)
    sys.stdout.write(json.dumps(met(*map(int, sys.argv[1:]))))
