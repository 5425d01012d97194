"""Matching: one right match is what chance gives."""

import json
from fractions import Fraction


def faults(published, optimum):
    right = {pair["id"]: pair["target"] for pair in json.loads(published)["pairs"]}
    return [] if optimum["response"]["matches"] == right else ["the matches that are given as the best are not"]


def micro_points(published, response, _variant):
    text, given = json.loads(published), response["matches"]
    if not any(given.values()):
        return None
    right = sum(given.get(pair["id"]) == pair["target"] for pair in text["pairs"])
    return max(Fraction(0), Fraction(text["points"] * 10**6 * (right - 1), len(text["pairs"]) - 1))
