"""Knowledge checks: each question by itself; of several right answers the hit rate less the rate of false alarms.

From a pool the variant names the questions; these share the points of the exercise by their own.
"""

import json
from fractions import Fraction


def faults(published, optimum):
    chosen = optimum["response"]["answers"]
    items = json.loads(published)["items"]
    return [f"{item['id']}: not the right answers" for item in items if set(chosen[item["id"]]) != _right(item)]


def drawn_faults(published, variant):
    """List where a draw is not what the blueprint says, or a question would be asked too often."""
    definition = json.loads(published)
    cells = [(item["id"], _cell(item)) for item in definition["items"] if "difficulty" in item]
    found = []
    for row in definition.get("blueprint", ()):
        fitting = {item for item, cell in cells if cell == _cell(row)}
        if len(fitting & set(variant["items"])) != row["take"]:
            found.append(f"{row['id']}: not as many as it says")
        if 100 * row["take"] > definition["exposure_percent"] * len(fitting):
            found.append(f"{row['id']}: too few questions")
    return found


def _cell(entry):
    return entry["competency"], entry["difficulty"]


def micro_points(published, response, variant):
    definition = json.loads(published)
    items = [item for item in definition["items"] if item["id"] in variant.get("items", [item["id"]])]
    answers = {item["id"]: set(response["answers"].get(item["id"], ())) for item in items}
    if not any(answers.values()):
        return None
    own = sum(item["points"] for item in items)
    unit = Fraction(definition["points"] if "blueprint" in definition else own, own) * 10**6
    return sum(item["points"] * unit * _share(item, answers[item["id"]]) for item in items)


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
