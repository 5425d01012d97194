"""The best plan, found and proved; and what a random plan is worth.

Depth-first branch and bound over guests. The bound adds, for each guest without a place, the cheapest free place as far
as verdicts with the guests already placed tell (partial forward checking, Freuder and Wallace 1992).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assessments.rules.canon import canonical
from assessments.rules.errors import NotProvedError
from assessments.rules.prf import Stream
from assessments.rules.scorers.placement.constraints import Constraint, Reader
from assessments.rules.types.kinds import Definition

SAMPLE = 2000
MOST_NODES = 2_000_000
_SEED = b"chancery placement"
_STARTS = 8
_SCORED = ("places", "neighbours", "right_of", "measures", "guests", "rules")

_Row = list[int]


@dataclass(frozen=True, slots=True)
class Optimum:
    """The least that a plan can lose.

    Attributes:
        plan: position of each guest in a plan that loses no more.
        loss: what it loses, in units of the definition.
        proved: False when the search was stopped before every other plan was ruled out.
        nodes: places tried.
    """

    plan: tuple[int, ...]
    loss: int
    proved: bool
    nodes: int


class Search:
    """Looks for the best plan of one definition under one jurisdiction.

    Attributes:
        guests: numbers of the guests that learners place.
        places: positions that they may take.
    """

    def __init__(self, definition: Definition, jurisdiction: str | None) -> None:
        """Prepare the tables.

        Args:
            definition: a definition without problems, but for its bounds.
            jurisdiction: id, or None.
        """
        reader = Reader(definition)
        self._ids = reader.layout.ids
        self._names = [guest["id"] for guest in reader.guests]
        self._width = reader.layout.width
        self._constraints = reader.constraints(jurisdiction)
        self._whole = [constraint for constraint in self._constraints if constraint.together is not None]
        self._start = reader.fixed()
        taken = set(self._start)
        self.places = [position for position in range(1, self._width) if position not in taken]
        self.guests = [guest for guest, position in enumerate(self._start) if not position]
        self._alone: list[_Row] = [[0] * self._width for _ in self._start]
        self._both: list[dict[int, _Row]] = [{} for _ in self._start]
        for constraint in self._constraints:
            self._charge(constraint)
        self._before = self._alike()
        self._loss = self._most = self._nodes = 0
        self._plan: list[int] = []

    def run(self, most_nodes: int = MOST_NODES) -> Optimum:
        """Search.

        Args:
            most_nodes: after so many places tried it stops unproved.

        Returns:
            The best plan found.
        """
        self._loss, self._plan = min(self._climb(plan) for plan in self._random_plans(_STARTS))
        self._most, self._nodes = most_nodes, 0
        rows = {guest: list(self._alone[guest]) for guest in self.guests}
        self._descend(list(self._start), list(self.places), rows, self._settled(self._start))
        return Optimum(tuple(self._plan), self._loss, self._nodes < most_nodes, self._nodes)

    def breaks_hard(self, plan: Sequence[int]) -> bool:
        """Say whether a plan breaks a rule that must not be broken.

        Args:
            plan: position of each guest.

        Returns:
            True when it does.
        """
        return any(constraint.hard and constraint.loss(plan, self._width) for constraint in self._constraints)

    def positions(self, named: Mapping[str, str]) -> list[int]:
        """Read a plan that was scored.

        Args:
            named: guest id → place id, "" for none.

        Returns:
            Position of each guest.
        """
        return [self._ids.index(named[name]) for name in self._names]

    def read(self, named: Mapping[str, object]) -> list[int] | None:
        """Read a whole plan.

        Args:
            named: guest id → place id.

        Returns:
            Position of each guest; None unless everybody has a place of their own, the fixed ones theirs.
        """
        places = [named.get(name) for name in self._names]
        if len(named) != len(self._names) or not all(place in self._ids[1:] for place in places):
            return None
        plan = [self._ids.index(str(place)) for place in places]
        kept = all(start in (0, position) for start, position in zip(self._start, plan, strict=True))
        return plan if kept and len(set(plan)) == len(plan) else None

    def named(self, plan: Sequence[int]) -> dict[str, str]:
        """Write a plan.

        Args:
            plan: position of each guest.

        Returns:
            Guest id → place id.
        """
        return {name: self._ids[position] for name, position in zip(self._names, plan, strict=True)}

    def loss(self, plan: Sequence[int]) -> int:
        """Say what a plan loses.

        Args:
            plan: position of each guest.

        Returns:
            Units.
        """
        return sum(constraint.loss(plan, self._width) for constraint in self._constraints)

    def random_loss(self, sample: int = SAMPLE) -> int:
        """Say what random plans lose.

        Args:
            sample: number of plans, always the same ones.

        Returns:
            Units, the sum over the plans.
        """
        return sum(map(self.loss, self._random_plans(sample)))

    def _charge(self, constraint: Constraint) -> None:
        """Add what broken parts cost to the tables of one guest and of two."""
        width, unit = self._width, constraint.unit
        for part in constraint.pairs:
            first, second = self._start[part.first], self._start[part.second]
            for one in range(1, width):
                if part.first == part.second:
                    self._alone[part.first][one] += 0 if part.table[one * width] else unit
                elif second:
                    self._alone[part.first][one] += 0 if part.table[one * width + second] else unit
                elif first:
                    self._alone[part.second][one] += 0 if part.table[first * width + one] else unit
            if part.first == part.second or first or second:
                continue
            there = self._both[part.first].setdefault(part.second, [0] * (width * width))
            back = self._both[part.second].setdefault(part.first, [0] * (width * width))
            for one in range(1, width):
                for other in range(1, width):
                    if not part.table[one * width + other]:
                        there[one * width + other] += unit
                        back[other * width + one] += unit

    def _settled(self, plan: Sequence[int]) -> int:
        """Say what is lost already among the guests that cannot be moved."""
        return sum(self._alone[guest][position] for guest, position in enumerate(plan) if position)

    def _random_plans(self, number: int) -> Iterator[list[int]]:
        stream = Stream(_SEED, "plans")
        for _ in range(number):
            plan = list(self._start)
            for guest, position in zip(self.guests, stream.shuffled(self.places), strict=False):
                plan[guest] = position
            yield plan

    def _climb(self, plan: list[int]) -> tuple[int, list[int]]:
        """Move or swap as long as one move helps."""
        loss = self.loss(plan)
        while True:
            found = min(((self.loss(other), other) for other in self._one_move_away(plan)), default=(loss, plan))
            if found[0] >= loss:
                return loss, plan
            loss, plan = found

    def _one_move_away(self, plan: list[int]) -> Iterator[list[int]]:
        yield from moves(plan, self.guests, self.places)

    def _descend(self, plan: list[int], free: list[int], rows: dict[int, _Row], lost: int) -> None:
        if lost >= self._loss or self._nodes >= self._most:
            return
        if not rows:
            self._loss, self._plan = lost, list(plan)
            return
        cheapest = {guest: min([row[position] for position in free]) for guest, row in rows.items()}
        bound = lost + sum(cheapest.values())
        if bound >= self._loss:
            return
        ready = [one for one in rows if self._place_before(one, plan) is not None]
        guest = max(ready, key=lambda one: (cheapest[one], sum(rows[one][position] for position in free)))
        lowest = self._place_before(guest, plan) or 0
        row = rows.pop(guest)
        bound -= cheapest[guest]
        for position in sorted(free, key=row.__getitem__):
            if bound + row[position] >= self._loss:
                break
            if position < lowest:
                continue
            self._nodes += 1
            plan[guest] = position
            rest = [other for other in free if other != position]
            further = self._rows_after(guest, position, rows, rest)
            self._descend(plan, rest, further, lost + row[position] + self._just_decided(guest, plan))
        plan[guest] = 0
        rows[guest] = row

    def _place_before(self, guest: int, plan: Sequence[int]) -> int | None:
        """Say after which position a guest may sit, None while a guest like it waits to be seated first."""
        before = self._before[guest]
        return 0 if before is None else plan[before] or None

    def _rows_after(self, guest: int, position: int, rows: dict[int, _Row], free: list[int]) -> dict[int, _Row]:
        both, start = self._both[guest], position * self._width
        after = {}
        for other, row in rows.items():
            table = both.get(other)
            if table is None:
                after[other] = row
            else:
                changed = list(row)
                for place in free:
                    changed[place] += table[start + place]
                after[other] = changed
        return after

    def _just_decided(self, guest: int, plan: Sequence[int]) -> int:
        """Say what is lost by rules on several guests of whom this was the last."""
        return sum(
            constraint.loss(plan, self._width)
            for constraint in self._whole
            if self._is_settled_by(guest, constraint, plan)
        )

    def _is_settled_by(self, guest: int, constraint: Constraint, plan: Sequence[int]) -> bool:
        scope = frozenset().union(*constraint.scope)
        return guest in scope and all(plan[one] for one in scope)

    def _alike(self) -> dict[int, int | None]:
        """Name, for each guest, the last one before that is the same to every rule: they are seated in this order."""
        before: dict[int, int | None] = {}
        for number, guest in enumerate(self.guests):
            twins = (other for other in reversed(self.guests[:number]) if self._are_alike(guest, other))
            before[guest] = next(twins, None)
        return before

    def _are_alike(self, guest: int, other: int) -> bool:
        nothing = [0] * (self._width * self._width)
        if self._alone[guest] != self._alone[other]:
            return False
        if self._both[guest].get(other, nothing) != self._both[other].get(guest, nothing):
            return False
        rest = [one for one in self.guests if one not in (guest, other)]
        if any(self._both[guest].get(one, nothing) != self._both[other].get(one, nothing) for one in rest):
            return False
        groups = [group for constraint in self._whole for group in constraint.scope]
        return all((guest in group) == (other in group) for group in groups)


def bounds(
    definition: Definition, jurisdiction: str | None, most_nodes: int = MOST_NODES, sample: int = SAMPLE
) -> dict[str, Any] | None:
    """Work out what a definition stores of its best plan and of random ones.

    Args:
        definition: a definition without problems, but for its bounds.
        jurisdiction: id, or None.
        most_nodes: after so many places tried the search stops.
        sample: number of random plans, >= 1.

    Returns:
        An entry of "bounds"; None when the search was stopped before it was sure.
    """
    scored = canonical({name: definition[name] for name in _SCORED})
    found = _searched(scored, jurisdiction, most_nodes, sample)
    return None if found is None else json.loads(found)


def optimum(definition: Definition) -> dict[str, Any]:
    """Search for the best plans again.

    Args:
        definition: a definition without problems.

    Returns:
        {"response": a plan that earns every point, "bounds": as a definition stores them}.

    Raises:
        NotProvedError: the search was given up.
    """
    found = [bounds(definition, entry["jurisdiction"], sample=entry["sample"]) for entry in definition["bounds"]]
    known = [entry for entry in found if entry is not None]
    if len(known) < len(found):
        raise NotProvedError
    plan = next(entry["plan"] for entry in known if entry["jurisdiction"] == definition["jurisdiction"])
    return {"response": {"plan": plan}, "bounds": known}


@lru_cache(maxsize=256)
def _searched(scored: bytes, jurisdiction: str | None, most_nodes: int, sample: int) -> bytes | None:
    """Search once for definitions that differ in their words only; as bytes, which no caller can change."""
    search = Search(json.loads(scored), jurisdiction)
    best = search.run(most_nodes)
    if not best.proved:
        return None
    return canonical(
        {
            "jurisdiction": jurisdiction,
            "plan": search.named(best.plan),
            "loss": best.loss,
            "random": search.random_loss(sample),
            "sample": sample,
        }
    )


def moves(plan: Sequence[int], guests: Sequence[int], places: Sequence[int]) -> Iterator[list[int]]:
    """List the plans that are one move or one swap away.

    Args:
        plan: position of each guest.
        guests: those that may be moved.
        places: where they may sit.

    Returns:
        Plans, in the order of guests and places.
    """
    holder = {plan[guest]: guest for guest in guests if plan[guest]}
    for guest in guests:
        for place in places:
            other = holder.get(place)
            if other is not None and other <= guest:
                continue
            after = list(plan)
            after[guest] = place
            if other is not None:
                after[other] = plan[guest]
            yield after
