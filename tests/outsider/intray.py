"""In-trays: the questions as in a knowledge check, and what is put in order as in an ordering exercise; the sum."""

import json

from tests.outsider import choice, order


def faults(published, optimum):
    part = _order(published)
    return choice.faults(published, optimum) + (order.faults(part, optimum) if part else [])


def micro_points(published, response, variant):
    part = _order(published)
    found = [choice.micro_points(published, response, variant)]
    if part and response.get("confirmed"):
        found.append(order.micro_points(part, response, variant))
    answered = [points for points in found if points is not None]
    return sum(answered) if answered else None


def _order(published):
    part = json.loads(published)["order"]
    return json.dumps(part) if part else None
