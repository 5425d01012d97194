"""Ordering: pairs of different rank, those the right way round less those the wrong way round."""

import json
from fractions import Fraction
from itertools import combinations, permutations


def faults(published, optimum):
    """Try every order of the few entries there are."""
    ranks = _ranks(published)
    scores = {order: _net(ranks, order) for order in permutations(ranks)}
    is_best = scores.get(tuple(optimum["response"]["order"])) == max(scores.values()) == 1
    return [] if is_best else ["the order that is given as the best is not"]


def micro_points(published, response, _variant):
    if not response["confirmed"]:
        return None
    points = json.loads(published)["points"] * 10**6
    return max(Fraction(0), points * _net(_ranks(published), response["order"]))


def _ranks(published):
    return {entry["id"]: entry["rank"] for entry in json.loads(published)["entries"]}


def _net(ranks, order):
    signs = [
        (ranks[after] > ranks[before]) - (ranks[after] < ranks[before]) for before, after in combinations(order, 2)
    ]
    return Fraction(sum(signs), sum(map(abs, signs)))
