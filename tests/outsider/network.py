"""Partners under a budget: every affordable choice is tried."""

import json
import math
from fractions import Fraction
from functools import cache
from itertools import combinations


class Market:
    """One published definition."""

    def __init__(self, published):
        self.text = json.loads(published)
        self.offers = {entry["id"]: entry for entry in self.text["candidates"]}
        self.limits = {entry["id"]: entry["limit"] for entry in self.text["resources"]}
        self.weights = {need["id"]: need["weight"] for need in self.text["needs"]}

    def affordable(self, chosen):
        return all(
            sum(self.offers[one]["costs"][name] for one in chosen) <= limit for name, limit in self.limits.items()
        )

    def loss(self, chosen):
        """Weigh the needs that nobody meets, and the candidates out of reach."""
        met = {need for one in chosen for need in self.offers[one]["meets"]}
        reached = {*chosen} | {end for link in self.text["links"] if {*link} & {*chosen} for end in link}
        far = len(self.offers) - len(reached)
        return sum(weight for need, weight in self.weights.items() if need not in met) + far * self.text["reach"]

    def choices(self):
        for size in range(len(self.offers) + 1):
            yield from filter(self.affordable, combinations(self.offers, size))

    def random_choice(self):
        """Work out the mean loss of taking partners at random while one is affordable, and the mean of its square."""

        @cache
        def moments(chosen):
            fit = [one for one in self.offers if one not in chosen and self.affordable({*chosen, one})]
            if not fit:
                return Fraction(self.loss(chosen)), Fraction(self.loss(chosen) ** 2)
            found = [moments(chosen | {one}) for one in fit]
            return tuple(sum(column) / len(fit) for column in zip(*found, strict=True))

        return moments(frozenset())


def faults(published, optimum):
    market = Market(published)
    bounds = market.text["bounds"]
    least = min(map(market.loss, market.choices()))
    mean, square = market.random_choice()
    spread = 5 * math.sqrt(max(0, square - mean**2) / bounds["sample"])
    found = [] if bounds == optimum["bounds"] else ["the bounds that were published are others"]
    if bounds["loss"] != least:
        found.append(f"the best choice loses {least}, not {bounds['loss']}")
    if not market.affordable(bounds["chosen"]) or market.loss(bounds["chosen"]) != least:
        found.append("the choice that is given as the best is not")
    if abs(Fraction(bounds["random"], bounds["sample"]) - mean) > spread:
        found.append(f"random choices lose {float(mean)}, not {bounds['random'] / bounds['sample']}")
    return found


def micro_points(published, response, _variant):
    market, chosen = Market(published), response["chosen"]
    if not chosen or not market.affordable(chosen):
        return None
    bounds = market.text["bounds"]
    mean = Fraction(bounds["random"], bounds["sample"])
    share = 1 - (market.loss(chosen) - bounds["loss"]) / (mean - bounds["loss"])
    return max(Fraction(0), market.text["points"] * 10**6 * share)
