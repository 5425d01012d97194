"""Negotiations and talks made from a `random.Random`, and one that is always the same."""

from assessments.rules import registry
from assessments.rules.scorers import negotiation
from tests.assessments.rules.heads import SECRET, definition_of


def negotiation_of(issues, reserves, *, forbidden=(), persona="boulware", rounds=5, points=100, criteria=None, **more):
    """`issues`: id → worths (own, other) of the options o0, o1, …; `reserves` likewise; `forbidden`: (issue, place)."""
    texts = {"title": "Talk", "instructions_html": "<p>Yours</p>", "own.name": "We", "other.name": "They"}
    texts |= {"why_html": SECRET, "sources_html": SECRET}
    listed = []
    for issue, worths in issues.items():
        base = f"issues.{issue}"
        texts |= {f"{base}.text": f"Issue {issue}", f"{base}.why": SECRET}
        texts |= {f"{base}.options.o{place}.text": f"Option {place}" for place in range(len(worths))}
        options = [
            {"id": f"o{place}", "own": own, "other": other, "forbidden": (issue, place) in forbidden}
            for place, (own, other) in enumerate(worths)
        ]
        listed.append({"id": issue, "options": options})
    types = {"m0": "question", "m1": "reason", "m2": "package"}
    events = ("open", "first", "hold", "hold", "move", "last", "accept", "end", "leave")
    texts |= {f"messages.{key}.text": f"Say {kind}" for key, kind in types.items()}
    texts |= {f"messages.{key}.reply": f"Answer {kind}" for key, kind in types.items()}
    texts |= {f"lines.l{place}.text": f"Line {event} {place}" for place, event in enumerate(events)}
    own = {
        "competency": None,
        "issues": listed,
        "own_reserve": reserves[0],
        "other_reserve": reserves[1],
        "rounds": rounds,
        "counterpart": {
            "persona": persona,
            "lines": [{"id": f"l{place}", "event": event} for place, event in enumerate(events)],
        },
        "messages": [{"id": key, "type": kind} for key, kind in types.items()],
        "criteria": criteria or {"claim": 40, "creation": 30, "fairness": 15, "process": 15},
    }
    return registry.complete(definition_of("negotiation", "negotiation/1", points, texts) | own | more)


def made(rng):
    issues = {}
    for number in range(rng.choice([1, 2, 3, 3])):
        worths = [(rng.randint(0, 30), rng.randint(0, 30)) for _ in range(rng.randint(2, 4))]
        issues[f"i{number}"] = worths
    forbidden = [(issue, rng.randrange(len(worths))) for issue, worths in issues.items() if rng.random() < 0.2]
    tops = [sum(max(pair[side] for pair in worths) for worths in issues.values()) for side in (0, 1)]
    reserves = [rng.randint(0, 2 * top // rng.choice([2, 3, 4])) for top in tops]
    names = ("claim", "creation", "fairness", "process")
    counted = rng.sample(names, rng.choice([1, 2, 2, 2, 3, 4]))
    criteria = {name: rng.randint(1, 40) if name in counted else 0 for name in names}
    return negotiation_of(
        issues,
        reserves,
        forbidden=forbidden,
        persona=rng.choice(["boulware", "conceder", "linear", "nice-tit-for-tat", "tit-for-tat"]),
        rounds=rng.randint(2, 5),
        points=rng.randint(1, 100),
        criteria=criteria,
    )


def responded(definition, rng):
    moves = []
    while rng.random() < 0.95:
        state = negotiation.next_state(definition, {}, moves)
        if state.finished:
            break
        kinds = ["offer"] * 4 * state.can_offer + ["accept"] * state.can_accept + ["walk"]
        moves.append(_move(rng.choice(kinds), definition, rng))
    return {"moves": moves}


def _move(kind, definition, rng):
    if kind != "offer":
        return {"type": kind}
    deal = {issue["id"]: rng.choice(issue["options"])["id"] for issue in definition["issues"]}
    return {"type": "offer", "deal": deal, "message": rng.choice(["", *(one["id"] for one in definition["messages"])])}
