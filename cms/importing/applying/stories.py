"""A branching case as the fields of its page; scenes, variables and words are named there by what they are called."""

from collections.abc import Mapping, Sequence
from typing import Any

from cms.importing.applying.bodies import Raw, item
from cms.importing.reading.story_types import (
    BranchBody,
    CaseEvent,
    CaseVariable,
    Condition,
    Effect,
    EndingWorth,
    Scene,
    SceneOption,
)


def branch(body: BranchBody) -> dict[str, Any]:
    names = _Names(body)
    return {
        "points": body.points,
        "scenes": [_block("scene", scene.id, names.scene(scene)) for scene in body.scenes],
        "variables": [_variable(variable) for variable in body.variables],
        "events": [_block("event", event.id, names.event(event)) for event in body.events],
        "worth": [_block("worth", worth.id, names.worth(worth)) for worth in body.worth],
    }


def _block(kind: str, block_id: str, value: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": kind, "id": block_id, "value": value}


def _variable(variable: CaseVariable) -> dict[str, Any]:
    if variable.words:
        words = [item(word.id, {"text": word.text}) for word in variable.words]
        start = next(word.text for word in variable.words if word.id == variable.start)
        value = {"name": variable.name, "words": words, "start": start, "shown": variable.shown}
        return _block("word", variable.id, value)
    value = {
        "name": variable.name,
        "low": variable.low,
        "high": variable.high,
        "start": int(variable.start),
        "unit": variable.unit,
        "shown": variable.shown,
        "stops": variable.stops,
    }
    return _block("number", variable.id, value)


class _Names:
    """What the ids of one file are called."""

    def __init__(self, body: BranchBody) -> None:
        self._titles = {scene.id: scene.title for scene in body.scenes}
        self._variables = {variable.id: variable for variable in body.variables}

    def scene(self, scene: Scene) -> dict[str, Any]:
        options = [item(option.id, self._choice(option)) for option in scene.options]
        return {"title": scene.title, "text": scene.body_html, "options": options}

    def _choice(self, option: SceneOption) -> dict[str, Any]:
        return {
            "text": option.text,
            "outcome": option.outcome_html,
            "quality": option.quality,
            "why": option.why,
            "goes_on_to": self._titles[option.next],
            **self._ways(option.when, option.effects),
        }

    def event(self, event: CaseEvent) -> dict[str, Any]:
        return {
            "title": event.title,
            "text": event.body_html,
            "scenes": "\n".join(self._titles[scene] for scene in event.scenes),
            "when": self._conditions(event.when),
            "chance": event.chance,
            "effects": self._effects(event.effects),
            "goes_on_to": self._titles.get(event.next, ""),
            "why": event.why,
        }

    def worth(self, worth: EndingWorth) -> dict[str, Any]:
        return {"text": worth.text, "when": self._conditions(worth.when), "points": worth.points}

    def _ways(self, when: Sequence[Condition], effects: Sequence[Effect]) -> dict[str, Raw]:
        """Give what a choice asks for and changes; a plain one keeps the form that it always had."""
        found = {"when": self._conditions(when), "effects": self._effects(effects)}
        return {name: entries for name, entries in found.items() if entries}

    def _conditions(self, conditions: Sequence[Condition]) -> Raw:
        return _numbered([self._condition(condition) for condition in conditions])

    def _condition(self, condition: Condition) -> dict[str, Any]:
        words = "\n".join(self._word(condition.variable, word) for word in condition.words)
        limits = {"at_least": condition.at_least, "at_most": condition.at_most}
        return {"variable": self._name(condition.variable), **limits, "words": words}

    def _effects(self, effects: Sequence[Effect]) -> Raw:
        return _numbered([self._effect(effect) for effect in effects])

    def _effect(self, effect: Effect) -> dict[str, Any]:
        changed = self._word(effect.variable, effect.set)
        return {"variable": self._name(effect.variable), "add": effect.add, "set": changed}

    def _name(self, variable: str) -> str:
        """Give the name of a variable; "" for the number of decisions."""
        return self._variables[variable].name if variable in self._variables else ""

    def _word(self, variable: str, value: str) -> str:
        words = self._variables[variable].words if variable in self._variables else ()
        return next((word.text for word in words if word.id == value), value)


def _numbered(entries: Sequence[dict[str, Any]]) -> Raw:
    return [item(str(number), entry) for number, entry in enumerate(entries, start=1)]
