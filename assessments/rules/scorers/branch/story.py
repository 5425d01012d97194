"""How a branching case goes on: what a decision changes, what happens by itself, and what is offered then."""

from collections.abc import Iterable, Mapping
from itertools import chain, combinations
from typing import Any, NamedTuple

from assessments.rules.prf import Stream
from assessments.rules.types.kinds import Definition, Variant

MAX_STATES = 20_000
"""Of all draws together: as many take 14 MB, and a second to compile. scoring.md 3b would allow ten times as many."""
TURN = "turn"
"""Stands for the number of decisions taken in a condition; no variable has this id."""
ALWAYS = 100
PARTS = ("variables", "events", "worth")

Value = int | str
_TURN_SLOT = -1
_LOWEST, _HIGHEST = -(10**9), 10**9


class TooManyStatesError(Exception):
    """A case has more states than can be worked through."""


class State:
    """Where a story stands; two ways to the same scene, values, events and turn lead to the same object."""

    __slots__ = ("events", "moves", "scene", "turn", "values")

    def __init__(self, scene: str, values: tuple[Value, ...], events: int, turn: int) -> None:
        """Stand in a scene.

        Args:
            scene: id.
            values: of the variables, in the order of the definition.
            events: a bit for each event that has happened, in the order of the definition.
            turn: decisions taken, as far as any condition asks for them.
        """
        self.scene = scene
        self.values = values
        self.events = events
        self.turn = turn
        self.moves: tuple[Move, ...] | None = None


class Move(NamedTuple):
    """A way on from a state; `points` hold what the ending is worth when it leads to one, `events` what happens."""

    option: str
    points: int
    to: State
    events: tuple[str, ...] = ()


class Condition(NamedTuple):
    """`words` None asks for a number."""

    slot: int
    lowest: int
    highest: int
    words: frozenset[str] | None


class _Effect(NamedTuple):
    slot: int
    add: int
    value: Value | None


class _Option(NamedTuple):
    id: str
    points: int
    to: str
    when: tuple[Condition, ...]
    effects: tuple[_Effect, ...]


class _Event(NamedTuple):
    id: str
    scenes: frozenset[str]
    when: tuple[Condition, ...]
    effects: tuple[_Effect, ...]
    to: str


class Story:
    """One case with the events of one attempt. States are worked out when they are asked for.

    Attributes:
        start: the state in which the case begins.
        opening: ids of the events that happen before the first decision.
        beyond: (option or event, variable) where an effect would have left the limits of a variable that does not
            stop at them, as far as the story has been worked out.
    """

    def __init__(self, definition: Definition, variant: Variant, most: int = MAX_STATES) -> None:
        """Read a case.

        Args:
            definition: a definition whose parts are well formed.
            variant: what was drawn for the attempt.
            most: how many states may be worked out.
        """
        self._variables: list[Mapping[str, Any]] = list(definition.get("variables", ()))
        self._slots = {TURN: _TURN_SLOT} | {entry["id"]: slot for slot, entry in enumerate(self._variables)}
        self._options = {scene["id"]: tuple(map(self._option, scene["options"])) for scene in definition["scenes"]}
        self._events = tuple(map(self._event, _of_attempt(definition, variant)))
        self._worth = [(self._conditions(entry), entry["points"]) for entry in definition.get("worth", ())]
        self._last_turn = last_turn(definition)
        self._most = most
        self._states: dict[tuple[Any, ...], State] = {}
        self.beyond: set[tuple[str, str]] = set()
        values = tuple(entry["start"] for entry in self._variables)
        self.start, self.opening = self._arrive(definition["start"], values, 0, 0)

    @property
    def size(self) -> int:
        """Number of states worked out so far."""
        return len(self._states)

    def moves(self, state: State) -> tuple[Move, ...]:
        """List the ways on.

        Args:
            state: a state of this story.

        Returns:
            A move for every option that is offered, () at an ending.

        Raises:
            TooManyStatesError: there are more states than may be worked out.
        """
        if state.moves is None:
            state.moves = tuple(
                self._move(state, option)
                for option in self._options[state.scene]
                if _all_hold(option.when, state.values, state.turn)
            )
        return state.moves

    def failing(self, state: State, conditions: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """List the conditions that do not hold.

        Args:
            state: a state of this story.
            conditions: as they stand in the definition.

        Returns:
            Those of them, in their order.
        """
        return [entry for entry in conditions if not _holds(self._condition(entry), state.values, state.turn)]

    def holds(self, state: State, conditions: Iterable[Mapping[str, Any]]) -> bool:
        """Say whether all conditions hold.

        Args:
            state: a state of this story.
            conditions: as they stand in the definition.

        Returns:
            True when none fails.
        """
        return not self.failing(state, conditions)

    def _move(self, state: State, option: _Option) -> Move:
        values = self._changed(state.values, option.effects, f"{state.scene}/{option.id}")
        to, events = self._arrive(option.to, values, state.events, min(state.turn + 1, self._last_turn))
        points = option.points
        if not self._options[to.scene]:
            points += sum(worth for when, worth in self._worth if _all_hold(when, to.values, to.turn))
        return Move(option.id, points, to, events)

    def _arrive(self, scene: str, values: tuple[Value, ...], events: int, turn: int) -> tuple[State, tuple[str, ...]]:
        """Let happen what happens in a scene, each event once; one that leads elsewhere begins the list again there."""
        told: list[str] = []
        place = 0
        while place < len(self._events):
            event, bit = self._events[place], 1 << place
            place += 1
            if events & bit or scene not in event.scenes or not _all_hold(event.when, values, turn):
                continue
            events |= bit
            told.append(event.id)
            values = self._changed(values, event.effects, event.id)
            if event.to:
                scene, place = event.to, 0
        return self._state(scene, values, events, turn), tuple(told)

    def _state(self, scene: str, values: tuple[Value, ...], events: int, turn: int) -> State:
        key = (scene, values, events, turn)
        found = self._states.get(key)
        if found is None:
            if len(self._states) >= self._most:
                raise TooManyStatesError
            found = self._states[key] = State(scene, values, events, turn)
        return found

    def _changed(self, values: tuple[Value, ...], effects: tuple[_Effect, ...], owner: str) -> tuple[Value, ...]:
        if not effects:
            return values
        changed = list(values)
        for slot, add, value in effects:
            changed[slot] = self._added(slot, int(changed[slot]) + add, owner) if value is None else value
        return tuple(changed)

    def _added(self, slot: int, wanted: int, owner: str) -> int:
        variable = self._variables[slot]
        kept: int = min(max(wanted, variable["low"]), variable["high"])
        if kept != wanted and not variable["stops"]:
            self.beyond.add((owner, variable["id"]))
        return kept

    def _option(self, entry: Mapping[str, Any]) -> _Option:
        return _Option(entry["id"], entry["points"], entry["to"], self._conditions(entry), self._effects(entry))

    def _event(self, entry: Mapping[str, Any]) -> _Event:
        scenes = frozenset(entry["at"] or (scene for scene, options in self._options.items() if options))
        return _Event(entry["id"], scenes, self._conditions(entry), self._effects(entry), entry["to"])

    def _conditions(self, entry: Mapping[str, Any]) -> tuple[Condition, ...]:
        return tuple(map(self._condition, entry.get("when", ())))

    def _condition(self, entry: Mapping[str, Any]) -> Condition:
        words = frozenset(entry["is"]) if "is" in entry else None
        slot = self._slots[entry["var"]]
        return Condition(slot, entry.get("at_least", _LOWEST), entry.get("at_most", _HIGHEST), words)

    def _effects(self, entry: Mapping[str, Any]) -> tuple[_Effect, ...]:
        return tuple(
            _Effect(self._slots[effect["var"]], effect.get("add", 0), effect.get("set"))
            for effect in entry.get("effects", ())
        )


def variants(definition: Definition) -> list[dict[str, Any]]:
    """List what can be drawn for an attempt.

    Args:
        definition: a definition whose events are well formed.

    Returns:
        Every variant, the one in which nothing happens by chance first; [{}] when nothing does.
    """
    drawn = _by_chance(definition)
    if not drawn:
        return [{}]
    subsets = chain.from_iterable(combinations(drawn, count) for count in range(len(drawn) + 1))
    return [{"events": [event["id"] for event in subset]} for subset in subsets]


def draw(definition: Definition, seed: bytes) -> dict[str, Any]:
    """Draw which events of chance an attempt has.

    Args:
        definition: a definition without problems.
        seed: secret bytes of the attempt.

    Returns:
        {"events": ids of those that it has}; {} when nothing happens by chance.

    Source:
        scoring.md 3b, injects.
    """
    drawn = _by_chance(definition)
    if not drawn:
        return {}
    stream = Stream(seed, "branch.events")
    return {"events": [event["id"] for event in drawn if stream.below(ALWAYS) < event["chance"]]}


def is_simple(definition: Definition) -> bool:
    """Say whether a case has scenes and options only.

    Args:
        definition: a definition whose parts are well formed.

    Returns:
        True without variables, events and worth at the end.
    """
    return not any(definition.get(name) for name in PARTS)


def _by_chance(definition: Definition) -> list[Mapping[str, Any]]:
    return [event for event in definition.get("events", ()) if event["chance"] < ALWAYS]


def _of_attempt(definition: Definition, variant: Variant) -> list[Mapping[str, Any]]:
    listed = variant.get("events")
    drawn = listed if isinstance(listed, list) else []
    return [event for event in definition.get("events", ()) if event["chance"] >= ALWAYS or event["id"] in drawn]


def last_turn(definition: Definition) -> int:
    """Give the turn after which no condition asks for the number of decisions any more.

    Args:
        definition: a definition whose parts are well formed.

    Returns:
        Number of decisions, up to which states count them; 0 when nothing depends on it.
    """
    options = [option for scene in definition["scenes"] for option in scene["options"]]
    owners = [*options, *definition.get("events", ()), *definition.get("worth", ())]
    asked = [entry for owner in owners for entry in owner.get("when", ()) if entry["var"] == TURN]
    return max((max(entry.get("at_least", 0), entry.get("at_most", -1) + 1) for entry in asked), default=0)


def _all_hold(conditions: tuple[Condition, ...], values: tuple[Value, ...], turn: int) -> bool:
    return all(_holds(condition, values, turn) for condition in conditions)


def _holds(condition: Condition, values: tuple[Value, ...], turn: int) -> bool:
    value = turn if condition.slot == _TURN_SLOT else values[condition.slot]
    if isinstance(value, str):
        return condition.words is not None and value in condition.words
    return condition.lowest <= value <= condition.highest
