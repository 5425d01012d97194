"""Ordering: by pairs of different rank, by steps that need not move, or by places."""

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
    text = json.loads(published)
    share = {"order-lcs/1": _unmoved, "order-position/1": _placed}.get(text.get("scorer"), _net)
    return max(Fraction(0), text["points"] * 10**6 * share(_ranks(published), response["order"]))


def _ranks(published):
    return {entry["id"]: entry["rank"] for entry in json.loads(published)["entries"]}


def _net(ranks, order):
    signs = [
        (ranks[after] > ranks[before]) - (ranks[after] < ranks[before]) for before, after in combinations(order, 2)
    ]
    return Fraction(sum(signs), sum(map(abs, signs)))


def _unmoved(ranks, order):
    """Leave out as few entries as possible, so that the rest stands by rank."""
    for size in range(len(order), 0, -1):
        rests = combinations([ranks[entry] for entry in order], size)
        if any(list(rest) == sorted(rest) for rest in rests):
            return Fraction(size, len(order))
    return Fraction(0)


def _placed(ranks, order):
    """Count those in place, less the mean over every order."""
    wanted = sorted(ranks.values())
    right = sum(ranks[entry] == rank for entry, rank in zip(order, wanted, strict=True))
    by_chance = Fraction(sum(wanted.count(rank) for rank in wanted), len(order))
    return (right - by_chance) / (len(order) - by_chance)
