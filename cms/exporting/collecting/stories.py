"""Variables, events and values at the end of a branching case, as the fields of its file."""

from collections.abc import Sequence
from typing import Any

from cms.definitions import BranchAuthored, CaseEvent, CaseVariable, Condition, Effect, EndingWorth
from cms.definitions.story import TURN, Story, fits, whole
from cms.definitions.texts import same_words
from cms.exporting.collecting.sheet import Sheet, without_empty

_Fields = dict[str, Any]
_NO_VARIABLE = "There is no variable “{}”. Name one of the case."
_NO_WORD = "The variable “{}” has no word “{}”. Name one of its words."
_MISFIT = "“{}” is given words and numbers. Name words of a word, or write numbers for a number."
_NO_SCENE = "There is no scene “{}”. Name one of the case."


class Told:
    """One case; what it names by a name gets its id."""

    def __init__(self, authored: BranchAuthored, sheet: Sheet) -> None:
        self.sheet = sheet
        self._authored = authored
        self._story = Story(authored)

    def variables(self) -> list[_Fields]:
        return [self._variable(variable) for variable in self._authored.variables]

    def _variable(self, variable: CaseVariable) -> _Fields:
        where = f"variable “{variable.name}”"
        name = {"id": variable.id, "name": self.sheet.plain(where, variable.name)}
        if variable.words:
            words = [{"id": word.id, "text": self.sheet.plain(where, word.text)} for word in variable.words]
            start = self._word(where, variable, variable.start) if variable.start else variable.words[0].id
            return {**name, "words": words, "start": start, "shown": variable.shown}
        fields = {
            **name,
            "low": variable.low,
            "high": variable.high,
            "start": whole(variable.start) or 0,
            "unit": self.sheet.plain(where, variable.unit),
            "shown": variable.shown,
            "stops": variable.stops,
        }
        return without_empty(fields, ["unit"])

    def events(self) -> list[_Fields]:
        return [self._event(event) for event in self._authored.events]

    def _event(self, event: CaseEvent) -> _Fields:
        where = f"event “{event.title}”"
        fields = {
            "id": event.id,
            "title": self.sheet.plain(where, event.title),
            "scenes": [self._scene(where, title) for title in event.scenes],
            "when": self.conditions(where, event.when),
            "chance": event.chance,
            "effects": self.effects(where, event.effects),
            "next": self._scene(where, event.goes_on_to) if event.goes_on_to else "",
            "body": self.sheet.rich(f"{where}, body", event.text_html),
            "why": self.sheet.plain(f"{where}, why", event.why),
        }
        return without_empty(fields, ["scenes", "when", "effects", "next", "why"])

    def worth(self) -> list[_Fields]:
        return [self._worth(worth) for worth in self._authored.worth]

    def _worth(self, worth: EndingWorth) -> _Fields:
        where = f"worth “{worth.text}”"
        when = self.conditions(where, worth.when)
        fields = {"id": worth.id, "text": self.sheet.plain(where, worth.text), "when": when, "points": worth.points}
        return without_empty(fields, ["when"])

    def conditions(self, where: str, conditions: Sequence[Condition]) -> list[_Fields]:
        return [self._condition(where, condition) for condition in conditions]

    def _condition(self, where: str, condition: Condition) -> _Fields:
        if not condition.variable:
            self._fit(where, None, condition)
            return {"variable": TURN, **_limits(condition)}
        variable = self._find(where, condition.variable)
        self._fit(where, variable, condition)
        if variable and variable.words:
            return {"variable": variable.id, "is": [self._word(where, variable, text) for text in condition.words]}
        return {"variable": variable.id if variable else "", **_limits(condition)}

    def effects(self, where: str, effects: Sequence[Effect]) -> list[_Fields]:
        return [self._effect(where, effect) for effect in effects]

    def _effect(self, where: str, effect: Effect) -> _Fields:
        variable = self._find(where, effect.variable)
        self._fit(where, variable, effect)
        if variable and variable.words:
            return {"variable": variable.id, "set": self._word(where, variable, effect.set)}
        changes = {"add": effect.add, "set": whole(effect.set)}
        name = variable.id if variable else ""
        return {"variable": name, **{key: value for key, value in changes.items() if value is not None}}

    def _find(self, where: str, name: str) -> CaseVariable | None:
        found = self._story.find(name)
        if found is None:
            self.sheet.note(where, _NO_VARIABLE.format(name))
        return found

    def _fit(self, where: str, variable: CaseVariable | None, part: Condition | Effect) -> None:
        is_known = variable is not None or not part.variable
        if is_known and not fits(variable, part):
            self.sheet.note(where, _MISFIT.format(part.variable or TURN))

    def _scene(self, where: str, title: str) -> str:
        found = self._story.scene(title)
        if not found:
            self.sheet.note(where, _NO_SCENE.format(title))
        return found

    def _word(self, where: str, variable: CaseVariable, text: str) -> str:
        wanted = same_words(text)
        found = next((word.id for word in variable.words if same_words(word.text) == wanted), "")
        if not found:
            self.sheet.note(where, _NO_WORD.format(variable.name, text))
        return found


def _limits(condition: Condition) -> _Fields:
    limits = {"at_least": condition.at_least, "at_most": condition.at_most}
    return {name: limit for name, limit in limits.items() if limit is not None}
