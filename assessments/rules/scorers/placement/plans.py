"""Plans of one definition under one jurisdiction: read, written, judged, drawn at random."""

from collections.abc import Iterator, Mapping, Sequence

from assessments.rules.prf import Stream
from assessments.rules.scorers.placement.constraints import Reader
from assessments.rules.types.kinds import Definition

_SEED = b"chancery placement"


class Plans:
    """What can be said of plans.

    Attributes:
        layout: the places.
        constraints: the rules that count.
        start: position of each guest who cannot be moved, 0 of the others.
        guests: numbers of the guests that learners place.
        places: positions that they may take.
        distances: of each position from the nearest place of honour, 0 where no rule asks for an order.
    """

    def __init__(self, definition: Definition, jurisdiction: str | None) -> None:
        """Read a definition.

        Args:
            definition: a definition without problems, but for its bounds.
            jurisdiction: id, or None.
        """
        reader = Reader(definition)
        self.layout = reader.layout
        self.constraints = reader.constraints(jurisdiction)
        self.start = reader.fixed()
        self._names = [guest["id"] for guest in reader.guests]
        self._width = reader.layout.width
        taken = set(self.start)
        self.places = [position for position in range(1, self._width) if position not in taken]
        self.guests = [guest for guest, position in enumerate(self.start) if not position]
        self.distances = reader.layout.distances({rule["measure"] for rule in definition["rules"] if "measure" in rule})

    def loss(self, plan: Sequence[int]) -> int:
        """Say what a plan loses.

        Args:
            plan: position of each guest.

        Returns:
            Units.
        """
        return sum(constraint.loss(plan, self._width) for constraint in self.constraints)

    def breaks_hard(self, plan: Sequence[int]) -> bool:
        """Say whether a plan breaks a rule that must not be broken.

        Args:
            plan: position of each guest.

        Returns:
            True when it does.
        """
        return any(constraint.hard and constraint.loss(plan, self._width) for constraint in self.constraints)

    def positions(self, named: Mapping[str, str]) -> list[int]:
        """Read a plan that was scored.

        Args:
            named: guest id → place id, "" for none.

        Returns:
            Position of each guest.
        """
        return [self.layout.ids.index(named[name]) for name in self._names]

    def read(self, named: Mapping[str, object]) -> list[int] | None:
        """Read a whole plan.

        Args:
            named: guest id → place id.

        Returns:
            Position of each guest; None unless everybody has a place of their own, the fixed ones theirs.
        """
        places = [named.get(name) for name in self._names]
        if len(named) != len(self._names) or not all(place in self.layout.ids[1:] for place in places):
            return None
        plan = [self.layout.ids.index(str(place)) for place in places]
        kept = all(start in (0, position) for start, position in zip(self.start, plan, strict=True))
        return plan if kept and len(set(plan)) == len(plan) else None

    def named(self, plan: Sequence[int]) -> dict[str, str]:
        """Write a plan.

        Args:
            plan: position of each guest.

        Returns:
            Guest id → place id.
        """
        return {name: self.layout.ids[position] for name, position in zip(self._names, plan, strict=True)}

    def random_loss(self, sample: int) -> int:
        """Say what random plans lose.

        Args:
            sample: number of plans, always the same ones.

        Returns:
            Units, the sum over the plans.
        """
        return sum(map(self.loss, self._random(sample)))

    def one_move_away(self, plan: Sequence[int]) -> Iterator[list[int]]:
        """List the plans that are one move or one swap away.

        Args:
            plan: position of each guest.

        Returns:
            Plans, in the order of guests and places.
        """
        holder = {plan[guest]: guest for guest in self.guests if plan[guest]}
        for guest in self.guests:
            for place in self.places:
                other = holder.get(place)
                if other is not None and other <= guest:
                    continue
                after = list(plan)
                after[guest] = place
                if other is not None:
                    after[other] = plan[guest]
                yield after

    def _random(self, number: int) -> Iterator[list[int]]:
        stream = Stream(_SEED, "plans")
        for _ in range(number):
            plan = list(self.start)
            for guest, position in zip(self.guests, stream.shuffled(self.places), strict=False):
                plan[guest] = position
            yield plan
