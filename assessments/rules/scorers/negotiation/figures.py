"""Figures of a talk that never count: how it was led, and how its deal stands among all deals.

Worked out when a talk is looked at again, from definition and moves; nothing of them is stored. Everything is a whole
number, so that every machine says the same.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import isqrt

from assessments.rules import points
from assessments.rules.scorers.negotiation.domain import Domain, Point, lost_by
from assessments.rules.scorers.negotiation.measures import Measures
from assessments.rules.scorers.negotiation.talk import Talk, step_class
from assessments.rules.types.negotiation import NegotiationFigures, NegotiationWaiting

_TOWARDS = ("fortunate", "nice", "concession")


def figures_of(domain: Domain, measures: Measures, talk: Talk) -> NegotiationFigures:
    """Work out the figures of a talk.

    Args:
        domain: the tables.
        measures: of the domain, in the first round.
        talk: as it was held.

    Returns:
        The figures; what cannot be said is None.

    Source:
        scoring.md 3e: process, logrolling; Hindriks, Jonker and Tykhonov 2007; Tripp and Sondak 1992.
    """
    steps = [step_class(before, after) for before, after in pairwise(talk.offers)]
    towards = sum(step in _TOWARDS for step in steps)
    trading, gap = _trading(domain, talk.agreement)
    return NegotiationFigures(
        opening_percent=_opening(measures, talk),
        largest_concession=max((max(0, before.own - after.own) for before, after in pairwise(talk.offers)), default=0),
        unfortunate_percent=points.percent(steps.count("unfortunate"), len(steps)) if steps else None,
        steps_towards=towards,
        steps_otherwise=len(steps) - towards,
        sensitivity=_hundredths(Fraction(towards, len(steps) - towards)) if towards < len(steps) else None,
        trading=trading,
        trading_gap=gap,
        inferior_percent=_inferior(domain, talk.agreement),
        waiting=_waiting(domain, talk) if any(domain.discounts) else None,
    )


def correlation(first: Sequence[Fraction], second: Sequence[Fraction]) -> int | None:
    """Work out Pearson's r.

    Args:
        first: any numbers.
        second: as many others.

    Returns:
        Hundredths, -100 to 100, halves away from 0; None where one of the lists does not vary.
    """
    number = len(first)
    means = sum(first, Fraction()) / max(1, number), sum(second, Fraction()) / max(1, number)
    pairs = [(one - means[0], other - means[1]) for one, other in zip(first, second, strict=True)]
    together = sum((one * other for one, other in pairs), Fraction())
    spread = sum((one * one for one, _ in pairs), Fraction()) * sum((other * other for _, other in pairs), Fraction())
    if not spread:
        return None
    size = (isqrt(int(200**2 * together**2 / spread)) + 1) // 2
    return size if together >= 0 else -size


def _opening(measures: Measures, talk: Talk) -> int | None:
    if not talk.offers or not measures.scale:
        return None
    first = talk.offers[0]
    return points.percent(measures.gains(first.own, first.other).own, measures.scale)


def _trading(domain: Domain, deal: Point | None) -> tuple[int | None, str]:
    """Compare what was given up on each issue, of its most, with how much more it counts for the other side."""
    if deal is None:
        return None, "no_deal"
    if len(domain.issues) == 1:
        return None, "one_issue"
    tops = [(max(own), max(other)) for own, other in zip(domain.own, domain.other, strict=True)]
    if not all(own for own, _ in tops):
        return None, "worthless"
    given_up = [
        Fraction(own - domain.own[issue][place], own)
        for issue, ((own, _), place) in enumerate(zip(tops, deal.deal, strict=True))
    ]
    found = correlation(given_up, [Fraction(other, own) for own, other in tops])
    return found, "" if found is not None else "alike"


def _inferior(domain: Domain, deal: Point | None) -> int | None:
    """Share out the deals inside the mandate that are clearly better or clearly worse than this one."""
    if deal is None:
        return None
    better = worse = 0
    for own, other, number in domain.tally():
        if (own, other) == (deal.own, deal.other):
            continue
        better += number * (own >= deal.own and other >= deal.other)
        worse += number * (own <= deal.own and other <= deal.other)
    return points.percent(worse, better + worse) if better + worse else None


def _waiting(domain: Domain, talk: Talk) -> NegotiationWaiting:
    """Say what the rounds before the deal took from it."""
    own, other = domain.discounts
    deal = talk.agreement
    if deal is None:
        return NegotiationWaiting(own, other, None, 0, 0, None)
    passed = talk.round - 1
    lost, whole = lost_by(deal.own, own, passed)
    gain = (deal.own - domain.own_reserve) * whole
    return NegotiationWaiting(
        discount=own,
        other_discount=other,
        passed=passed,
        lost=points.ratio(lost, whole),
        other_lost=points.ratio(*lost_by(deal.other, other, passed)),
        gain_percent=points.percent(lost, gain) if gain > lost else None,
    )


def _hundredths(ratio: Fraction) -> int:
    return int(200 * ratio + 1) // 2
