"""Tables, lines and cars: the places of a placement exercise, drawn and named.

A layout gives each place its name, its point in a drawing of 1000 by 1000, its side, who is next to it and who sits at
its right hand; and measures, which say how far each place is from a place of honour.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from math import cos, pi, sin
from typing import Any

from django.utils.translation import gettext as _

ELSEWHERE = 100
"""Distance of a place that a measure does not speak of."""
ABREAST = 9
"""So many places fit side by side in the drawing; more of them stand in turn in two rows or three."""
ROW = 160
CENTRES: Mapping[int, tuple[tuple[int, int], ...]] = {
    2: ((250, 500), (750, 500)),
    3: ((500, 226), (250, 774), (750, 774)),
    4: ((250, 226), (750, 226), (250, 774), (750, 774)),
}
"""Where so many round tables stand in the drawing, the host's first."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Spot:
    """One place, as the definition stores it, with its name."""

    id: str
    name: str
    x: int
    y: int
    side: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole layout; `right_of` pairs a place with the one at its right hand, `shapes` are what is drawn below.

    `labels` are what is written on shapes: id of the shape → text.
    """

    spots: tuple[Spot, ...]
    neighbours: tuple[Pair, ...]
    right_of: tuple[Pair, ...]
    measures: Mapping[str, Mapping[str, int]]
    shapes: tuple[Mapping[str, Any], ...] = field(default=())
    labels: Mapping[str, str] = field(default_factory=dict)


def layout(name: str, size: int) -> Layout:
    """Draw a layout.

    Args:
        name: one of `LAYOUTS`.
        size: places a side, round all tables together or in a line; a car has what it has.

    Returns:
        The layout, with names in the language that is active.
    """
    return _DRAWN[name](size)


def sizes(name: str) -> tuple[int, int]:
    """Say how large a layout may be.

    Args:
        name: one of `LAYOUTS`.

    Returns:
        Smallest and largest size.
    """
    return _SIZES[name]


def _talks(size: int) -> Layout:
    """Two delegations face to face; side A sits at the top of the drawing, so that its right is our left."""
    far, near = _row("a", size, 250, back=-ROW), _row("b", size, 750)
    middle = size // 2
    spots = [
        *(Spot(spot, _seat(_("Side A"), middle - at), x, y, "a") for at, (spot, x, y) in enumerate(far)),
        *(Spot(spot, _seat(_("Side B"), at - middle), x, y, "b") for at, (spot, x, y) in enumerate(near)),
    ]
    first, second = [spot for spot, _x, _y in far], [spot for spot, _x, _y in near]
    everybody = dict.fromkeys((*first, *second), ELSEWHERE)
    right = [(after, before) for before, after in pairwise(first)] + list(pairwise(second))
    return Layout(
        spots=tuple(spots),
        neighbours=(*pairwise(first), *pairwise(second)),
        right_of=tuple(right),
        measures={
            "side-a": everybody | _outwards(first, middle, right_hand=-1),
            "side-b": everybody | _outwards(second, middle, right_hand=1),
        },
        shapes=({"kind": "rect", "x": 60, "y": 390, "w": 880, "h": 220},),
    )


def _round(size: int) -> Layout:
    """A round table, the host at the top; the host's right is our left."""
    seats = _around("t", size, (500, 500), 380)
    ring = _ring([spot for spot, *_rest in seats])
    circle = {"kind": "circle", "x": 500, "y": 500, "w": 240, "h": 240}
    return Layout(
        spots=tuple(Spot(spot, _by_the_host(step), x, y) for spot, step, x, y in seats),
        neighbours=ring,
        right_of=ring,
        measures={"host": {spot: _outward(step) for spot, step, _x, _y in seats}},
        shapes=(circle,),
    )


def _tables(number: int, size: int) -> Layout:
    """Round tables with the places shared out evenly; whoever sits at a later table sits farther from the host."""
    spots: list[Spot] = []
    ring: list[Pair] = []
    distances: dict[str, int] = {}
    for table, centre in enumerate(CENTRES[number], 1):
        seats = _around(f"t{table}-", size // number + (table <= size % number), centre, 180)
        distances |= {spot: len(spots) + _outward(step) for spot, step, _x, _y in seats}
        spots += [Spot(spot, _at_table(table, step), x, y, str(table)) for spot, step, x, y in seats]
        ring += _ring([spot for spot, *_rest in seats])
    return Layout(
        spots=tuple(spots),
        neighbours=tuple(ring),
        right_of=tuple(ring),
        measures={"host": distances},
        shapes=tuple(
            {"id": f"table-{table}", "kind": "circle", "x": x, "y": y, "w": 60, "h": 60}
            for table, (x, y) in enumerate(CENTRES[number], 1)
        ),
        labels={f"table-{table}": _("Table %(table)s") % {"table": table} for table in range(1, number + 1)},
    )


def _line(size: int) -> Layout:
    """A line that faces us, counted from our left: flags, or people who receive guests."""
    row = _row("l", size, 500, back=-ROW)
    spots = [
        Spot(spot, _("Number %(number)s from the left, as you face the line") % {"number": at}, x, y)
        for at, (spot, x, y) in enumerate(row, 1)
    ]
    ids = [spot for spot, _x, _y in row]
    middle = (size - 1) // 2
    return Layout(
        spots=tuple(spots),
        neighbours=tuple(pairwise(ids)),
        right_of=tuple((after, before) for before, after in pairwise(ids)),
        measures={
            "left": {spot: at for at, spot in enumerate(ids)},
            "centre": _outwards(ids, middle, right_hand=-1),
        },
        shapes=({"kind": "rect", "x": 40, "y": 625, "w": 920, "h": 16},),
    )


def _car(_size: int) -> Layout:
    """A car with a driver, seen from above, driving up the page."""
    spots = (
        Spot("driver", _("At the wheel"), 350, 330),
        Spot("front", _("Front passenger"), 650, 330),
        Spot("rear-left", _("Rear left"), 350, 690),
        Spot("rear-right", _("Rear right"), 650, 690),
    )
    beside = (("driver", "front"), ("rear-left", "rear-right"))
    body = {"kind": "rect", "x": 210, "y": 120, "w": 580, "h": 780}
    driven = {"rear-right": 0, "rear-left": 1, "front": 2, "driver": ELSEWHERE}
    return Layout(spots, beside, beside, {"driven": driven}, (body,))


def _signing(size: int) -> Layout:
    """Two signatories at one table facing us, and those who stand behind them, the nearer the middle the higher."""
    left, right = (
        Spot("chair-right", _("Chair on the right, as they sit"), 400, 640, "a"),
        Spot("chair-left", _("Chair on the left, as they sit"), 600, 640, "b"),
    )
    behind = _row("s", 2 * size, 300, back=-ROW)
    standing = []
    for at, (spot, x, y) in enumerate(behind):
        outward = size - 1 - at if at < size else at - size
        side = _("Standing behind the chair on the right") if at < size else _("Standing behind the chair on the left")
        name = _("%(side)s, %(number)s from the middle") % {"side": side, "number": outward + 1}
        standing.append(Spot(spot, name, x, y, "a" if at < size else "b"))
    ids = [spot for spot, _x, _y in behind]
    chairs = {"chair-right": ELSEWHERE, "chair-left": ELSEWHERE}
    return Layout(
        spots=(left, right, *standing),
        neighbours=(("chair-right", "chair-left"), *pairwise(ids)),
        right_of=(("chair-left", "chair-right"), *((after, before) for before, after in pairwise(ids))),
        measures={
            "behind": chairs | {spot: size - 1 - at if at < size else at - size for at, spot in enumerate(ids)},
        },
        shapes=({"kind": "rect", "x": 260, "y": 720, "w": 480, "h": 130},),
    )


def _around(letter: str, size: int, centre: tuple[int, int], radius: int) -> list[tuple[str, int, int, int]]:
    """Place people round a table, the host at the top: id, steps to the host's right, and point of each."""
    seats = []
    for at in range(size):
        angle = -2 * pi * at / size
        step = at if at <= size - at else at - size
        x, y = centre[0] + round(radius * sin(angle)), centre[1] - round(radius * cos(angle))
        seats.append((f"{letter}{at}", step, x, y))
    return seats


def _ring(ids: list[str]) -> tuple[Pair, ...]:
    return tuple(zip(ids, [*ids[1:], ids[0]], strict=True))


def _row(letter: str, size: int, y: int, *, back: int = ROW) -> list[tuple[str, int, int]]:
    rows = -(-size // ABREAST)
    return [(f"{letter}{at}", round(60 + 880 * (at + 0.5) / size), y + back * (at % rows)) for at in range(size)]


def _outwards(ids: list[str], middle: int, *, right_hand: int) -> dict[str, int]:
    return {spot: _outward((at - middle) * right_hand) for at, spot in enumerate(ids)}


def _outward(step: int) -> int:
    """Count places from the middle: right hand 1, left hand 2, second at the right 3, and so on."""
    return max(0, 2 * step - 1) if step >= 0 else -2 * step


def _seat(where: str, step: int) -> str:
    """Name a seat by its steps from the middle, to the right hand of who sits there when above 0."""
    if step == 0:
        return _("%(where)s, in the middle") % {"where": where}
    if step > 0:
        return _("%(where)s, %(number)s to the right of the middle") % {"where": where, "number": step}
    return _("%(where)s, %(number)s to the left of the middle") % {"where": where, "number": -step}


def _by_the_host(step: int) -> str:
    if step == 0:
        return _("The host's place")
    if step > 0:
        return _("%(number)s to the host's right") % {"number": step}
    return _("%(number)s to the host's left") % {"number": -step}


def _at_table(table: int, step: int) -> str:
    if step == 0:
        return _("Table %(table)s, the host's place") % {"table": table}
    if step > 0:
        return _("Table %(table)s, %(number)s to the host's right") % {"table": table, "number": step}
    return _("Table %(table)s, %(number)s to the host's left") % {"table": table, "number": -step}


_DRAWN: Mapping[str, Callable[[int], Layout]] = {
    "talks": _talks,
    "round": _round,
    "two-tables": partial(_tables, 2),
    "three-tables": partial(_tables, 3),
    "four-tables": partial(_tables, 4),
    "line": _line,
    "car": _car,
    "signing": _signing,
}
_SIZES: Mapping[str, tuple[int, int]] = {
    "talks": (1, 11),
    "round": (3, 20),
    "two-tables": (6, 20),
    "three-tables": (9, 30),
    "four-tables": (12, 40),
    "line": (2, 20),
    "car": (4, 4),
    "signing": (1, 6),
}
LAYOUTS = tuple(_DRAWN)
