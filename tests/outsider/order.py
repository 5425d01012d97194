"""Ordering: by comparing every two entries, by steps that need not move, or by places."""

import json
from fractions import Fraction
from itertools import combinations

LEAVING_OUT = ("order-tau/2", "order-taux/1")


def faults(published, optimum):
    """Work out that the answer is worth everything, of which there is no more: pairs in the right order add up to 1."""
    text, response = json.loads(published), optimum["response"]
    if text.get("scorer") in LEAVING_OUT:
        is_best = _compared(text, response) == 1
    else:
        ranks = _ranks(published)
        is_best = sorted(response["order"]) == sorted(ranks) and _net(ranks, response["order"]) == 1
    return [] if is_best else ["the order that is given as the best is not"]


def micro_points(published, response, _variant):
    if not response["confirmed"]:
        return None
    text = json.loads(published)
    if text.get("scorer") in LEAVING_OUT:
        share = _compared(text, response)
    else:
        rule = {"order-lcs/1": _unmoved, "order-position/1": _placed}.get(text.get("scorer"), _net)
        share = rule(_ranks(published), response["order"])
    return max(Fraction(0), text["points"] * 10**6 * share)


def _ranks(published):
    return {entry["id"]: entry["rank"] for entry in json.loads(published)["entries"]}


def _net(ranks, order):
    signs = [
        (ranks[after] > ranks[before]) - (ranks[after] < ranks[before]) for before, after in combinations(order, 2)
    ]
    return Fraction(sum(signs), sum(map(abs, signs)))


def _compared(text, response):
    """Hold the matrices of both rankings against each other, cell by cell, and add entries that stand apart."""
    key = {entry["id"]: entry["rank"] for entry in text["entries"]}
    given, rank = {}, 0
    for entry in response["order"]:
        if entry not in response["out"]:
            rank += not (entry in response["same"] and rank)
            given[entry] = rank
    cells = [(one, other) for one in key for other in key if one != other and key[one] and key[other]]
    if text["scorer"] == "order-tau/2":
        cells = [(one, other) for one, other in cells if key[one] != key[other]]
    agreed = sum(_cell(key, *cell) * _cell(given, *cell) for cell in cells if {*cell} <= given.keys())
    listed = {entry for entry in key if key[entry]}
    others = key.keys() - listed
    apart = sum((entry in given) - (other in given) for entry in listed for other in others)
    return (Fraction(agreed, 2) + apart) / (Fraction(len(cells), 2) + len(listed) * len(others))


def _cell(ranks, one, other):
    """Emond and Mason: 1 when the first stands before the second or shares its rank, else -1."""
    return 1 if ranks[one] <= ranks[other] else -1


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
