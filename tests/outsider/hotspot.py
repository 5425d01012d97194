"""Places in a picture: one question whose options are the places; one right place is found or not."""

import json

from tests.outsider import choice


def faults(published, optimum):
    return choice.faults(_question(published), {"response": _answers(optimum["response"])})


def micro_points(published, response, variant):
    return choice.micro_points(_question(published), _answers(response), variant)


def _question(published):
    text = json.loads(published)
    single = [region["right"] for region in text["regions"]].count(True) == 1
    item = {"id": "places", "points": text["points"], "options": text["regions"]}
    return json.dumps({"items": [{**item, "mode": "single" if single else "multiple"}]})


def _answers(response):
    return {"answers": {"places": response["chosen"]}}
