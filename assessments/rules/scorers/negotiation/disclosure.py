"""Both sides of a negotiation laid open: the worths, the picture, and what was left on the table."""

from collections.abc import Iterator
from typing import Any

from assessments.rules import points
from assessments.rules.prf import Stream
from assessments.rules.scorers.negotiation.domain import Domain, Point, highest, named_deal
from assessments.rules.scorers.negotiation.figures import figures_of
from assessments.rules.scorers.negotiation.measures import Measures, bounds_in
from assessments.rules.scorers.negotiation.show import terms_of
from assessments.rules.scorers.negotiation.talk import OFFER, Talk, Turn, step_class
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition
from assessments.rules.types.negotiation import (
    NegotiationDeal,
    NegotiationInterest,
    NegotiationKey,
    NegotiationPlot,
    NegotiationPoint,
    NegotiationStep,
    NegotiationWorth,
)

MOST_POINTS = 600
_SEED = b"chancery negotiation"


def key_shown(definition: Definition, domain: Domain, talk: Talk, texts: Texts) -> NegotiationKey:
    """Lay both sides open.

    Args:
        definition: the definition that was scored.
        domain: its tables of the first round; the deal is measured by those of the round in which the talk ended.
        talk: as it was held.
        texts: of the reader.

    Returns:
        What is told once the key is due.

    Source:
        scoring.md 3e, measures and bid trace.
    """
    here, deal = domain.at(talk.round), talk.agreement
    measures, best = Measures(here), bounds_in(definition, talk.round)["best"]
    better = free = own = other = left = None
    if deal and measures.scale:
        gains = measures.gains(deal.own, deal.other)
        unused, better = measures.unused(gains)
        free = None if better else measures.free_gain(deal.own, deal.other)
        own, other, left = (points.percent(part, measures.scale) for part in (gains.own, gains.other, unused))
    return NegotiationKey(
        persona=definition["counterpart"]["persona"],
        listens="model" in definition["counterpart"],
        interests=tuple(_interest(issue, position, talk, texts) for position, issue in enumerate(definition["issues"])),
        steps=tuple(_steps(talk)),
        plot=_plot(here, measures, talk, texts),
        agreement=_deal(domain, deal, texts),
        own_percent=own,
        other_percent=other,
        left_percent=left,
        better=_deal(domain, better, texts),
        free_gain=_deal(domain, free, texts),
        best=_deal(domain, named_deal(domain, best), texts) if best else None,
        figures=figures_of(domain, measures if here is domain else Measures(domain), talk),
    )


def _steps(talk: Talk) -> Iterator[NegotiationStep]:
    before = None
    for number, turn in enumerate(talk.turns, 1):
        if turn.offer is None:
            continue
        is_offer = turn.move == OFFER
        kind = step_class(before, turn.offer) if is_offer and before else ""
        before = turn.offer
        yield NegotiationStep(number, turn.offer.own, turn.offer.other, kind, _counter(turn))


def _counter(turn: Turn) -> NegotiationPoint | None:
    return _point(turn.counter) if turn.counter else None


def _interest(issue: dict[str, Any], position: int, talk: Talk, texts: Texts) -> NegotiationInterest:
    agreed = talk.agreement.deal[position] if talk.agreement else None
    path = f"issues.{issue['id']}"
    return NegotiationInterest(
        text=texts(f"{path}.text"),
        why=texts(f"{path}.why"),
        options=tuple(
            NegotiationWorth(
                text=texts(f"{path}.options.{option['id']}.text"),
                own=option["own"],
                other=option["other"],
                is_forbidden=option["forbidden"],
                is_agreed=place == agreed,
            )
            for place, option in enumerate(issue["options"])
        ),
    )


def _plot(domain: Domain, measures: Measures, talk: Talk, texts: Texts) -> NegotiationPlot:
    kalai, nash = measures.kalai(), measures.nash()
    return NegotiationPlot(
        deals=_deals(domain),
        is_sample=domain.size > MOST_POINTS,
        frontier=tuple(NegotiationDeal(terms_of(domain, p.deal, texts), p.own, p.other) for p in measures.rational),
        offers=tuple(_point(offer) for offer in talk.offers),
        counters=tuple(_point(turn.counter) for turn in talk.turns if turn.counter),
        agreement=_point(talk.agreement) if talk.agreement else None,
        kalai=_point(kalai) if kalai else None,
        nash=_point(nash) if nash else None,
        own_reserve=domain.own_reserve,
        other_reserve=domain.other_reserve,
        own_most=highest(domain.own),
        other_most=highest(domain.other),
    )


def _deals(domain: Domain) -> tuple[NegotiationPoint, ...]:
    """Take every deal, or always the same few when there are many."""
    numbers: range | Iterator[int] = range(domain.size)
    if domain.size > MOST_POINTS:
        stream = Stream(_SEED, "deals")
        numbers = (stream.below(domain.size) for _ in range(MOST_POINTS))
    found = [domain.point(domain.numbered(number)) for number in numbers]
    worths = sorted({(point.own, point.other) for point in found})
    return tuple(NegotiationPoint(own, other) for own, other in worths)


def _point(point: Point) -> NegotiationPoint:
    return NegotiationPoint(point.own, point.other)


def _deal(domain: Domain, point: Point | None, texts: Texts) -> NegotiationDeal | None:
    return NegotiationDeal(terms_of(domain, point.deal, texts), point.own, point.other) if point else None
