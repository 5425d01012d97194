"""`order-lcs/1`, by steps that would have to move, and `order-position/1`, by places."""

from collections.abc import Iterable, Sequence

from assessments.rules import points
from assessments.rules.scorers.order.scoring import Answer, Judged, Ordering
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import Evidence


class OrderLcs(Ordering):
    """Scorer of a sequence of steps, in which one misplaced step costs once."""

    RULE = "order-lcs"

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt; it does not change the score.
        """
        super().__init__(definition, variant)
        self._ranks = _ranks(definition)

    def _judge(self, answer: Answer) -> Judged:
        """Count the fewest entries that would have to move; (n - d) / n of the points, scoring.md 3c."""
        order = answer["order"]
        kept = _longest_run([self._ranks[entry] for entry in order])
        moved = [entry for place, entry in enumerate(order) if place not in kept]
        earned = points.ratio(self.possible * len(kept), len(order))
        counts = {"in_place": len(kept), "entries": len(order)}
        return "order.lcs", counts, _misplaced(moved, self.possible - earned), earned


class OrderPosition(Ordering):
    """Scorer of fixed places, such as those of flags in a line."""

    RULE = "order-position"

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt; it does not change the score.
        """
        super().__init__(definition, variant)
        self._ranks = _ranks(definition)
        self._wanted = sorted(self._ranks.values())
        self._by_chance = sum(self._wanted.count(rank) for rank in self._wanted)

    def _judge(self, answer: Answer) -> Judged:
        """Count the entries at a place of their rank, less as many as come right by chance.

        Chance puts the sum of b * b / n of n entries in place, where ranks are shared by b entries each: one of them
        where no rank is shared, as in matching (scoring.md 3h).
        """
        order = answer["order"]
        count = len(order)
        wrong = [entry for entry, rank in zip(order, self._wanted, strict=True) if self._ranks[entry] != rank]
        net = count * (count - len(wrong)) - self._by_chance
        earned = points.ratio(self.possible * net, count * count - self._by_chance)
        counts = {"in_place": count - len(wrong), "entries": count}
        return "order.position", counts, _misplaced(wrong, self.possible - earned), earned


def _ranks(definition: Definition) -> dict[str, int]:
    return {entry["id"]: entry["rank"] for entry in definition["entries"]}


def _misplaced(entries: Sequence[str], lost: int) -> list[Evidence]:
    shares = points.split(lost, [1] * len(entries))
    return [Evidence("order.misplaced", {"entry": entry}, share) for entry, share in zip(entries, shares, strict=True)]


def _longest_run(ranks: Sequence[int]) -> set[int]:
    """Find places of a longest run that never goes back to an earlier rank; of several the one that ends first."""
    runs: list[tuple[int, ...]] = []
    for place, rank in enumerate(ranks):
        before = _longest(run for run in runs if ranks[run[-1]] <= rank)
        runs.append((*before, place))
    return set(_longest(runs))


def _longest(runs: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return max(runs, key=len, default=())
