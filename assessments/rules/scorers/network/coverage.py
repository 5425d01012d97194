"""What a set of partners covers and costs, with sets as bits of whole numbers."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from assessments.rules.types.kinds import Definition


class Coverage:
    """The tables of one definition.

    What can be covered are the needs and, where links count, the candidates themselves: one is reached when it is
    chosen or linked with one that is. So a result is a weighted coverage: a partner never adds more to a larger set.

    Attributes:
        ids: of the candidates.
        covers: of each candidate, what it covers, one bit each: the needs first, then the candidates.
        costs: of each candidate, what it takes of each resource.
        limits: of each resource.
        total: weight of everything.
    """

    def __init__(self, definition: Definition) -> None:
        """Prepare the tables.

        Args:
            definition: a definition without problems, but for its bounds.
        """
        self.ids = [candidate["id"] for candidate in definition["candidates"]]
        needs = {need["id"]: 1 << bit for bit, need in enumerate(definition["needs"])}
        own = {candidate: 1 << bit for bit, candidate in enumerate(self.ids, len(needs))}
        links = [(first, second) for first, second in definition["links"]]
        near = {candidate: own[candidate] for candidate in self.ids}
        for first, second in (*links, *(link[::-1] for link in links)):
            near[first] |= own[second]
        self.covers = [
            sum(needs[need] for need in candidate["meets"]) | near[candidate["id"]]
            for candidate in definition["candidates"]
        ]
        resources = definition["resources"]
        self.limits: list[int] = [resource["limit"] for resource in resources]
        self.costs: list[list[int]] = [
            [candidate["costs"][resource["id"]] for resource in resources] for candidate in definition["candidates"]
        ]
        self._weights: list[int] = [need["weight"] for need in definition["needs"]] + [definition["reach"]] * len(own)
        self.total = sum(self._weights)

    def positions(self, chosen: Iterable[str]) -> list[int]:
        """Find candidates.

        Args:
            chosen: ids of candidates.

        Returns:
            Their positions.
        """
        return [self.ids.index(candidate) for candidate in chosen]

    def covered(self, chosen: Iterable[int]) -> int:
        """Join what candidates cover.

        Args:
            chosen: positions of candidates.

        Returns:
            A bit for each thing covered.
        """
        found = 0
        for candidate in chosen:
            found |= self.covers[candidate]
        return found

    def weight(self, covered: int) -> int:
        """Weigh what is covered.

        Args:
            covered: a bit for each thing.

        Returns:
            Units.
        """
        return sum(self._weights[bit] for bit in _bits(covered))

    def loss(self, chosen: Iterable[int]) -> int:
        """Weigh what is not covered.

        Args:
            chosen: positions of candidates.

        Returns:
            Units.
        """
        return self.total - self.weight(self.covered(chosen))

    def spent(self, chosen: Iterable[int]) -> list[int]:
        """Add up costs.

        Args:
            chosen: positions of candidates.

        Returns:
            What is spent of each resource.
        """
        listed = [self.costs[candidate] for candidate in chosen]
        return [sum(costs[resource] for costs in listed) for resource in range(len(self.limits))]

    def is_affordable(self, chosen: Iterable[int]) -> bool:
        """Say whether the budget allows a choice.

        Args:
            chosen: positions of candidates.

        Returns:
            True when no resource is overspent.
        """
        return all(spent <= limit for spent, limit in zip(self.spent(chosen), self.limits, strict=True))

    def shares(self, chosen: list[int]) -> list[Fraction]:
        """Share out what a choice covers among those chosen by what each of them brings.

        Args:
            chosen: positions of candidates, each once.

        Returns:
            The Shapley value of each in units; they add up to the weight of what is covered. Those who cover the same
            thing bring equal parts of it: for coverage this is the mean of what each adds over all orders of arrival.

        Source:
            scoring.md 3g; Shapley 1953 (additivity and symmetry).
        """
        many = {bit: sum(self.covers[one] >> bit & 1 for one in chosen) for bit in _bits(self.covered(chosen))}
        return [
            sum((Fraction(self._weights[bit], many[bit]) for bit in _bits(self.covers[one])), Fraction(0))
            for one in chosen
        ]


def _bits(covered: int) -> Iterator[int]:
    while covered:
        lowest = covered & -covered
        yield lowest.bit_length() - 1
        covered ^= lowest
