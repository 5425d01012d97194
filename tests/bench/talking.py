"""A negotiation about four issues, talks at it, and a domain of five issues with 207 360 deals."""

import time
from random import Random

from assessments.rules.scorers import negotiation
from assessments.rules.scorers.negotiation.domain import Domain
from tests.assessments.rules.negotiating import negotiation_of
from tests.assessments.rules.scorers.festival import FEST

ISSUES = (12, 12, 12, 12, 10)
FRONTIER_MILLISECONDS = 50


def table(rounds):
    return negotiation_of(FEST, (45, 40), persona="conceder" if rounds == 1 else "boulware", rounds=max(rounds, 2))


def talk(definition, rng, offers):
    """Make offers as long as they are not taken, then accept what lies on the table."""
    moves = []
    for _ in range(offers):
        if negotiation.next_state(definition, {}, moves).finished:
            return {"moves": moves}
        deal = {issue["id"]: rng.choice(issue["options"])["id"] for issue in definition["issues"]}
        moves.append({"type": "offer", "deal": deal, "message": "m0"})
    finished = negotiation.next_state(definition, {}, moves).finished
    return {"moves": moves if finished else [*moves, {"type": "accept"}]}


def frontier():
    """Find the best deals of the large domain; how many deals and milliseconds of CPU."""
    rng = Random(4)
    issues = {
        f"i{number}": list(
            zip(sorted(rng.sample(range(1000), options)), sorted(rng.sample(range(1000), options))[::-1], strict=True)
        )
        for number, options in enumerate(ISSUES)
    }
    domain = Domain(negotiation_of(issues, (1500, 1500)))
    started = time.process_time()
    found = domain.frontier()
    return {"deals": domain.size, "best": len(found), "milliseconds": 1000 * (time.process_time() - started)}
