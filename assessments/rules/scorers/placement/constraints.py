"""Rules of placing, taken apart into verdicts on one guest or on two.

Every rule has a number of parts, and each broken part costs the same share of its weight. All weights are brought to
one unit, the least common multiple of the numbers of parts, so that sums are exact whole numbers.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from assessments.rules.scorers.placement.layout import NOWHERE, Layout, Table
from assessments.rules.types.kinds import Definition

Plan = Sequence[int]
"""Position of each guest, in the order of the definition."""


@dataclass(frozen=True, slots=True)
class Part:
    """A verdict on two guests, or on one when `second` is `first`."""

    first: int
    second: int
    table: Table


@dataclass(frozen=True, slots=True)
class NearAny:
    """Broken while none of the helpers is near the guest."""

    guest: int
    helpers: tuple[int, ...]
    table: Table
    width: int

    def is_near(self, place: int, other: int) -> bool:
        """Say whether two positions are near each other."""
        return bool(self.table[place * self.width + other])

    def is_broken(self, plan: Plan) -> bool:
        """Judge a plan."""
        row = plan[self.guest] * self.width
        return not any(self.table[row + plan[helper]] for helper in self.helpers)


@dataclass(frozen=True, slots=True)
class Balance:
    """Broken when the sides differ by more than one in the number of members, or a member has no side."""

    members: tuple[int, ...]
    sides: tuple[str, ...]
    names: tuple[str, ...]

    def side_of(self, place: int) -> int:
        """Give the number of the side of a position, -1 when it has none."""
        side = self.sides[place]
        return self.names.index(side) if side else -1

    def is_broken(self, plan: Plan) -> bool:
        """Judge a plan."""
        seated = [self.sides[plan[guest]] for guest in self.members]
        counts = [seated.count(name) for name in self.names]
        return "" in seated or max(counts, default=0) - min(counts, default=0) > 1


@dataclass(frozen=True, slots=True)
class Constraint:
    """One rule, ready to be asked.

    Attributes:
        id: of the rule.
        hard: whether breaking it caps the score.
        unit: what one broken part costs.
        parts: how many parts can be broken at most.
        pairs: verdicts on one guest or two; a plan that places everybody breaks at most `parts` of them.
        together: the one verdict where it takes more than two guests; None otherwise.
    """

    id: str
    hard: bool
    unit: int
    parts: int
    pairs: tuple[Part, ...]
    together: NearAny | Balance | None

    def loss(self, plan: Plan, width: int) -> int:
        """Say what a plan loses by this rule.

        Args:
            plan: position of each guest.
            width: of the layout.

        Returns:
            Units, 0 to `unit * parts`.
        """
        if self.together is not None:
            return self.unit if self.together.is_broken(plan) else 0
        broken = 0
        for part in self.pairs:
            if not part.table[plan[part.first] * width + plan[part.second]]:
                broken += 1
        return self.unit * min(broken, self.parts)


@dataclass(frozen=True, slots=True)
class _Draft:
    parts: int
    pairs: tuple[Part, ...] = ()
    together: NearAny | Balance | None = None


class Reader:
    """Turns the rules of one definition into constraints."""

    def __init__(self, definition: Definition) -> None:
        """Read guests and places.

        Args:
            definition: a definition without problems.
        """
        self.layout = Layout.of(definition)
        self._definition = definition
        self.guests = definition["guests"]
        self._guests = {guest["id"]: number for number, guest in enumerate(self.guests)}

    def fixed(self) -> list[int]:
        """Give the positions of the guests that cannot be moved.

        Returns:
            Position of each guest, `NOWHERE` for those that the learner places.
        """
        return [self.layout.positions[guest["place"]] if guest["place"] else NOWHERE for guest in self.guests]

    def constraints(self, jurisdiction: str | None) -> tuple[Constraint, ...]:
        """Read the rules that hold somewhere.

        Args:
            jurisdiction: id; None for the rules that hold everywhere alone.

        Returns:
            One constraint per rule, in the order of the definition. The unit is that of the whole definition, so that
            jurisdictions can be compared.
        """
        rules = self._definition["rules"]
        drafts = [self._draft(rule) for rule in rules]
        scale = math.lcm(*(draft.parts for draft in drafts))
        return tuple(
            Constraint(
                id=rule["id"],
                hard=rule["hard"],
                unit=rule["weight"] * scale // draft.parts,
                parts=draft.parts,
                pairs=draft.pairs,
                together=draft.together,
            )
            for rule, draft in zip(rules, drafts, strict=True)
            if rule.get("jurisdiction") in (None, jurisdiction)
        )

    def _draft(self, rule: Mapping[str, Any]) -> _Draft:
        read = {
            "place": self._place,
            "order": self._order,
            "right_of": self._right_of,
            "near": self._near,
            "apart": self._apart,
            "alternate": self._alternate,
            "balance": self._balance,
        }
        return read[rule["type"]](rule)

    def _place(self, rule: Mapping[str, Any]) -> _Draft:
        guest = self._guests[rule["guest"]]
        return _Draft(1, (Part(guest, guest, self.layout.at(rule["places"])),))

    def _order(self, rule: Mapping[str, Any]) -> _Draft:
        """Judge every pair of different rank: the higher is not farther from the place of honour."""
        table = self.layout.ordered(rule["measure"])
        ranks = [[self._guests[guest] for guest in rank] for rank in rule["guests"]]
        pairs = tuple(
            Part(higher, lower, table) for above, below in combinations(ranks, 2) for higher in above for lower in below
        )
        return _Draft(len(pairs), pairs)

    def _right_of(self, rule: Mapping[str, Any]) -> _Draft:
        part = Part(self._guests[rule["guest"]], self._guests[rule["of"]], self.layout.at_right())
        return _Draft(1, (part,))

    def _near(self, rule: Mapping[str, Any]) -> _Draft:
        guest, table, width = self._guests[rule["guest"]], self.layout.within(rule["steps"]), self.layout.width
        helpers = [self._guests[name] for name in rule["any"]]
        if len(helpers) == 1:
            return _Draft(1, (Part(guest, helpers[0], table),))
        return _Draft(1, (), NearAny(guest, tuple(helpers), table, width))

    def _apart(self, rule: Mapping[str, Any]) -> _Draft:
        first, second = (self._guests[guest] for guest in rule["guests"])
        return _Draft(1, (Part(first, second, self.layout.beyond(rule["steps"])),))

    def _alternate(self, rule: Mapping[str, Any]) -> _Draft:
        """Judge every two guests of the same kind; as many can sit side by side as there are places side by side."""
        table, kinds = self.layout.beyond(2), self._kinds(rule["tag"])
        alike = (pair for pair in combinations(kinds, 2) if kinds[pair[0]] == kinds[pair[1]])
        return _Draft(max(len(self.layout.neighbours), 1), tuple(Part(*pair, table) for pair in alike))

    def _balance(self, rule: Mapping[str, Any]) -> _Draft:
        """Require that the sides have the same number of guests of a kind, give or take one."""
        members = [guest for guest, kind in self._kinds(rule["tag"]).items() if kind == rule["value"]]
        sides = self.layout.sides
        return _Draft(1, (), Balance(tuple(members), sides, tuple(sorted({*sides} - {""}))))

    def _kinds(self, tag: str) -> dict[int, str]:
        tagged = ((self._guests[guest["id"]], guest["tags"].get(tag, "")) for guest in self.guests)
        return {guest: kind for guest, kind in tagged if kind}


TYPES = ("place", "order", "right_of", "near", "apart", "alternate", "balance")
