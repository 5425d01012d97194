"""Seating problems as a protocol officer has them: seventeen guests, ranks, eight to twenty rules."""

import random
from itertools import pairwise

GUESTS = 17
LAYOUTS = ("two tables", "one table", "face to face")


def seating(seed, layout="two tables"):
    """Make a definition without bounds; the same seed gives the same one."""
    rng = random.Random(f"{seed} {layout}")
    places, neighbours, right_of, measures = _LAID[layout]()
    ids = [f"g{number}" for number in range(GUESTS)]
    return {
        "format": 1,
        "kind": "placement",
        "scorer": "placement/1",
        "key": f"seating-{seed}",
        "points": 20,
        "competency": None,
        "places": [{"id": place, "x": 0, "y": 0, "side": side} for place, side in places.items()],
        "shapes": [],
        "neighbours": neighbours,
        "right_of": right_of,
        "measures": {"honour": measures},
        "guests": [_guest(rng, guest, "host" if guest == "g0" else "") for guest in ids],
        "jurisdictions": [],
        "jurisdiction": None,
        "rules_shown": False,
        "rules": _numbered(_rules(rng, ids)),
        "texts": {"en": {"title": "Seating", "prompt_html": "<p>Seat them.</p>"}},
    }


def _guest(rng, guest, place):
    tags = {"group": rng.choice(["French", "English", "Spanish"]), "delegation": rng.choice(["city", "visitors"])}
    return {"id": guest, "tags": tags, "place": place}


def _rules(rng, ids):
    host, first, *others = ids
    ranked = [first, *rng.sample(others, rng.randint(3, 9))]
    yield {"type": "order", "guests": _ranks(rng, ranked), "measure": "honour", "weight": rng.randint(4, 8)}
    yield {"type": "right_of", "guest": first, "of": host, "weight": 3}
    yield {"type": "alternate", "tag": rng.choice(["group", "delegation"]), "weight": rng.randint(2, 6)}
    if rng.random() < 0.7:
        yield {"type": "balance", "tag": "delegation", "value": "city", "weight": 2}
    if rng.random() < 0.5:
        boss, *helpers = rng.sample(others, 3)
        yield {"type": "near", "guest": boss, "any": helpers, "steps": rng.randint(1, 2), "weight": 3, "hard": True}
    for _ in range(rng.randint(2, 6)):
        yield {"type": "apart", "guests": rng.sample(others, 2), "steps": rng.choice([2, 2, 3]), "weight": 2}
    for _ in range(rng.randint(2, 6)):
        guest, other = rng.sample(others, 2)
        yield {"type": "near", "guest": guest, "any": [other], "steps": 1, "weight": rng.randint(1, 4)}
    for guest in rng.sample(others, rng.randint(0, 3)):
        yield {"type": "place", "guest": guest, "places": ["s1", "s3", "s6"], "weight": 2}


def _ranks(rng, ranked):
    """Let two of the same rank stand together now and then."""
    ranks = [[ranked[0]]]
    for guest in ranked[1:]:
        if rng.random() < 0.2:
            ranks[-1].append(guest)
        else:
            ranks.append([guest])
    return ranks


def _numbered(rules):
    fixed = {"hard": False, "jurisdiction": None, "topic": ""}
    return [fixed | rule | {"id": f"r{number}"} for number, rule in enumerate(rules)]


def _two_tables():
    """Nine at the host's round table, eight at the other, whose chairs count one less."""
    return _joined(_ring(["host", *(f"s{number}" for number in range(8))], 0), _ring([f"t{at}" for at in range(8)], 1))


def _one_table():
    return _ring(["host", *(f"s{number}" for number in range(16))], 0)


def _face_to_face():
    far, near = ["host", *(f"s{number}" for number in range(8))], [f"t{number}" for number in range(8)]
    return _joined(_row(far, "far"), _row(near, "near"))


def _ring(ids, farther):
    pairs = [list(pair) for pair in zip(ids, [*ids[1:], ids[0]], strict=True)]
    count = len(ids)
    sides = {place: "right" if at <= count // 2 else "left" for at, place in enumerate(ids)}
    far = {place: max(0, 2 * at - 1) if at <= count // 2 else 2 * (count - at) for at, place in enumerate(ids)}
    return sides, pairs, pairs, {place: distance + farther for place, distance in far.items()}


def _row(ids, side):
    """A row whose first place is the middle; the others stand in turn at its right and left."""
    line = [*reversed(ids[2::2]), ids[0], *ids[1::2]]
    pairs = [list(pair) for pair in pairwise(line)]
    return dict.fromkeys(ids, side), pairs, pairs, {place: at for at, place in enumerate(ids)}


def _joined(one, other):
    return {**one[0], **other[0]}, one[1] + other[1], one[2] + other[2], {**one[3], **other[3]}


_LAID = {"two tables": _two_tables, "one table": _one_table, "face to face": _face_to_face}
