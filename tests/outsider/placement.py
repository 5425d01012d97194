"""Protocol labs: every way to give everybody a place is tried."""

import json
import math
from collections import deque
from fractions import Fraction
from itertools import combinations, permutations
from statistics import fmean, pstdev


class Lab:
    """One published definition under one jurisdiction. A plan says guest id → place id; who is not in it stands."""

    def __init__(self, published, jurisdiction):
        self.text = json.loads(published)
        self.rules = [rule for rule in self.text["rules"] if rule["jurisdiction"] in (None, jurisdiction)]
        self.bounds = next(entry for entry in self.text["bounds"] if entry["jurisdiction"] == jurisdiction)
        self.side = {place["id"]: place["side"] for place in self.text["places"]}
        self.tags = {guest["id"]: guest["tags"] for guest in self.text["guests"]}
        self.fixed = {guest["id"]: guest["place"] for guest in self.text["guests"] if guest["place"]}
        self.ways = {place: self._ways_from(place) for place in self.side}
        self.unit = math.lcm(*(self._most(rule) for rule in self.text["rules"]))

    def _ways_from(self, start):
        found, waiting = {start: 0}, deque([start])
        while waiting:
            here = waiting.popleft()
            for pair in self.text["neighbours"]:
                for there in pair if here in pair else ():
                    if there not in found:
                        found[there] = found[here] + 1
                        waiting.append(there)
        return found

    def _steps(self, plan, one, other):
        """Count the steps between two guests: -1 when one of them stands, infinite when no way leads there."""
        if one not in plan or other not in plan:
            return -1
        return self.ways[plan[one]].get(plan[other], math.inf)

    def _pairs(self, rule):
        return [(high, low) for above, below in combinations(rule["guests"], 2) for high in above for low in below]

    def _most(self, rule):
        """Say into how many equal parts the weight of a rule is cut."""
        if rule["type"] == "order":
            return len(self._pairs(rule))
        return max(1, len(self.text["neighbours"])) if rule["type"] == "alternate" else 1

    def broken(self, rule, plan):
        """Count the broken parts of a rule."""
        return int(getattr(self, f"_{rule['type']}")(rule, plan))

    def _place(self, rule, plan):
        return plan.get(rule["guest"]) not in rule["places"]

    def _right_of(self, rule, plan):
        return [plan.get(rule["of"]), plan.get(rule["guest"])] not in self.text["right_of"]

    def _near(self, rule, plan):
        return not any(0 <= self._steps(plan, rule["guest"], other) <= rule["steps"] for other in rule["any"])

    def _apart(self, rule, plan):
        return self._steps(plan, *rule["guests"]) < rule["steps"]

    def _order(self, rule, plan):
        far = self.text["measures"][rule["measure"]]
        return sum(
            high not in plan or low not in plan or far[plan[high]] > far[plan[low]] for high, low in self._pairs(rule)
        )

    def _alternate(self, rule, plan):
        kinds = {guest: tags[rule["tag"]] for guest, tags in self.tags.items() if tags.get(rule["tag"])}
        alike = [pair for pair in combinations(kinds, 2) if kinds[pair[0]] == kinds[pair[1]]]
        return min(self._most(rule), sum(self._steps(plan, *pair) < 2 for pair in alike))

    def _balance(self, rule, plan):
        seated = [self.side.get(plan.get(guest), "") for guest, tags in self.tags.items() if _has(tags, rule)]
        counts = [seated.count(side) for side in {*self.side.values()} - {""}]
        return "" in seated or max(counts) - min(counts) > 1

    def loss(self, plan):
        return sum(rule["weight"] * self.unit // self._most(rule) * self.broken(rule, plan) for rule in self.rules)

    def plans(self):
        """Yield every way to give everybody a place."""
        waiting = [guest for guest in self.tags if guest not in self.fixed]
        free = [place for place in self.side if place not in self.fixed.values()]
        for places in permutations(free, len(waiting)):
            yield self.fixed | dict(zip(waiting, places, strict=True))

    def _is_whole(self, plan):
        taken = {*plan.values()}
        seats_all = plan.keys() == self.tags.keys() and len(taken) == len(plan) and taken <= self.side.keys()
        return seats_all and plan == plan | self.fixed

    def micro_points(self, plan):
        """Give the exact points of a plan: the best plan earns all of them, the mean of the random ones nothing."""
        possible, best = self.text["points"] * 10**6, self.bounds["loss"]
        mean = Fraction(self.bounds["random"], self.bounds["sample"])
        plan = self.fixed | plan
        earned = max(Fraction(0), possible * (1 - (self.loss(plan) - best) / (mean - best)))
        is_capped = any(rule["hard"] and self.broken(rule, plan) for rule in self.rules)
        return min(earned, Fraction(possible, 2)) if is_capped else earned

    def faults(self):
        """List what is wrong with the bounds that were published."""
        losses = [self.loss(plan) for plan in self.plans()]
        mean = self.bounds["random"] / self.bounds["sample"]
        spread = 5 * pstdev(losses) / math.sqrt(self.bounds["sample"])
        found = []
        if min(losses) != self.bounds["loss"]:
            found.append(f"the best plan loses {min(losses)}, not {self.bounds['loss']}")
        if not self._is_whole(self.bounds["plan"]) or self.loss(self.bounds["plan"]) != min(losses):
            found.append("the plan that is given as the best is not")
        if abs(mean - fmean(losses)) > spread:
            found.append(f"random plans lose {fmean(losses):.3f}, not {mean:.3f}")
        return found


def _has(tags, rule):
    return tags.get(rule["tag"]) == rule["value"]


def faults(published, optimum):
    """Judge the bounds that were published, and those that were worked out again."""
    text = json.loads(published)
    again = [] if text["bounds"] == optimum["bounds"] else ["the bounds that were published are others"]
    wanted = [entry["id"] for entry in text["jurisdictions"]] or [None]
    return again + [fault for jurisdiction in wanted for fault in Lab(published, jurisdiction).faults()]


def micro_points(published, response, _variant):
    if not response["plan"]:
        return None
    return Lab(published, json.loads(published)["jurisdiction"]).micro_points(response["plan"])
