"""Issues with options, what each deal is worth to both sides, and the deals that no other betters."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from math import prod
from operator import getitem

from assessments.rules.types.kinds import Definition

Deal = tuple[int, ...]
_WHOLE = 100
_SCALE = 10_000
"""Above the most that a deal can be worth, so that two worths fit into one key."""


@dataclass(frozen=True, slots=True)
class Point:
    """A deal and its worths; the deal gives the position of the option of each issue."""

    own: int
    other: int
    deal: Deal


class Domain:
    """What can be agreed.

    Attributes:
        issues: their ids.
        options: option ids of each issue.
        own: worth to the learner of each option of each issue; `other` to the counterpart.
        forbidden: whether the mandate of the learner forbids it.
        own_reserve: the least that the learner may accept; `other_reserve` the counterpart.
        discounts: per cents of its worth that a deal loses with each round that passes, to the learner and to the
            counterpart.
    """

    def __init__(self, definition: Definition) -> None:
        """Read the tables.

        Args:
            definition: a definition without problems, but for its bounds.
        """
        issues = definition["issues"]
        self.issues: tuple[str, ...] = tuple(issue["id"] for issue in issues)
        self.options = [tuple(option["id"] for option in issue["options"]) for issue in issues]
        self.own = [tuple(option["own"] for option in issue["options"]) for issue in issues]
        self.other = [tuple(option["other"] for option in issue["options"]) for issue in issues]
        self.forbidden = [tuple(option["forbidden"] for option in issue["options"]) for issue in issues]
        self.own_reserve: int = definition["own_reserve"]
        self.other_reserve: int = definition["other_reserve"]
        self.discounts: tuple[int, int] = (definition.get("own_discount", 0), definition.get("other_discount", 0))
        self._places = [{option: place for place, option in enumerate(options)} for options in self.options]

    def at(self, number: int) -> "Domain":
        """Say what can be agreed in a round.

        Deals lose worth with each round that passes and the least does not. It comes to the same to leave every deal
        what it was worth at first and to raise the least; so all worths of a talk stay comparable, and whole.

        Args:
            number: of the round, from 1; asked of the tables of the first round.

        Returns:
            The tables with the least of that round; themselves where waiting costs nothing.

        Source:
            scoring.md 3e, discount per round.
        """
        if number == 1 or not any(self.discounts):
            return self
        later, (own, other) = copy(self), self.discounts
        later.own_reserve = _raised(self.own_reserve, own, number - 1)
        later.other_reserve = _raised(self.other_reserve, other, number - 1)
        return later

    @property
    def size(self) -> int:
        """Number of deals, forbidden ones too."""
        return prod(len(options) for options in self.options)

    def point(self, deal: Deal) -> Point:
        """Say what a deal is worth.

        Args:
            deal: position of the option of each issue.

        Returns:
            The deal with its worths.
        """
        return Point(sum(map(getitem, self.own, deal)), sum(map(getitem, self.other, deal)), deal)

    def numbered(self, number: int) -> Deal:
        """Name a deal by its number.

        Args:
            number: 0 to `size` - 1.

        Returns:
            The deal; every number is another one.
        """
        deal = []
        for options in self.options:
            number, place = divmod(number, len(options))
            deal.append(place)
        return tuple(deal)

    def read(self, named: object) -> Deal | None:
        """Read a deal.

        Args:
            named: issue id → option id, any JSON value.

        Returns:
            The deal; None unless it names one option of every issue and nothing else.
        """
        if not isinstance(named, dict) or len(named) != len(self.issues):
            return None
        found = []
        for issue, places in zip(self.issues, self._places, strict=True):
            option = named.get(issue)
            place = places.get(option) if isinstance(option, str) else None
            if place is None:
                return None
            found.append(place)
        return tuple(found)

    def named(self, deal: Deal) -> dict[str, str]:
        """Write a deal.

        Args:
            deal: position of the option of each issue.

        Returns:
            Issue id → option id.
        """
        return dict(zip(self.issues, map(getitem, self.options, deal), strict=True))

    def broken_terms(self, deal: Deal) -> list[tuple[str, str]]:
        """List what the mandate forbids in a deal.

        Args:
            deal: position of the option of each issue.

        Returns:
            (issue id, option id) of each such term.
        """
        if not any(map(getitem, self.forbidden, deal)):
            return []
        broken = [issue for issue, place in enumerate(deal) if self.forbidden[issue][place]]
        return [(self.issues[issue], self.options[issue][deal[issue]]) for issue in broken]

    def frontier(self) -> list[Point]:
        """Find the deals inside the mandate that cannot be bettered for one side without loss for the other.

        Returns:
            One deal for each pair of worths, from the counterpart's best to the learner's. Worked out issue by issue:
            what is bettered by part of the issues is bettered whatever the rest.

        Source:
            scoring.md 3e.
        """
        found: list[tuple[int, int, Deal]] = [(0, 0, ())]
        for issue in range(len(self.issues)):
            options = _best([(own, other, (place,)) for place, own, other in self._allowed(issue)])
            found = _best([(u + own, v + other, deal + place) for u, v, deal in found for own, other, place in options])
        return [Point(own, other, deal) for own, other, deal in reversed(found)]

    def tally(self) -> Iterator[tuple[int, int, int]]:
        """Count the deals inside the mandate.

        Yields:
            (worth to the learner, worth to the counterpart, number of such deals), each pair of worths once.
        """
        counts = {0: 1}
        for issue in range(len(self.issues)):
            before, counts = counts, {}
            for _, own, other in self._allowed(issue):
                step = own * _SCALE + other
                for key, count in before.items():
                    counts[key + step] = counts.get(key + step, 0) + count
        for key, count in counts.items():
            yield *divmod(key, _SCALE), count

    def _allowed(self, issue: int) -> list[tuple[int, int, int]]:
        rows = zip(self.own[issue], self.other[issue], self.forbidden[issue], strict=True)
        return [(place, own, other) for place, (own, other, is_forbidden) in enumerate(rows) if not is_forbidden]


def _best(points: list[tuple[int, int, Deal]]) -> list[tuple[int, int, Deal]]:
    """Keep what nothing betters, the learner's best first."""
    kept: list[tuple[int, int, Deal]] = []
    most = -1
    for point in sorted(points, key=_by_worth):
        if point[1] > most:
            kept.append(point)
            most = point[1]
    return kept


def _by_worth(point: tuple[int, int, Deal]) -> tuple[int, int]:
    return -point[0], -point[1]


def _raised(least: int, discount: int, passed: int) -> int:
    """Say what a deal must have been worth at first so that the least is left of it, rounded up."""
    raised: int = -(-least * _WHOLE**passed // (_WHOLE - discount) ** passed)
    return raised


def lost_by(worth: int, discount: int, passed: int) -> tuple[int, int]:
    """Say what a deal loses while rounds pass.

    Args:
        worth: of the deal in the first round.
        discount: per cents for each round.
        passed: rounds.

    Returns:
        Numerator and denominator, not reduced.
    """
    whole: int = _WHOLE**passed
    return worth * (whole - (_WHOLE - discount) ** passed), whole


def named_deal(domain: Domain, named: Mapping[str, str]) -> Point:
    """Read a deal that is known to be sound.

    Args:
        domain: the tables.
        named: issue id → option id.

    Returns:
        The deal with its worths.
    """
    places = zip(domain.issues, domain.options, strict=True)
    return domain.point(tuple([options.index(named[issue]) for issue, options in places]))


def highest(rows: Sequence[Sequence[int]]) -> int:
    """Add up the best option of every issue.

    Args:
        rows: worths of the options of each issue.

    Returns:
        The most that a deal can be worth.
    """
    return sum(map(max, rows))
