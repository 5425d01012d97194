"""What holds items together when every learner was given a drawn part of them: what is missing was never asked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from assessments.rules.stats.figures import Figure, Reason, nothing
from assessments.rules.stats.series import mean

Row = Mapping[str, int]
"""Item → what a learner earned with it; only the items that the learner was given."""
_TWO = 2
_FLAT = 1e-12
_MOST_STEPS = 4_000_000
"""About a second; an alpha that takes more is not worked out."""


class Together:
    """Variances of items and covariances of pairs, each over the learners who were given the item or both."""

    def __init__(self, items: Sequence[str], rows: Sequence[Row]) -> None:
        """Work them out once.

        Args:
            items: ids.
            rows: one for each learner.
        """
        self._items, self._rows = items, rows
        self._is_too_much = sum(len(row) ** _TWO for row in rows) > _MOST_STEPS
        met = _met([] if self._is_too_much else rows)
        self._spreads = {pair: sums.spread() for pair, sums in met.items() if sums.learners >= _TWO}

    def alpha(self, without: str = "") -> Figure:
        """Return Cronbach's alpha of what one learner is given.

        Args:
            without: id of an item that is left out.

        Returns:
            At most 1, without an interval. Nothing when learners are given one item at most, when no two learners had a
            pair in common, when sums do not vary, and for millions of pairs of answers.

        Source:
            Cronbach 1951 in its form m c / (v + (m - 1) c), with the mean variance v of an item, the mean covariance c
            of a pair and the mean number m of items given; with every item given to everybody it is the usual alpha.
        """
        items = {item for item in self._items if item != without}
        given = mean([len(items & row.keys()) for row in self._rows]) if self._rows else 0
        if len(items) < _TWO or 0 < given <= 1:
            return nothing(Reason.ONE_ITEM)
        if self._is_too_much:
            return nothing(Reason.TOO_MANY)
        spreads = [(pair, spread) for pair, spread in self._spreads.items() if without not in pair]
        variances = [spread for (first, second), spread in spreads if first == second]
        covariances = [spread for (first, second), spread in spreads if first != second]
        if not variances or not covariances:
            return nothing(Reason.TOO_FEW)
        own, shared = mean(variances), mean(covariances)
        whole = own + (given - 1) * shared
        return Figure(given * shared / whole) if whole > _FLAT * own else nothing(Reason.NO_VARIANCE)


@dataclass(slots=True)
class _Sums:
    """Sums over the learners who were given two items; whole numbers, so that nothing is rounded on the way."""

    learners: int = 0
    first: int = 0
    second: int = 0
    products: int = 0

    def spread(self) -> float:
        over = self.learners * (self.learners - 1)
        return (self.learners * self.products - self.first * self.second) / over


def _met(rows: Sequence[Row]) -> Mapping[tuple[str, str], _Sums]:
    """Add up what was earned with each pair of items; an item pairs with itself too."""
    found: defaultdict[tuple[str, str], _Sums] = defaultdict(_Sums)
    for row in rows:
        for first, second in combinations_with_replacement(sorted(row), _TWO):
            sums = found[first, second]
            sums.learners += 1
            sums.first += row[first]
            sums.second += row[second]
            sums.products += row[first] * row[second]
    return found
