"""Knowledge checks: each question by itself; of several right answers the hit rate less the rate of false alarms."""

import json
from fractions import Fraction


def faults(published, optimum):
    chosen = optimum["response"]["answers"]
    items = json.loads(published)["items"]
    return [f"{item['id']}: not the right answers" for item in items if set(chosen[item["id"]]) != _right(item)]


def micro_points(published, response, _variant):
    answers = response["answers"]
    if not any(answers.values()):
        return None
    items = json.loads(published)["items"]
    return sum(item["points"] * 10**6 * _share(item, set(answers.get(item["id"], ()))) for item in items)


def _right(item):
    return {option["id"] for option in item["options"] if option["right"]}


def _share(item, chosen):
    right = _right(item)
    wrong = {option["id"] for option in item["options"]} - right
    if item["mode"] == "single":
        return Fraction(chosen == right)
    if not chosen:
        return Fraction(0)
    return max(Fraction(0), Fraction(len(chosen & right), len(right)) - Fraction(len(chosen & wrong), len(wrong)))
