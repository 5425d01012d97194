"""Definitions at the limits of their kind, with contents that are as hard as they can be, for `horrors`."""

from itertools import pairwise

from assessments.rules.scorers.rubric.checking import CHECKS
from tests.assessments.rules import cases
from tests.assessments.rules.branching import branch_of, number
from tests.assessments.rules.negotiating import negotiation_of
from tests.assessments.rules.ordering import order_of
from tests.assessments.rules.pointing import hotspot_of


def choice():
    return cases.choice_of(*[cases.choice_item(f"q{at}", "multiple", 5, 5, 10) for at in range(100)])


def numeric():
    units = {"u0": "1"} | {f"u{at}": "0.000000001" for at in range(1, 10)}
    value, amount = "-999999999999999.999999999", "0.999999999"
    named = [{f"n{at}{unit}": factor for unit, factor in units.items()} for at in range(100)]
    return cases.numeric_of(
        *[cases.numeric_item(f"n{at}", value, "geometric", amount, half=True, units=named[at]) for at in range(100)]
    )


def match():
    return cases.match_of({f"p{at}": f"t{at}" for at in range(12)}, 1000)


def order():
    entries = {f"e{at}": at + 1 for at in range(30)}
    rules = [(f"r{at}", [f"e{at}"], [f"e{at + 1}"]) for at in range(29)]
    return order_of(entries, rules, 1000, "order-taux/1")


def sjt():
    judged = [{f"s{at}o{place}": [1 + place] * 50 for place in range(6)} for at in range(20)]
    return cases.sjt_of(*judged, panel="panel", points=1000)


def branch():
    """A row of layers of two scenes, each of which leads to both of the next in two ways: as many ways as can be."""
    layers = [["start"], *([f"s{at}a", f"s{at}b"] for at in range(99))]
    graph = {scene: {} for layer in layers for scene in layer}
    for layer, after in pairwise(layers):
        for scene in layer:
            for place in range(4):
                graph[scene][f"o{place}"] = (place - 3, after[place % 2])
    return branch_of(graph, 1000)


def eventful():
    """A clock and two numbers that make nearly as many states as may be."""
    tick = {"var": "v0", "add": -1}
    goes_on = {"when": [{"var": "v0", "at_least": 1}]}
    moves = {
        f"o{place}": (place, "s", goes_on | {"effects": [tick, {"var": f"v{place + 1}", "add": 1}]})
        for place in range(2)
    }
    variables = [number("v0", 0, 60, 60), number("v1", 0, 60, 0), number("v2", 0, 60, 0)]
    return branch_of({"s": {"stop": (0, "end", {}), **moves}, "end": {}}, 1000, variables=variables)


def hotspot():
    corners = [[place * 240 + at, (place * 3989 + at * 17) % 10_000] for at in range(30) for place in range(40)]
    areas = [[value for corner in corners[at * 40 : at * 40 + 40] for value in corner] for at in range(30)]
    return hotspot_of(
        {f"g{at}": ("poly", area, at % 2 == 0) for at, area in enumerate(areas)}, 1000, size=(100_000,) * 2
    )


def intray():
    letters = {f"letter{at}": ("answer", "you") for at in range(30)}
    return cases.intray_of(letters, turns={f"letter{at}": at + 1 for at in range(30)}, points=100)


def redpen():
    clauses = {f"c{at}": ("leave", [f"c{at}w{place}" for place in range(5)]) for at in range(30)}
    return cases.redpen_of(clauses, turns={f"c{at}": at + 1 for at in range(30)}, points=100)


def network():
    candidates = {f"c{at}": ([10**9 - at], [f"d{at}", f"d{(at * 7 + 1) % 30}"]) for at in range(30)}
    links = [[f"c{one}", f"c{other}"] for one in range(30) for other in range(one)]
    return cases.network_of([10**9], {f"d{at}": 100 - at for at in range(30)}, candidates, links, 100, 1000)


def placement():
    names = [f"v{at}" for at in range(40)]
    rules = [
        cases.placement_rule(f"r{at}", "place", 100, guest=names[at % 40], places=[f"p{at % 40}"]) for at in range(80)
    ]
    return cases.placement_of([""] * 40, {name: ({"side": "a"}, "") for name in names}, rules, points=1000)


def negotiation():
    issues = {f"i{at}": [(31 * place, 29 * (13 - place)) for place in range(14)] for at in range(4)}
    issues["i4"] = [(1, 1000), (500, 500), (1000, 1), (3, 3), (4, 4), (5, 5)]
    return negotiation_of(issues, (100, 100), rounds=20, points=1000)


def rubric():
    criteria = {f"k{at}": [0, 20, 40, 60, 80, 100] for at in range(8)}
    return cases.rubric_of(criteria, sorted(CHECKS)[:12], [5] * 3, documents=5, window=(1, 2500))


LARGEST = {
    "branch": branch,
    "branch, eventful": eventful,
    "choice": choice,
    "hotspot": hotspot,
    "intray": intray,
    "match": match,
    "negotiation": negotiation,
    "network": network,
    "numeric": numeric,
    "order": order,
    "placement": placement,
    "redpen": redpen,
    "rubric": rubric,
    "sjt": sjt,
}
