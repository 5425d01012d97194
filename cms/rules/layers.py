"""Lays a graph out in layers, as Sugiyama, Tagawa and Toda (1981) do: boxes above each other, arrows downwards.

Four steps: a layer for each node by the longest way to it; a narrow place in every layer that an arrow passes; an order
in each layer that lets few arrows cross; places from left to right as near to what a node is joined with as the order
allows. The same graph always gives the same drawing.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

MARGIN = 12
BESIDE = 28
PASSING = 14
BELOW = 64
# Above the first layer and below the last, where arrows turn round.
EDGE = 40
SWEEPS = 12
# How much an arrow wants to be straight, by the number of its ends that are no box.
STRAIGHT = (1, 2, 8)

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Node:
    """A box to be placed; width and height in pixels."""

    id: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow to be drawn between two nodes; `port` says how far from the left of its source's box it leaves."""

    source: str
    target: str
    port: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything lies, in pixels.

    Attributes:
        places: node id → upper left corner of its box.
        ways: for each link its points, between which it runs straight and in a curve by turns. One that leads back to a
            node on the way to itself turns upwards beside its source and comes down again above its target.
        width: of the whole drawing; `height` likewise.
    """

    places: Mapping[str, Point]
    ways: tuple[tuple[Point, ...], ...]
    width: int
    height: int


@dataclass(slots=True, eq=False)
class _Spot:
    """A box, or the place where an arrow passes a layer.

    `above`, `below` and `beside` list what it is joined with. With each stands how far right of that one's middle it
    would like its own, in pixels, and how far right of that one's middle the arrow begins, as part of a place in the
    order.
    """

    width: int
    layer: int
    is_box: bool = False
    order: float = 0
    x: float = 0
    above: list[tuple["_Spot", float, float]] = field(default_factory=list)
    below: list[tuple["_Spot", float, float]] = field(default_factory=list)
    beside: list[tuple["_Spot", float, float]] = field(default_factory=list)


def lay_out(nodes: Sequence[Node], links: Sequence[Link]) -> Layout:
    """Lay a graph out.

    Args:
        nodes: the first lies on top; ids are unique.
        links: each between two of the nodes; circles are allowed.

    Returns:
        Boxes that do not overlap, and a way for every link.
    """
    back = leading_back(nodes, links)
    layers = _layers(nodes, [link for number, link in enumerate(links) if number not in back])
    spots = {node.id: _Spot(node.width, layers[node.id], is_box=True) for node in nodes}
    chains = [_chain(spots, link) for link in links]
    rows: list[list[_Spot]] = [[] for _ in range(max(layers.values(), default=-1) + 1)]
    for spot in [*spots.values(), *(spot for chain in chains for spot in chain[1:-1])]:
        rows[spot.layer].append(spot)
    rows = _ordered(rows)
    _push(rows)
    return _Paper(nodes, spots, rows).drawn(links, chains)


def leading_back(nodes: Sequence[Node], links: Sequence[Link]) -> set[int]:
    """Find the links that lead back to a node on the way to themselves, or to the first node.

    Args:
        nodes: in the order in which they are walked from.
        links: each between two of the nodes.

    Returns:
        Their numbers, from 0; without them the graph has no circle.
    """
    leaving: dict[str, list[int]] = {node.id: [] for node in nodes}
    for number, link in enumerate(links):
        leaving[link.source].append(number)
    done: set[str] = set()
    found: set[int] = set()
    for node in nodes:
        way = {} if node.id in done else {node.id: iter(leaving[node.id])}
        while way:
            name, ahead = next(reversed(way.items()))
            number = next(ahead, -1)
            target = links[number].target if number >= 0 else ""
            if number < 0:
                way.pop(name)
                done.add(name)
            elif target in way or target == nodes[0].id:
                found.add(number)
            elif target not in done:
                way[target] = iter(leaving[target])
    return found


def _layers(nodes: Sequence[Node], links: Iterable[Link]) -> dict[str, int]:
    """Count the links on the longest way to each node; what nothing leads to begins below the first node."""
    layers = {node.id: min(number, 1) for number, node in enumerate(nodes)}
    arriving = dict.fromkeys(layers, 0)
    leaving: dict[str, list[str]] = {name: [] for name in layers}
    for link in links:
        arriving[link.target] += 1
        leaving[link.source].append(link.target)
    ready = [name for name, number in arriving.items() if not number]
    for name in ready:
        for target in leaving[name]:
            layers[target] = max(layers[target], layers[name] + 1)
            arriving[target] -= 1
            if not arriving[target]:
                ready.append(target)
    return layers


def _chain(spots: Mapping[str, _Spot], link: Link) -> list[_Spot]:
    """Join two boxes by way of the layers between them; back, also by way of their own."""
    source, target = spots[link.source], spots[link.target]
    aside = link.port - source.width / 2
    if source.layer >= target.layer:
        passed = [_Spot(PASSING, layer) for layer in range(target.layer, source.layer + 1)]
        _join(passed)
        passed[0].beside.append((target, 0, 0))
        passed[-1].beside.append((source, aside, aside / source.width))
        return [source, *reversed(passed), target]
    chain = [source, *(_Spot(PASSING, layer) for layer in range(source.layer + 1, target.layer)), target]
    _join(chain, aside)
    return chain


def _join(chain: Sequence[_Spot], aside: float = 0) -> None:
    for upper, lower in pairwise(chain):
        upper.below.append((lower, -aside, 0))
        lower.above.append((upper, aside, aside / upper.width))
        aside = 0


def _ordered(rows: list[list[_Spot]]) -> list[list[_Spot]]:
    """Sort each layer by the mean place of what it is joined with, down and up by turns; keep the best found."""
    _number(rows)
    best, fewest = [list(row) for row in rows], _crossings(rows)
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            row.sort(key=lambda spot: _mean(spot, _joined(spot, sweep)))
            _number([row])
        crossings = _crossings(rows)
        if crossings < fewest:
            best, fewest = [list(row) for row in rows], crossings
    _number(best)
    return best


def _joined(spot: _Spot, sweep: int) -> list[tuple[_Spot, float, float]]:
    """Choose what a spot looks at: down the layers what lies above it, and up again what lies below."""
    return (spot.above if sweep % 2 == 0 else spot.below) + spot.beside


def _mean(spot: _Spot, joined: list[tuple[_Spot, float, float]]) -> float:
    places = [other.order + part for other, _, part in joined]
    return sum(places) / len(places) if places else spot.order


def _number(rows: Iterable[list[_Spot]]) -> None:
    for row in rows:
        for order, spot in enumerate(row):
            spot.order = order


def _crossings(rows: Iterable[list[_Spot]]) -> int:
    return sum(_crossings_above(row) for row in rows)


def _crossings_above(row: Sequence[_Spot]) -> int:
    ends = sorted((upper.order + part, spot.order) for spot in row for upper, _, part in spot.above)
    passed: list[float] = []
    found = 0
    for _, lower in ends:
        found += len(passed) - bisect_right(passed, lower)
        insort(passed, lower)
    return found


def _push(rows: Sequence[list[_Spot]]) -> None:
    """Move everything to the left or right until arrows are as straight as the order allows."""
    for row in rows:
        _settle(row, [(0.0, 1)] * len(row))
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            _settle(row, [_wish(spot, _joined(spot, sweep)) for spot in row])
    left = min((spot.x - spot.width / 2 for row in rows for spot in row), default=0)
    for spot in (spot for row in rows for spot in row):
        spot.x += MARGIN - left


def _wish(spot: _Spot, joined: list[tuple[_Spot, float, float]]) -> tuple[float, float]:
    """Say where a spot would like its middle, and how much."""
    pulls = [(other.x + aside, STRAIGHT[2 - spot.is_box - other.is_box]) for other, aside, _ in joined]
    weight = sum(pull for _, pull in pulls)
    return (sum(x * pull for x, pull in pulls) / weight, weight) if weight else (spot.x, 0.1)


def _settle(row: Sequence[_Spot], wishes: Sequence[tuple[float, float]]) -> None:
    """Fulfil wishes with the least sum of squares that keeps order and distances (pool adjacent violators)."""
    starts = [0.0]
    for one, other in pairwise(row):
        gap = BESIDE if one.is_box or other.is_box else 0
        starts.append(starts[-1] + (one.width + other.width) / 2 + gap)
    pools: list[tuple[float, float, int]] = []
    for start, (x, weight) in zip(starts, wishes, strict=True):
        pools.append((x - start, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (x2, w2, n2), (x1, w1, n1) = pools.pop(), pools.pop()
            pools.append(((x1 * w1 + x2 * w2) / (w1 + w2), w1 + w2, n1 + n2))
    settled = [x for x, _, number in pools for _ in range(number)]
    for spot, start, x in zip(row, starts, settled, strict=True):
        spot.x = x + start


class _Paper:
    """What is known once every spot has its place: heights of layers, and ways."""

    def __init__(self, nodes: Sequence[Node], spots: Mapping[str, _Spot], rows: Sequence[Sequence[_Spot]]) -> None:
        self._heights = {node.id: node.height for node in nodes}
        self._spots = spots
        tall = [0] * len(rows)
        for name, spot in spots.items():
            tall[spot.layer] = max(tall[spot.layer], self._heights[name])
        self._tops = [EDGE + sum(tall[:layer]) + BELOW * layer for layer in range(len(rows))]
        self._bottoms = [top + height for top, height in zip(self._tops, tall, strict=True)]
        self._right = max((spot.x + spot.width / 2 for row in rows for spot in row), default=0)

    def drawn(self, links: Sequence[Link], chains: Sequence[Sequence[_Spot]]) -> Layout:
        places = {name: (round(spot.x - spot.width / 2), self._tops[spot.layer]) for name, spot in self._spots.items()}
        ends = self._ends(chains)
        ways = []
        for link, chain, end in zip(links, chains, ends, strict=True):
            left, top = places[link.source]
            start = (left + link.port, top + self._heights[link.source])
            ways.append((start, *self._passing(start[0], chain), (end, places[link.target][1])))
        return Layout(places, tuple(ways), round(self._right) + MARGIN, max(self._bottoms, default=0) + EDGE)

    def _passing(self, x: int, chain: Sequence[_Spot]) -> list[Point]:
        """List where a way leaves the layer of its source, and enters and leaves each that it passes."""
        points = [(x, self._bottoms[chain[0].layer])]
        turns = chain[0].layer >= chain[-1].layer
        for spot in chain[1:-1]:
            edges = [(round(spot.x), self._tops[spot.layer]), (round(spot.x), self._bottoms[spot.layer])]
            points += reversed(edges) if turns else edges
        return points

    def _ends(self, chains: Sequence[Sequence[_Spot]]) -> list[int]:
        """Spread the arrows that reach a box along its top, those from the left on the left."""
        found = [0] * len(chains)
        for spot in self._spots.values():
            arriving = [number for number, chain in enumerate(chains) if chain[-1] is spot]
            arriving.sort(key=lambda number: chains[number][-2].x)
            step = min(24, 0.7 * spot.width / max(len(arriving), 1))
            for place, number in enumerate(arriving):
                found[number] = round(spot.x + (place - (len(arriving) - 1) / 2) * step)
        return found
