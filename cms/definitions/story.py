"""Variables, events and values at the end of a branching case: what was written → definition, and what is wrong."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.definitions.authored import BranchAuthored
from cms.definitions.problems import AuthoringProblem
from cms.definitions.story_parts import CaseEvent, CaseVariable, Condition, Effect, EndingWorth
from cms.definitions.texts import same_words

TURN = "turn"
NO_SUCH = ""
_WHOLE = re.compile(r"[-+]?[0-9]{1,9}")

Titles = Mapping[str, str]
Part = Condition | Effect


class Story:
    """The parts of one case, found by what they are called."""

    def __init__(self, authored: BranchAuthored) -> None:
        self._authored = authored
        self._variables = {same_words(entry.name): entry for entry in reversed(authored.variables)}
        self._scenes = {same_words(scene.title): scene.id for scene in reversed(authored.scenes)}

    def structure(self) -> dict[str, Any]:
        """Give the parts that a simple case does not have; a name that means nothing becomes ""."""
        authored = self._authored
        parts = {
            "variables": [_variable(entry) for entry in authored.variables],
            "events": [self._event(entry) for entry in authored.events],
            "worth": [self._worth(entry) for entry in authored.worth],
        }
        return {name: entries for name, entries in parts.items() if entries}

    def ways(self, when: tuple[Condition, ...], effects: tuple[Effect, ...]) -> dict[str, Any]:
        """Give the conditions and effects of a choice, as far as it has any."""
        found = {"when": self._conditions(when), "effects": self._effects(effects)}
        return {name: entries for name, entries in found.items() if entries}

    def find(self, variable: str) -> CaseVariable | None:
        return self._variables.get(same_words(variable))

    def scene(self, title: str) -> str:
        """Give the id of the scene with this title; "" when there is none."""
        return self._scenes.get(same_words(title), NO_SUCH)

    def _event(self, event: CaseEvent) -> dict[str, Any]:
        following = self.scene(event.goes_on_to) or None
        return {
            "id": event.id,
            "at": [self.scene(title) for title in event.scenes],
            "when": self._conditions(event.when),
            "chance": event.chance,
            "effects": self._effects(event.effects),
            "to": following if event.goes_on_to.strip() else "",
        }

    def _worth(self, worth: EndingWorth) -> dict[str, Any]:
        return {"id": worth.id, "when": self._conditions(worth.when), "points": worth.points}

    def _conditions(self, conditions: tuple[Condition, ...]) -> list[dict[str, Any]]:
        return [self._condition(condition) for condition in conditions]

    def _condition(self, condition: Condition) -> dict[str, Any]:
        variable = self.find(condition.variable)
        if variable and variable.words:
            return {"var": variable.id, "is": [_word(variable, text) for text in condition.words]}
        name = (variable.id if variable else NO_SUCH) if condition.variable.strip() else TURN
        limits = {"at_least": condition.at_least, "at_most": condition.at_most}
        return {"var": name, **{key: limit for key, limit in limits.items() if limit is not None}}

    def _effects(self, effects: tuple[Effect, ...]) -> list[dict[str, Any]]:
        return [self._effect(effect) for effect in effects]

    def _effect(self, effect: Effect) -> dict[str, Any]:
        variable = self.find(effect.variable)
        if variable and variable.words:
            return {"var": variable.id, "set": _word(variable, effect.set)}
        changes = {"add": effect.add, "set": whole(effect.set)}
        name = variable.id if variable else NO_SUCH
        return {"var": name, **{key: value for key, value in changes.items() if value is not None}}


def whole(text: str) -> int | None:
    """Read a whole number; None when it is something else."""
    found = text.strip().replace("\N{MINUS SIGN}", "-")
    return int(found) if _WHOLE.fullmatch(found) else None


def _variable(variable: CaseVariable) -> dict[str, Any]:
    if variable.words:
        words = [word.id for word in variable.words]
        start = _word(variable, variable.start) if variable.start.strip() else words[0]
        return {"id": variable.id, "words": words, "start": start, "shown": variable.shown}
    start_at = whole(variable.start) if variable.start.strip() else variable.low
    numbers = {"low": variable.low, "high": variable.high, "start": start_at}
    return {"id": variable.id, **numbers, "shown": variable.shown, "stops": variable.stops}


def _word(variable: CaseVariable, text: str) -> str:
    wanted = same_words(text)
    return next((word.id for word in variable.words if same_words(word.text) == wanted), NO_SUCH)


def texts(authored: BranchAuthored) -> dict[str, str]:
    found: dict[str, str] = {}
    for variable in authored.variables:
        path = f"variables.{variable.id}"
        found |= {f"{path}.name": variable.name, f"{path}.unit": variable.unit}
        found |= {f"{path}.words.{word.id}": word.text for word in variable.words}
    for event in authored.events:
        path = f"events.{event.id}"
        found |= {f"{path}.title": event.title, f"{path}.body_html": event.text_html, f"{path}.why": event.why}
    return found | {f"worth.{worth.id}.text": worth.text for worth in authored.worth}


def is_simple(authored: BranchAuthored) -> bool:
    return not (authored.variables or authored.events or authored.worth)


def problems(authored: BranchAuthored) -> list[AuthoringProblem]:
    """List the names that mean nothing or are used twice, and what does not fit its variable."""
    found = _repeated(authored)
    story = Story(authored)
    for field, block_id, parts in _named(authored):
        for part in parts:
            found += [AuthoringProblem(field, message, block_id) for message in _wrong(story, part)]
    for event in authored.events:
        titles = [*event.scenes, *filter(str.strip, [event.goes_on_to])]
        found += [_no_scene(event, title) for title in titles if not story.scene(title)]
    return found


def _repeated(authored: BranchAuthored) -> list[AuthoringProblem]:
    seen: set[str] = set()
    found = []
    for variable in authored.variables:
        words = same_words(variable.name)
        if words and words in seen:
            message = _("Two variables are called “%(name)s”. Give each its own name.") % {"name": variable.name}
            found.append(AuthoringProblem("variables", message, variable.id))
        seen.add(words)
        found += _repeated_words(variable)
    return found


def _repeated_words(variable: CaseVariable) -> list[AuthoringProblem]:
    template = _("The variable “%(name)s” has the word “%(word)s” twice. Give each word once.")
    return [
        AuthoringProblem("variables", template % {"name": variable.name, "word": word.text.strip()}, variable.id)
        for word in variable.words
        if word.text.strip() and _word(variable, word.text) != word.id
    ]


def _named(authored: BranchAuthored) -> Iterator[tuple[str, str, tuple[Part, ...]]]:
    """Yield (page field, block id, what names a variable there)."""
    for scene in authored.scenes:
        for option in scene.options:
            yield "scenes", scene.id, (*option.when, *option.effects)
    for event in authored.events:
        yield "events", event.id, (*event.when, *event.effects)
    for worth in authored.worth:
        yield "worth", worth.id, worth.when


def _wrong(story: Story, part: Part) -> list[str]:
    variable = story.find(part.variable)
    if variable is None and (part.variable.strip() or isinstance(part, Effect)):
        return [_("There is no variable called “%(name)s”.") % {"name": part.variable.strip()}]
    if not fits(variable, part):
        return [_misfit(variable)]
    if variable is None or not variable.words:
        return []
    words = part.words if isinstance(part, Condition) else tuple(filter(str.strip, [part.set]))
    template = _("The variable “%(name)s” has no word “%(word)s”.")
    return [template % {"name": variable.name, "word": word} for word in words if not _word(variable, word)]


def fits(variable: CaseVariable | None, part: Part) -> bool:
    """Tell whether only words are said of a word, and only numbers of a number; None = the number of decisions."""
    is_word = variable is not None and bool(variable.words)
    if isinstance(part, Condition):
        return (part.at_least is None and part.at_most is None) if is_word else not part.words
    return part.add is None if is_word else not part.set.strip() or whole(part.set) is not None


def _misfit(variable: CaseVariable | None) -> str:
    name = {"name": _("Decisions taken") if variable is None else variable.name}
    if variable and variable.words:
        return _("“%(name)s” is one of several words. Name words here, and no numbers.") % name
    return _("“%(name)s” is a number. Write numbers here, and no words.") % name


def _no_scene(event: CaseEvent, title: str) -> AuthoringProblem:
    message = _("Event “%(event)s”: there is no scene called “%(title)s”.")
    return AuthoringProblem("events", message % {"event": event.title, "title": title.strip()}, event.id)
