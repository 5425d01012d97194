"""Branching cases: what can still be gained or lost from each place, and what a path is worth."""

import json
from fractions import Fraction
from functools import cache
from typing import NamedTuple


class Here(NamedTuple):
    """A scene, the values of the variables, the events that have happened and the decisions taken."""

    scene: str
    values: tuple
    happened: frozenset
    turn: int


class Case:
    """One published definition, with the events that an attempt has."""

    def __init__(self, published, variant):
        self.text = json.loads(published)
        self.choices = {scene["id"]: scene["options"] for scene in self.text["scenes"]}
        self.names = [variable["id"] for variable in self.text.get("variables", ())]
        self.limits = {variable["id"]: variable for variable in self.text.get("variables", ())}
        drawn = variant.get("events", ())
        self.events = [one for one in self.text.get("events", ()) if one["chance"] == 100 or one["id"] in drawn]
        self.totals = cache(self._totals)
        begin = tuple(variable["start"] for variable in self.text.get("variables", ()))
        self.start = self.arrive(Here(self.text["start"], begin, frozenset(), 0))
        found = self.totals(self.start)
        self.best, self.worst = max(found), min(found)

    def hold(self, conditions, here):
        values = {**dict(zip(self.names, here.values, strict=True)), "turn": here.turn}
        for asked in conditions:
            value = values[asked["var"]]
            if "is" in asked and value not in asked["is"]:
                return False
            if value < asked.get("at_least", value) or value > asked.get("at_most", value):
                return False
        return True

    def change(self, effects, here):
        values = dict(zip(self.names, here.values, strict=True))
        for effect in effects:
            name = effect["var"]
            values[name] = effect["set"] if "set" in effect else values[name] + effect["add"]
            if "low" in self.limits[name]:
                values[name] = sorted([self.limits[name]["low"], values[name], self.limits[name]["high"]])[1]
        return here._replace(values=tuple(values.values()))

    def arrive(self, here):
        """Let everything happen that happens here; an event that leads elsewhere begins the list again there."""
        for one in self.events:
            is_place = here.scene in one["at"] if one["at"] else self.choices[here.scene]
            if one["id"] not in here.happened and is_place and self.hold(one["when"], here):
                here = self.change(one["effects"], here)._replace(happened=here.happened | {one["id"]})
                if one["to"]:
                    return self.arrive(here._replace(scene=one["to"]))
        return here

    def ways(self, here):
        """Give option → (points, where it leads) of what is offered; the last decision gets what the end is worth."""
        found = {}
        for option in self.choices[here.scene]:
            if self.hold(option.get("when", ()), here):
                after = self.change(option.get("effects", ()), here)
                there = self.arrive(after._replace(scene=option["to"], turn=here.turn + 1))
                found[option["id"]] = (option["points"] + self.at_end(there), there)
        return found

    def at_end(self, here):
        if self.choices[here.scene]:
            return 0
        return sum(one["points"] for one in self.text.get("worth", ()) if self.hold(one["when"], here))

    def _totals(self, here):
        """Give every total of points from here to an ending."""
        ways = self.ways(here).values()
        return {points + total for points, there in ways for total in self.totals(there)} or {0}

    def total(self, path):
        """Add up a path; None when it is not a whole one."""
        here, total = self.start, 0
        for key in path:
            points, here = self.ways(here)[key]
            total += points
        return None if self.ways(here) else total


def faults(published, optimum):
    return [fault for bounds in optimum.get("variants", [optimum]) for fault in _faults(published, bounds)]


def _faults(published, optimum):
    case = Case(published, optimum)
    found = []
    if (optimum["best"], optimum["worst"]) != (case.best, case.worst):
        found.append(f"the totals go from {case.worst} to {case.best}")
    for name, wanted in (("response", case.best), ("worst_response", case.worst)):
        if case.total(optimum[name]["path"]) != wanted:
            found.append(f"{name} is not worth {wanted}")
    return found


def micro_points(published, response, variant):
    case = Case(published, variant)
    total = case.total(response["path"])
    if total is None:
        return None
    return Fraction(case.text["points"] * 10**6 * (total - case.worst), case.best - case.worst)
