"""The picture of all deals: worths become places on the paper here and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django import template
from django.utils.formats import number_format

from assessments.rules.types import NegotiationPlot, NegotiationPoint, NegotiationStep

register = template.Library()

LEFT, RIGHT, TOP, BOTTOM = 90, 980, 30, 830


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the paper; `label` is the number of an offer, "" elsewhere."""

    x: int
    y: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class DealsPicture:
    """What is drawn, in units of a paper 1000 wide and 900 high; lines are points as SVG wants them.

    Attributes:
        least: where the least of both sides lies; deals to the right of it and above are acceptable to both.
        frontier: line through the deals that no other is better than.
        own: the learner's offers, those on one place together; `own_line` joins them.
        other: the counterpart's, likewise.
    """

    deals: tuple[Spot, ...]
    least: Spot
    frontier: str
    best: tuple[Spot, ...]
    own: tuple[Spot, ...]
    own_line: str
    other: tuple[Spot, ...]
    other_line: str
    agreement: Spot | None
    kalai: Spot | None
    nash: Spot | None

    @property
    def zone_width(self) -> int:
        return RIGHT - self.least.x

    @property
    def zone_height(self) -> int:
        return self.least.y - TOP


@register.filter
def step_of(steps: Iterable[NegotiationStep], number: int) -> NegotiationStep | None:
    """Find what a move meant to both sides; None for a move that named no deal, and as long as the key is not due."""
    return next((step for step in steps or () if step.number == number), None)


@register.filter
def hundredths(number: int) -> str:
    """Write a number of hundredths as the reader's language does: 81 → "0.81"."""
    return number_format(Decimal(number) / 100, 2)


@register.simple_tag
def picture_of(plot: NegotiationPlot) -> DealsPicture:
    """Draw a plot: the learner's worth to the right, the counterpart's upwards."""
    paper = _Paper(max(plot.own_most, 1), max(plot.other_most, 1))
    frontier = [NegotiationPoint(deal.own, deal.other) for deal in plot.frontier]
    return DealsPicture(
        deals=tuple(paper.spot(point) for point in plot.deals),
        least=paper.spot(NegotiationPoint(plot.own_reserve, plot.other_reserve)),
        frontier=paper.line(frontier),
        best=tuple(paper.spot(point) for point in frontier),
        own=paper.numbered(plot.offers),
        own_line=paper.line(plot.offers),
        other=paper.numbered(plot.counters),
        other_line=paper.line(plot.counters),
        agreement=paper.spot(plot.agreement) if plot.agreement else None,
        kalai=paper.spot(plot.kalai) if plot.kalai else None,
        nash=paper.spot(plot.nash) if plot.nash else None,
    )


@dataclass(frozen=True, slots=True)
class _Paper:
    own_most: int
    other_most: int

    def spot(self, point: NegotiationPoint, label: str = "") -> Spot:
        x = LEFT + (RIGHT - LEFT) * point.own // self.own_most
        y = BOTTOM - (BOTTOM - TOP) * point.other // self.other_most
        return Spot(min(x, RIGHT), max(y, TOP), label)

    def line(self, points: Iterable[NegotiationPoint]) -> str:
        spots = (self.spot(point) for point in points)
        return " ".join(f"{spot.x},{spot.y}" for spot in spots)

    def numbered(self, points: Iterable[NegotiationPoint]) -> tuple[Spot, ...]:
        """Number the offers; several on one place share a mark: "2 …"."""
        places: dict[NegotiationPoint, list[int]] = {}
        for number, point in enumerate(points, 1):
            places.setdefault(point, []).append(number)
        return tuple(self.spot(point, _span(numbers)) for point, numbers in places.items())


def _span(numbers: list[int]) -> str:
    """Name offers that lie on one place by the first of them."""
    return f"{numbers[0]} …" if len(numbers) > 1 else str(numbers[0])
