"""What holds items together when every learner was given a drawn part of them: what is missing was never asked."""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from assessments.rules.stats.figures import Figure, Reason, nothing
from assessments.rules.stats.series import covariance, mean, variance

Row = Mapping[str, int]
"""Item → what a learner earned with it; only the items that the learner was given."""
_TWO = 2


def share(row: Row, possible: Mapping[str, int], without: str = "") -> float | None:
    """Return what a learner earned as a share of what the items given were worth.

    Args:
        row: of the learner.
        possible: item → what it is worth, > 0.
        without: id of an item that is left out.

    Returns:
        0 to 1; None when no item is left.
    """
    others = [item for item in row if item != without]
    return sum(row[item] for item in others) / sum(possible[item] for item in others) if others else None


class Together:
    """Variances of items and covariances of pairs, each over the learners who were given the item or both."""

    def __init__(self, items: Sequence[str], rows: Sequence[Row]) -> None:
        """Work them out once.

        Args:
            items: ids.
            rows: one for each learner.
        """
        self._items, self._rows = items, rows
        columns = {item: {at: row[item] for at, row in enumerate(rows) if item in row} for item in items}
        self._variances = {item: variance([*one.values()]) for item, one in columns.items() if len(one) >= _TWO}
        self._covariances: dict[tuple[str, str], float] = {}
        for first, second in combinations(items, _TWO):
            both = [at for at in columns[first] if at in columns[second]]
            if len(both) >= _TWO:
                pair = ([columns[name][at] for at in both] for name in (first, second))
                self._covariances[first, second] = covariance(*pair)

    def alpha(self, without: str = "") -> Figure:
        """Return Cronbach's alpha of what one learner is given.

        Args:
            without: id of an item that is left out.

        Returns:
            At most 1, without an interval. Nothing when learners are given one item at most, when no two learners had a
            pair in common, or when sums do not vary.

        Source:
            Cronbach 1951 in its form m c / (v + (m - 1) c), with the mean variance v of an item, the mean covariance c
            of a pair and the mean number m of items given; with every item given to everybody it is the usual alpha.
        """
        items = {item for item in self._items if item != without}
        given = mean([len(items & row.keys()) for row in self._rows]) if self._rows else 0
        if len(items) < _TWO or 0 < given <= 1:
            return nothing(Reason.ONE_ITEM)
        variances = [value for item, value in self._variances.items() if item in items]
        pairs = [value for pair, value in self._covariances.items() if _are_in(pair, items)]
        if not variances or not pairs:
            return nothing(Reason.TOO_FEW)
        own, shared = mean(variances), mean(pairs)
        whole = own + (given - 1) * shared
        return Figure(given * shared / whole) if whole > 0 else nothing(Reason.NO_VARIANCE)


def _are_in(pair: tuple[str, str], items: Collection[str]) -> bool:
    return pair[0] in items and pair[1] in items
