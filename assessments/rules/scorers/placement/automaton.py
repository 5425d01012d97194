"""A few rules as a weighted automaton over the places in their order.

A node holds what these rules need to know of who sits where; seating somebody in the next place leads to another node,
at a cost. Guests that are the same to these rules are of one kind. From the last place backwards follows the least that
the rest of the places costs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assessments.rules.scorers.placement.constraints import Balance, Constraint, NearAny, Part
from assessments.rules.scorers.placement.tours import NOBODY, Tour
from assessments.rules.scorers.placement.watching import State, Watch, watch

Moves = list[tuple[int, int]]
"""For each kind of guest what seating one costs above the least, and the node it leads to."""
_NONE_LEFT = (0, -1)
_STEPS = 4
"""So many steps of a sweep take as long as adding to the row of one kind."""

_Node = tuple[tuple[int, ...], tuple[int, ...], tuple[State, ...]]


class TooLargeError(Exception):
    """An automaton would have more nodes than it may."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A rule or a part of one; every broken verdict costs `unit`."""

    unit: int
    pairs: tuple[Part, ...]
    together: NearAny | Balance | None

    @classmethod
    def of(cls, rule: Constraint) -> "Piece":
        """Take a whole rule.

        Args:
            rule: ready to be asked.

        Returns:
            The piece.
        """
        return cls(rule.unit, rule.pairs, rule.together)

    def halves(self) -> tuple["Piece", "Piece"] | None:
        """Cut the piece into two that cost as much together.

        Returns:
            Two pieces, None when there is one verdict only.
        """
        middle = len(self.pairs) // 2
        if not middle:
            return None
        return Piece(self.unit, self.pairs[:middle], None), Piece(self.unit, self.pairs[middle:], None)

    @property
    def guests(self) -> frozenset[int]:
        """Guests that the piece speaks of."""
        if isinstance(self.together, NearAny):
            return frozenset((self.together.guest, *self.together.helpers))
        if self.together is not None:
            return frozenset(self.together.members)
        return frozenset(guest for part in self.pairs for guest in (part.first, part.second))


class Automaton:
    """The automaton of some pieces.

    Attributes:
        pieces: what it is made of.
        guests: whom they speak of.
        kinds: kind of each of the people of the tour.
        moves: for each place and node, what can be done.
        least: what the pieces cost at least together.
        size: number of nodes.
    """

    def __init__(self, tour: Tour, pieces: Sequence[Piece], most: int) -> None:
        """Build it.

        Args:
            tour: the places in their order.
            pieces: of rules.
            most: number of nodes that it may have.

        Raises:
            TooLargeError: it would have more.
            TooLongError: the search is over.
        """
        costs = _Costs(tour, pieces)
        self.pieces = tuple(pieces)
        self.guests = frozenset[int]().union(*(piece.guests for piece in pieces))
        self.kinds, firsts = costs.kinds()
        tour.spend(_STEPS * len(tour.places) * len(firsts) ** 2)
        self._tour, self._watches = tour, costs.watches
        self._tables = costs.tables(self.kinds, firsts)
        self._roles = [[roles[first] for first in firsts] for roles in costs.roles]
        self._field = (1 << tour.bits) - 1
        root: _Node = (
            tuple(self.kinds.count(kind) for kind in range(len(firsts))),
            tuple(costs.alone[first] for first in firsts),
            tuple(one.start for one in costs.watches),
        )
        self.moves: list[list[Moves]] = []
        self.size = self._grow(root, most)
        self.least = self._weigh()

    def _grow(self, root: _Node, most: int) -> int:
        layer, size = {root: 0}, 1
        for at in range(len(self._tour.places)):
            after: dict[_Node, int] = {}
            found: list[Moves] = []
            for node in layer:
                found.append(self._moves(node, at, after))
                if size + len(after) > most:
                    raise TooLargeError
            self.moves.append(found)
            layer, size = after, size + len(after)
        return size

    def _moves(self, node: _Node, at: int, after: dict[_Node, int]) -> Moves:
        counts, rows, states = node
        self._tour.spend(_STEPS * len(counts) ** 2)
        found: Moves = []
        shifted = [row >> self._tour.bits for row in rows]
        for kind, count in enumerate(counts):
            if not count:
                found.append(_NONE_LEFT)
                continue
            left = (*counts[:kind], count - 1, *counts[kind + 1 :])
            table = self._tables[at][kind]
            coming = tuple(row + add if many else 0 for row, add, many in zip(shifted, table, left, strict=True))
            lost, following = self._watched(states, kind, at)
            key = (left, coming, following)
            found.append(((rows[kind] & self._field) + lost, after.setdefault(key, len(after))))
        return found

    def _watched(self, states: tuple[State, ...], kind: int, at: int) -> tuple[int, tuple[State, ...]]:
        lost, following = 0, []
        for (unit, one), roles, state in zip(self._watches_with_units, self._roles, states, strict=True):
            is_broken, new = one.step(state, roles[kind], at)
            lost += unit if is_broken else 0
            following.append(new)
        return lost, tuple(following)

    @cached_property
    def _watches_with_units(self) -> list[tuple[int, Watch]]:
        units = [piece.unit for piece in self.pieces if piece.together is not None]
        return list(zip(units, self._watches, strict=True))

    def _weigh(self) -> int:
        """Turn what a move costs into what it costs above the least; return the least from the start."""
        least = [0] * (1 + max(node for moves in self.moves[-1] for _, node in moves))
        for layer in reversed(self.moves):
            before = [min(cost + least[node] for cost, node in moves if node >= 0) for moves in layer]
            for moves, here in zip(layer, before, strict=True):
                moves[:] = [(cost + least[node] - here, node) if node >= 0 else _NONE_LEFT for cost, node in moves]
            least = before
        return least[0]


class _Costs:
    """What pieces cost the people of a tour, alone and two by two."""

    def __init__(self, tour: Tour, pieces: Sequence[Piece]) -> None:
        self._tour = tour
        size = len(tour.people)
        self.alone = [0] * size
        self._both: list[dict[int, list[int]]] = [{} for _ in range(size)]
        for piece in pieces:
            for part in piece.pairs:
                self._add(part, piece.unit)
        self.watches = [watch(tour, piece.together) for piece in pieces if piece.together is not None]
        self.roles = [[None if who == NOBODY else one.role(who) for who in tour.people] for one in self.watches]

    def _add(self, part: Part, unit: int) -> None:
        first, second = (self._tour.numbers.get(guest) for guest in (part.first, part.second))
        if first is None or second is None or first == second:
            for one in {first, second}:
                if one is not None:
                    self.alone[one] += unit * self._tour.alone(part)
            return
        there, back = self._tour.rows(part.table)
        for one, other, rows in ((first, second, there), (second, first, back)):
            known = self._both[one].get(other)
            self._both[one][other] = [row * unit + (known[at] if known else 0) for at, row in enumerate(rows)]

    def kinds(self) -> tuple[list[int], list[int]]:
        """Sort people into kinds; return the kind of each, and the first one of each kind."""
        kinds: list[int] = []
        firsts: list[int] = []
        for who in range(len(self._tour.people)):
            kind = next((kind for kind, first in enumerate(firsts) if self._are_alike(first, who)), len(firsts))
            if kind == len(firsts):
                firsts.append(who)
            kinds.append(kind)
        return kinds, firsts

    def _are_alike(self, one: int, other: int) -> bool:
        if self.alone[one] != self.alone[other] or any(roles[one] != roles[other] for roles in self.roles):
            return False
        mine, theirs = self._both[one], self._both[other]
        if mine.get(other) != theirs.get(one):
            return False
        rest = (mine.keys() | theirs.keys()) - {one, other}
        return all(mine.get(who) == theirs.get(who) for who in rest)

    def tables(self, kinds: Sequence[int], firsts: Sequence[int]) -> list[list[list[int]]]:
        """For each place and kind of who sits there: what that adds to the row of each kind."""
        partners = [list(self._partners(kind, kinds, firsts)) for kind in range(len(firsts))]
        nothing = [0] * len(self._tour.places)
        both = [[self._both[one].get(other, nothing) for one, other in row] for row in partners]
        return [[[table[at] for table in row] for row in both] for at in range(len(self._tour.places))]

    def _partners(self, kind: int, kinds: Sequence[int], firsts: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Choose one of a kind, and for each kind another one; itself where there is no other."""
        for first in firsts:
            mates = (who for who, theirs in enumerate(kinds) if theirs == kind and who != firsts[kind])
            yield (firsts[kind], next(mates, first) if first == firsts[kind] else first)
