"""The places in the order in which a search fills them, and rows of numbers packed into one.

A row says what each of the coming places costs somebody. It is one whole number with a field of `bits` for each place,
the next place in the lowest field, so that two rows are added, or the next place is dropped, in one step.
"""

from collections.abc import Iterable
from functools import cache

from assessments.rules.scorers.placement.constraints import Part
from assessments.rules.scorers.placement.layout import Table
from assessments.rules.scorers.placement.plans import Plans

NOBODY = -1


class TooLongError(Exception):
    """A search would take more steps than it may."""


class Tour:
    """One way through the free places.

    Attributes:
        plans: what is searched.
        places: positions, those nearest to a place of honour first, where a rule asks for an order.
        people: guest of each number in the search; `NOBODY` for the places that stay empty.
        numbers: guest → number in the search.
        most: units that no plan loses more than.
        bits: width of a field.
    """

    def __init__(self, plans: Plans, steps: int) -> None:
        """Lay it out.

        Args:
            plans: what is searched.
            steps: that the search may take.
        """
        self.plans = plans
        self._steps_left = steps
        self.places = sorted(plans.places, key=plans.distances.__getitem__)
        self.people = plans.guests + [NOBODY] * (len(self.places) - len(plans.guests))
        self.numbers = {guest: number for number, guest in enumerate(plans.guests)}
        self.most = sum(rule.unit * max(len(rule.pairs), 1) for rule in plans.constraints)
        self.bits = self.most.bit_length() + 1
        self.rows = cache(self._rows)

    def spend(self, steps: int) -> None:
        """Count the steps of the search, which has no clock so that it ends alike on every machine.

        Args:
            steps: about as many as a guest who is looked up in an automaton.

        Raises:
            TooLongError: it would take more than it may.
        """
        self._steps_left -= steps
        if self._steps_left < 0:
            raise TooLongError

    def pack(self, ones: Iterable[bool]) -> int:
        """Pack a row of ones and zeros.

        Args:
            ones: whether a place has a one, the next place first.

        Returns:
            The row.
        """
        return sum(1 << (self.bits * at) for at, one in enumerate(ones) if one)

    def alone(self, part: Part) -> int:
        """Say where a verdict on one guest that can be moved is broken.

        Args:
            part: a verdict on one guest, or on two of whom one cannot be moved.

        Returns:
            A row from the first place on.
        """
        width, table = self.plans.layout.width, part.table
        first, second = self.plans.start[part.first], self.plans.start[part.second]
        if first:
            return self.pack(not table[first * width + place] for place in self.places)
        return self.pack(not table[place * width + (second or place)] for place in self.places)

    def _rows(self, table: Table) -> tuple[list[int], list[int]]:
        """Say, for the first or the second of two in each place, where the other one breaks a verdict on both."""
        width, there, back = self.plans.layout.width, [], []
        for at, here in enumerate(self.places, 1):
            there.append(self.pack(not table[here * width + place] for place in self.places[at:]))
            back.append(self.pack(not table[place * width + here] for place in self.places[at:]))
        return there, back
