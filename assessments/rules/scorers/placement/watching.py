"""Rules on more than two guests, followed while one place after the other is filled."""

from collections.abc import Hashable
from typing import Protocol

from assessments.rules.scorers.placement.constraints import Balance, NearAny
from assessments.rules.scorers.placement.tours import Tour

SETTLED = None
"""State in which nothing that follows matters."""

State = Hashable
Step = tuple[bool, State]


class Watch(Protocol):
    """Follows one rule."""

    start: State

    def role(self, guest: int) -> int | None:
        """Tell guests apart as far as the rule does; None for those it does not speak of."""

    def step(self, state: State, role: int | None, at: int) -> Step:
        """Say whether seating somebody at a place breaks the rule for good, and the state after it."""


def watch(tour: Tour, rule: NearAny | Balance) -> Watch:
    """Follow a rule.

    Args:
        tour: the places in their order.
        rule: on more than two guests.

    Returns:
        What follows it.
    """
    return _NearWatch(tour, rule) if isinstance(rule, NearAny) else _BalanceWatch(tour, rule)


class _NearWatch:
    """A state is whether the guest has a place, and which coming places are near: to them, or to one of the others."""

    def __init__(self, tour: Tour, rule: NearAny) -> None:
        self._rule = rule
        self._near = [self._reach(tour, place, at + 1) for at, place in enumerate(tour.places)]
        start = tour.plans.start
        helpers = [start[helper] for helper in rule.helpers if start[helper]]
        self.start = self._begin(tour, start[rule.guest], helpers)

    def _begin(self, tour: Tour, seated: int, helpers: list[int]) -> State:
        rule = self._rule
        if not seated:
            mask = 0
            for helper in helpers:
                mask |= self._reach(tour, helper, 0)
            return (False, mask)
        if len(helpers) == len(rule.helpers) or any(rule.is_near(seated, helper) for helper in helpers):
            return SETTLED
        return (True, self._reach(tour, seated, 0))

    def _reach(self, tour: Tour, place: int, first: int) -> int:
        near = (other for other in enumerate(tour.places[first:]) if self._rule.is_near(place, other[1]))
        return sum(1 << at for at, _ in near)

    def role(self, guest: int) -> int | None:
        if guest == self._rule.guest:
            return 0
        return 1 if guest in self._rule.helpers else None

    def step(self, state: State, role: int | None, at: int) -> Step:
        if not isinstance(state, tuple):
            return False, SETTLED
        is_seated, mask = state
        if role is not None and mask & 1 and is_seated == (role == 1):
            return False, SETTLED
        mask >>= 1
        if role == 0:
            is_seated, mask = True, self._near[at]
        elif role == 1 and not is_seated:
            mask |= self._near[at]
        return (True, SETTLED) if is_seated and not mask else (False, (is_seated, mask))


class _BalanceWatch:
    """A state counts those seated on each side."""

    def __init__(self, tour: Tour, rule: Balance) -> None:
        self._rule = rule
        self._sides = [rule.side_of(place) for place in tour.places]
        counts: State = (0,) * len(rule.names)
        for guest in sorted(rule.members):
            if tour.plans.start[guest]:
                _, counts = self._add(counts, rule.side_of(tour.plans.start[guest]))
        is_over = all(tour.plans.start[guest] for guest in rule.members)
        self.start = SETTLED if is_over else counts

    def role(self, guest: int) -> int | None:
        return 0 if guest in self._rule.members else None

    def step(self, state: State, role: int | None, at: int) -> Step:
        return (False, state) if role is None else self._add(state, self._sides[at])

    def _add(self, state: State, side: int) -> Step:
        if not isinstance(state, tuple):
            return False, SETTLED
        if side < 0:
            return True, SETTLED
        counts = (*state[:side], state[side] + 1, *state[side + 1 :])
        if sum(counts) < len(self._rule.members):
            return False, counts
        return max(counts) - min(counts) > 1, SETTLED
