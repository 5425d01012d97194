"""Branching cases: what can still be gained or lost from each scene, and what a path is worth."""

import json
from fractions import Fraction
from functools import cache


class Case:
    """One published definition."""

    def __init__(self, published):
        self.text = json.loads(published)
        self.ways = {scene["id"]: {way["id"]: way for way in scene["options"]} for scene in self.text["scenes"]}
        self.totals = cache(self._totals)
        start = self.totals(self.text["start"])
        self.best, self.worst = max(start), min(start)

    def _totals(self, scene):
        """Give every total of option points from here to an ending."""
        ways = self.ways[scene].values()
        return {way["points"] + total for way in ways for total in self.totals(way["to"])} or {0}

    def total(self, path):
        """Add up a path; None when it is not a whole one."""
        here, total = self.text["start"], 0
        for key in path:
            way = self.ways[here][key]
            here, total = way["to"], total + way["points"]
        return None if self.ways[here] else total


def faults(published, optimum):
    case = Case(published)
    found = []
    if (optimum["best"], optimum["worst"]) != (case.best, case.worst):
        found.append(f"the totals go from {case.worst} to {case.best}")
    for name, wanted in (("response", case.best), ("worst_response", case.worst)):
        if case.total(optimum[name]["path"]) != wanted:
            found.append(f"{name} is not worth {wanted}")
    return found


def micro_points(published, response, _variant):
    case = Case(published)
    total = case.total(response["path"])
    if total is None:
        return None
    return Fraction(case.text["points"] * 10**6 * (total - case.worst), case.best - case.worst)
