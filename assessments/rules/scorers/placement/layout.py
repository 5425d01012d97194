"""Places as rules see them: how far, next to whom, at whose right hand, on which side."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.rules.types.kinds import Definition

NOWHERE = 0
"""Position of a guest without a place; places count from 1."""

Table = bytes
"""Verdict for each pair of positions: `table[first * width + second]`; a guest without a place is never right."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of one definition.

    Attributes:
        ids: place ids by position, "" at `NOWHERE`.
        positions: place id → position.
        steps: shortest ways between positions along neighbours, -1 where there is none.
        neighbours: pairs of positions side by side, each once.
        sides: side of each position, "" where there is none.
    """

    ids: tuple[str, ...]
    positions: Mapping[str, int]
    steps: tuple[tuple[int, ...], ...]
    neighbours: tuple[tuple[int, int], ...]
    sides: tuple[str, ...]
    _definition: Definition

    @classmethod
    def of(cls, definition: Definition) -> "Layout":
        """Read the places of a definition.

        Args:
            definition: a definition without problems.

        Returns:
            The layout.
        """
        ids = ("", *(place["id"] for place in definition["places"]))
        positions = {place: position for position, place in enumerate(ids) if place}
        neighbours = tuple((positions[first], positions[second]) for first, second in definition["neighbours"])
        beside = _beside(neighbours, len(ids))
        sides = ("", *(place["side"] for place in definition["places"]))
        steps = tuple(_steps_from(position, beside) for position in range(len(ids)))
        return cls(ids, positions, steps, neighbours, sides, definition)

    @property
    def width(self) -> int:
        """Number of positions, `NOWHERE` included."""
        return len(self.ids)

    def at(self, places: Iterable[str]) -> Table:
        """Accept one guest at some places, whoever the second is.

        Args:
            places: place ids.

        Returns:
            The table.
        """
        wanted = {self.positions[place] for place in places}
        return self._table(lambda first, _second: first in wanted)

    def ordered(self, measure: str) -> Table:
        """Accept pairs of which the first is not farther away than the second.

        Args:
            measure: name of a measure of the definition.

        Returns:
            The table.
        """
        listed = self._definition["measures"][measure]
        far = [0, *(listed[place] for place in self.ids[1:])]
        return self._table(lambda first, second: bool(second) and far[first] <= far[second])

    def within(self, steps: int) -> Table:
        """Accept pairs at most some steps from each other.

        Args:
            steps: 1 = side by side.

        Returns:
            The table.
        """
        return self._table(lambda first, second: 0 <= self.steps[first][second] <= steps)

    def beyond(self, steps: int) -> Table:
        """Accept pairs at least some steps from each other.

        Args:
            steps: 2 = not side by side.

        Returns:
            The table.
        """
        return self._table(lambda first, second: bool(second) and not 0 <= self.steps[first][second] < steps)

    def at_right(self) -> Table:
        """Accept pairs of which the first is at the right hand of the second.

        Returns:
            The table.
        """
        listed = self._definition["right_of"]
        pairs = {(self.positions[right], self.positions[place]) for place, right in listed}
        return self._table(lambda first, second: (first, second) in pairs)

    def distances(self, measures: Iterable[str]) -> list[int]:
        """Say how far each position is from the nearest of some places of honour.

        Args:
            measures: names of measures of the definition.

        Returns:
            The distance of each position, 0 without measures.
        """
        listed = [self._definition["measures"][measure] for measure in measures]
        return [0, *(min((far[place] for far in listed), default=0) for place in self.ids[1:])]

    def _table(self, accepts: Any) -> Table:
        positions = range(self.width)
        return bytes(first != NOWHERE and accepts(first, second) for first in positions for second in positions)


def _beside(neighbours: Sequence[tuple[int, int]], width: int) -> list[set[int]]:
    beside: list[set[int]] = [set() for _ in range(width)]
    for first, second in neighbours:
        beside[first].add(second)
        beside[second].add(first)
    return beside


def _steps_from(start: int, beside: Sequence[set[int]]) -> tuple[int, ...]:
    steps = [-1] * len(beside)
    if start == NOWHERE:
        return tuple(steps)
    steps[start] = 0
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for there in beside[here]:
            if steps[there] < 0:
                steps[there] = steps[here] + 1
                waiting.append(there)
    return tuple(steps)
