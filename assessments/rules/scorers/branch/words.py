"""Variables and events of a branching case in the words of its author."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessments.rules.scorers.branch.story import TURN, State, Value
from assessments.rules.texts import Texts
from assessments.rules.types.branch import (
    BranchChange,
    BranchCondition,
    BranchEvent,
    BranchEventDebrief,
    BranchVariable,
)
from assessments.rules.types.kinds import Definition

_Entry = Mapping[str, Any]


class Words:
    """The words for one reader; without `key` only those of the variables that a learner may see."""

    def __init__(self, definition: Definition, texts: Texts, *, key: bool) -> None:
        """Take the words of a case.

        Args:
            definition: a definition without problems.
            texts: its texts for the reader.
            key: whether the key is due.
        """
        self._texts = texts
        self._key = key
        self._variables: list[tuple[int, _Entry]] = [
            (slot, entry) for slot, entry in enumerate(definition.get("variables", ())) if key or entry["shown"]
        ]
        self._by_id: Mapping[str, _Entry] = {entry["id"]: entry for entry in definition.get("variables", ())}

    def variables(self, state: State, before: State) -> tuple[BranchVariable, ...]:
        """Say where the variables stand.

        Args:
            state: where the story stands.
            before: where it stood before the last decision.

        Returns:
            One entry per variable that may be seen.
        """
        return tuple(self._variable(slot, entry, state, before) for slot, entry in self._variables)

    def _variable(self, slot: int, entry: _Entry, state: State, before: State) -> BranchVariable:
        value, earlier = state.values[slot], before.values[slot]
        return BranchVariable(
            id=entry["id"],
            name=self._name(entry),
            text=self._text(entry, value),
            before="" if value == earlier else self._text(entry, earlier),
            number=value if isinstance(value, int) else None,
            low=entry.get("low", 0),
            high=entry.get("high", 0),
        )

    def changes(self, before: State, after: State) -> tuple[BranchChange, ...]:
        """Say which variables stand at something else.

        Args:
            before: one state.
            after: another.

        Returns:
            One entry per variable that differs and may be seen.
        """
        return tuple(
            BranchChange(
                self._name(entry), self._text(entry, before.values[slot]), self._text(entry, after.values[slot])
            )
            for slot, entry in self._variables
            if before.values[slot] != after.values[slot]
        )

    def rows(self, states: Sequence[State]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Follow the variables over several states.

        Args:
            states: in their order.

        Yields:
            The name of a variable that may be seen, and its text in each state.
        """
        for slot, entry in self._variables:
            yield self._name(entry), tuple(self._text(entry, state.values[slot]) for state in states)

    def conditions(self, entries: Sequence[_Entry]) -> tuple[BranchCondition, ...]:
        """Say what is asked for.

        Args:
            entries: conditions as they stand in the definition.

        Returns:
            One entry per limit or list of words.
        """
        return tuple(condition for entry in entries for condition in self._condition(entry))

    def _condition(self, entry: _Entry) -> Iterator[BranchCondition]:
        variable = self._by_id.get(entry["var"], {})
        name = "" if entry["var"] == TURN else self._name(variable)
        if "is" in entry:
            yield BranchCondition(name, "is", ", ".join(self._text(variable, word) for word in entry["is"]))
        for relation in ("at_least", "at_most"):
            if relation in entry:
                yield BranchCondition(name, relation, self._text(variable, entry[relation]))

    def events(self, ids: Sequence[str]) -> tuple[BranchEvent, ...]:
        """Tell what happened.

        Args:
            ids: of events, in their order.

        Returns:
            What the learner reads.
        """
        return tuple(BranchEvent(entry.id, entry.title, entry.body_html) for entry in self.explained(ids))

    def explained(self, ids: Sequence[str]) -> tuple[BranchEventDebrief, ...]:
        """Tell what happened, and why when the key is due.

        Args:
            ids: of events, in their order.

        Returns:
            What the learner reads after submitting.
        """
        return tuple(
            BranchEventDebrief(
                id=event,
                title=self._texts(f"events.{event}.title"),
                body_html=self._texts(f"events.{event}.body_html"),
                why=self._texts(f"events.{event}.why") if self._key else "",
            )
            for event in ids
        )

    def _name(self, entry: _Entry) -> str:
        return self._texts(f"variables.{entry['id']}.name")

    def _text(self, entry: _Entry, value: Value) -> str:
        """Write a value; a number with its unit."""
        if isinstance(value, str):
            return self._texts(f"variables.{entry['id']}.words.{value}")
        unit = self._texts(f"variables.{entry['id']}.unit") if entry else ""
        number = str(value).replace("-", "\N{MINUS SIGN}")
        return f"{number} {unit}" if unit else number
