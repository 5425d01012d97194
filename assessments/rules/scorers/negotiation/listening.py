"""A counterpart that keeps count of what the learner asks for, and offers that as far as it can afford it."""

from collections.abc import Sequence
from operator import itemgetter

from assessments.rules.scorers.negotiation.domain import Deal, Domain

_Row = tuple[int, int, int, int]
_Part = tuple[int, int, int, tuple[_Row, ...]]


def most_asked_for(domain: Domain, order: Sequence[int], offers: Sequence[Deal], wanted: int) -> Deal:
    """Find what to offer to somebody who has made these offers.

    Args:
        domain: the tables.
        order: a number for each issue; the issues are gone through by it.
        offers: of the learner, at least one.
        wanted: what the deal must be worth to the counterpart; no more than it can have.

    Returns:
        The deal whose options the learner has asked for most often, counted over all issues, of those worth enough; of
        equals the one worth most to the counterpart, then to the learner. Then, issue by issue, the option asked for as
        often that is worth least to the counterpart and still enough, of equals the learner's best.

    Source:
        Opponent model by option frequency; scoring.md 3e. An option's share of its issue times the issue's weight, both
        by the most frequent option, is the plain count.
    """
    issues = sorted(range(len(domain.issues)), key=order.__getitem__)
    rows = [_rows(domain, issue, [offer[issue] for offer in offers]) for issue in issues]
    found: list[_Part] = [(0, 0, 0, ())]
    for options in rows:
        found = _kept([_with(part, row) for part in found for row in options])
    _, worth, _, chosen = max((part for part in found if part[1] >= wanted), key=itemgetter(0))
    deal = dict(zip(issues, chosen, strict=True))
    for issue, options in zip(issues, rows, strict=True):
        count, now, _, _ = deal[issue]
        deal[issue] = min((row for row in options if row[0] == count and worth - now + row[1] >= wanted), key=_by_cost)
        worth += deal[issue][1] - now
    return tuple(deal[issue][3] for issue in range(len(deal)))


def _rows(domain: Domain, issue: int, asked: Sequence[int]) -> list[_Row]:
    """Give (times asked for, worth to the counterpart, worth to the learner, place) of each option."""
    worths = zip(domain.other[issue], domain.own[issue], strict=True)
    return [(asked.count(place), other, own, place) for place, (other, own) in enumerate(worths)]


def _with(part: _Part, row: _Row) -> _Part:
    return part[0] + row[0], part[1] + row[1], part[2] + row[2], (*part[3], row)


def _kept(parts: list[_Part]) -> list[_Part]:
    """Keep the best for each count, unless more is asked for as often or more often."""
    kept: list[_Part] = []
    for part in sorted(parts, key=_by_count):
        if not kept or part[1] > kept[-1][1]:
            kept.append(part)
    return kept


def _by_count(part: _Part) -> tuple[int, int, int, list[tuple[int, ...]]]:
    count, other, own, rows = part
    return -count, -other, -own, [(-worth, -mine, -asked, place) for asked, worth, mine, place in rows]


def _by_cost(row: _Row) -> tuple[int, int, int]:
    return row[1], -row[2], row[3]
