"""A negotiation about a festival between two towns, and short words for talks about it."""

from itertools import product

from assessments.rules import registry, verify
from assessments.rules.scorers import negotiation
from tests.assessments.rules.negotiating import negotiation_of

FEST = {
    "fee": [(40, 0), (30, 8), (20, 16), (10, 24), (0, 30)],
    "dates": [(0, 40), (5, 30), (10, 15), (15, 0)],
    "press": [(25, 0), (15, 6), (0, 15)],
    "staff": [(0, 15), (10, 10), (20, 0)],
}
MINE, THEIRS, GOOD = "0302", "4020", "1001"
VARIANT = {"seed": 5}


def festival(**changes):
    return negotiation_of(FEST, (45, 40), **{"rounds": 6} | changes)


def offer(places, message="", definition=None):
    issues = definition["issues"] if definition else [{"id": issue} for issue in FEST]
    deal = {issue["id"]: f"o{place}" for issue, place in zip(issues, places, strict=True)}
    return {"type": "offer", "deal": deal, "message": message}


ACCEPT, WALK = {"type": "accept"}, {"type": "walk"}


def scored(definition, *moves):
    found = registry.compile_definition(definition, VARIANT).score({"moves": list(moves)})
    assert verify.check(found) == []
    return found


def earned(found):
    """Give the micro-points of each criterion with its adjustments."""
    return {
        name: sum(line.earned for line in found.criteria if line.id.rpartition(".")[2] == name)
        for name in ("claim", "creation", "fairness", "process")
    }


def reasons(found, line):
    return [entry.key for one in found.criteria if one.id == line for entry in one.evidence]


def agreed(definition, places, message=""):
    """Score a talk in which the other side took an offer in the end."""
    moves = [offer(places, message, definition)] * definition["rounds"]
    while not negotiation.next_state(definition, VARIANT, moves).valid:
        moves.pop()
    assert negotiation.next_state(definition, VARIANT, moves).outcome == "agreed"
    return scored(definition, *moves)


def every_deal(domain):
    return [domain.point(deal) for deal in product(*(range(len(options)) for options in domain.options))]


def hopeless():
    return negotiation_of({"a": [(10, 0), (0, 10)]}, (8, 8), rounds=3)
