"""`placement/1`: how far a plan lies between a random one and the best one, by the rules that it breaks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessments.rules.scorers.placement.constraints import Constraint, Part, Reader
from assessments.rules.scorers.placement.layout import NOWHERE
from assessments.rules.scorers.results import CAP, Line, Reasons, Stamp, name_of
from assessments.rules.scorers.scale import Loss, Scale
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import MICRO, Criterion, Evidence, ScoredResponse

LINE = "plan"
_Broken = tuple[Constraint, int, list[list[str]]]
_CAPPED = 2


@dataclass(frozen=True, slots=True)
class Bounds(Scale):
    """What the best plan loses and what random ones do; `plan` is guest id → place id in a best plan."""

    plan: Mapping[str, str]

    @classmethod
    def of(cls, definition: Definition, jurisdiction: str | None) -> "Bounds":
        """Read the bounds that hold somewhere.

        Args:
            definition: a definition without problems.
            jurisdiction: id, or None.

        Returns:
            The bounds.
        """
        found = next(entry for entry in definition["bounds"] if entry["jurisdiction"] == jurisdiction)
        return cls(found["loss"], found["random"], found["sample"], found["plan"])

    def allowed(self, amount: int, loss: int, *, hard: bool) -> int:
        """Say what a plan earns.

        Args:
            amount: micro-points of the exercise.
            loss: units that the plan loses.
            hard: whether it breaks a rule that must not be broken.

        Returns:
            0 to `amount`; at most half of it with a hard rule broken.
        """
        earned = self.earned(amount, loss)
        return min(earned, amount // _CAPPED) if hard else earned


class Placement:
    """Scorer of one placement exercise."""

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt; it does not change the score.
        """
        self._stamp = Stamp.of(definition, variant)
        self._line = Line(LINE, definition.get("competency"), definition["points"] * MICRO, "placement")
        reader = Reader(definition)
        self._width = reader.layout.width
        self._positions = reader.layout.positions
        self._guests = {guest["id"]: number for number, guest in enumerate(reader.guests)}
        self._names = tuple(self._guests)
        self._start = reader.fixed()
        self._ids = reader.layout.ids
        self._parts = [
            (rule, [(part.table, part.first, part.second, self._named(part)) for part in rule.pairs])
            for rule in reader.constraints(definition["jurisdiction"])
        ]
        self._bounds = Bounds.of(definition, definition["jurisdiction"])

    @property
    def possible(self) -> int:
        """Micro-points that the exercise is worth."""
        return self._line.possible

    def score(self, response: object, policy: str = "") -> ScoredResponse:
        """Score any JSON value; never raises.

        Args:
            response: {"plan": guest id → place id}; guests that have their place already may be left out. A guest
                without a place breaks every rule that speaks of them.
            policy: digest of the policy, kept in the result.

        Returns:
            One line with the broken rules as evidence, and adjustments: what no plan could have kept, the rest below
            0, the cap of a hard rule.

        Source:
            scoring.md 3d.
        """
        reasons = Reasons()
        plan = self._read(response, reasons)
        if reasons.entries:
            return self._stamp.nothing("invalid", [self._line], {"reasons": reasons.entries}, response, policy)
        if plan == self._start:
            return self._stamp.nothing("unanswered", [self._line], {"plan": {}}, response, policy)
        broken = list(self._broken(plan))
        loss = sum(units for _, units, _ in broken)
        placed = zip(self._names, plan, strict=True)
        diagnostics = {"plan": {name: self._ids[position] for name, position in placed if position}, "loss": loss}
        return self._stamp.result("answered", self._criteria(broken), diagnostics, response, policy)

    def _broken(self, plan: Sequence[int]) -> Iterator[_Broken]:
        """Judge a plan: each broken rule, what it costs, and the guests of its broken parts."""
        rows = [position * self._width for position in plan]
        for rule, parts in self._parts:
            pairs = [names for table, first, second, names in parts if not table[rows[first] + plan[second]]]
            if pairs:
                yield rule, rule.unit * min(len(pairs), rule.parts), pairs
            elif rule.together is not None and rule.together.is_broken(plan):
                yield rule, rule.unit, []

    def _criteria(self, broken: Sequence[_Broken]) -> list[Criterion]:
        line = self._line
        reasons: list[Loss] = [
            ("placement.broken", {"rule": rule.id, "pairs": pairs}, units) for rule, units, pairs in broken
        ]
        counts = {"kept": len(self._parts) - len(broken), "rules": len(self._parts)}
        found = self._bounds.criteria(line, reasons, "placement.plan", counts)
        excess = sum(entry.earned for entry in found) - line.possible // _CAPPED
        hard = [rule.id for rule, _, _ in broken if rule.hard]
        if hard and excess > 0:
            found.append(line.adjustment(CAP, -excess, (Evidence("placement.hard", {"rules": hard}, excess),)))
        return found

    def _named(self, part: Part) -> list[str]:
        first, second = self._names[part.first], self._names[part.second]
        return [first] if part.first == part.second else [first, second]

    def _read(self, response: object, reasons: Reasons) -> list[int]:
        """Return the position of each guest."""
        plan = list(self._start)
        given = response.get("plan") if isinstance(response, dict) else response
        if given is None:
            return plan
        if not isinstance(given, dict):
            reasons.add("placement.not_an_object" if isinstance(response, dict) else "response.not_an_object")
            return plan
        holders = {position: guest for guest, position in enumerate(plan) if position}
        for name, place in given.items():
            guest, position = self._guests.get(name), self._place(place)
            if guest is None:
                reasons.add("placement.unknown_guest", guest=name_of(name))
            elif position is None:
                reasons.add("placement.unknown_place", place=name_of(place))
            elif position != NOWHERE and holders.setdefault(position, guest) != guest:
                reasons.add("placement.place_taken", guest=name, place=place)
            elif self._start[guest] not in (NOWHERE, position):
                reasons.add("placement.guest_moved", guest=name)
            else:
                plan[guest] = position
        return plan

    def _place(self, place: object) -> int | None:
        """Find a place; nothing or "" is no place yet."""
        if place is None or place == "":
            return NOWHERE
        return self._positions.get(place) if isinstance(place, str) else None
