"""What an author has to change in the variables, events and values at the end of a branching case."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from assessments.rules.checks import Checked, Report, gettext_noop, is_id, objects, whole_number
from assessments.rules.scorers.branch.story import ALWAYS, TURN
from assessments.rules.scorers.results import name_of
from assessments.rules.types.kinds import Definition

MAX_VARIABLES = 6
MAX_EVENTS = 20
MAX_BY_CHANCE = 4
MAX_WORTH = 10
MAX_CONDITIONS = 6
WORDS = (2, 8)
NUMBERS = (-1000, 1000)
TURNS = (0, 200)
WORTH_POINTS = (-6, 6)

_Entry = Mapping[str, Any]


def check(report: Report, definition: Definition, scenes: Collection[str]) -> "Parts":
    """Check what a simple case does not have.

    Args:
        report: where problems go.
        definition: any JSON object.
        scenes: ids of the scenes.

    Returns:
        What goes on to check the options.
    """
    parts = Parts(report, definition, scenes)
    parts.check()
    return parts


class Parts:
    """The variables, events and values at the end of one definition."""

    def __init__(self, report: Report, definition: Definition, scenes: Collection[str]) -> None:
        """Find them.

        Args:
            report: where problems go.
            definition: any JSON object.
            scenes: ids of the scenes.
        """
        self._report = report
        self._scenes = scenes
        self._variables = self._list(definition, "variables", MAX_VARIABLES)
        self._events = self._list(definition, "events", MAX_EVENTS)
        self._worth = self._list(definition, "worth", MAX_WORTH)
        self._by_id: dict[str, _Entry] = {entry["id"]: entry for _, entry in self._variables}

    def _list(self, definition: Definition, name: str, most: int) -> Checked:
        return objects(self._report, f"/{name}", definition[name], 0, most) if name in definition else []

    def check(self) -> None:
        """Check the lists."""
        for path, variable in self._variables:
            self._variable(path, variable)
        for path, event in self._events:
            self._event(path, event)
        self._by_chance()
        for path, worth in self._worth:
            whole_number(self._report, f"{path}/points", worth.get("points"), *WORTH_POINTS)
            self._each(f"{path}/when", worth.get("when"), self._condition)

    def ways(self, path: str, option: _Entry) -> None:
        """Check the conditions and effects of an option, each of which may be missing.

        Args:
            path: JSON Pointer to the option.
            option: any JSON object.
        """
        for name, check_one in (("when", self._condition), ("effects", self._effect)):
            if name in option:
                self._each(f"{path}/{name}", option[name], check_one)

    def _variable(self, path: str, variable: _Entry) -> None:
        if variable["id"] == TURN:
            template = gettext_noop("Use another id: “%(id)s” stands for the number of decisions.")
            self._report.add(f"{path}/id", template, id=TURN)
        self._flag(f"{path}/shown", variable.get("shown"))
        if "words" in variable:
            self._words(path, variable)
        else:
            self._flag(f"{path}/stops", variable.get("stops"))
            self._number(path, variable)

    def _flag(self, path: str, value: object) -> None:
        if not isinstance(value, bool):
            self._report.add(path, gettext_noop("Say yes or no."))

    def _words(self, path: str, variable: _Entry) -> None:
        words = variable["words"]
        proper = isinstance(words, list) and all(map(is_id, words)) and len(set(words)) == len(words)
        if not proper or not WORDS[0] <= len(words) <= WORDS[1]:
            template = gettext_noop("Give this variable from %(lowest)s to %(highest)s different words.")
            self._report.add(f"{path}/words", template, lowest=WORDS[0], highest=WORDS[1])
        elif variable.get("start") not in words:
            self._report.add(f"{path}/start", gettext_noop("Begin with one of the words of this variable."))

    def _number(self, path: str, variable: _Entry) -> None:
        low, high = variable.get("low"), variable.get("high")
        sound = [whole_number(self._report, f"{path}/{name}", variable.get(name), *NUMBERS) for name in ("low", "high")]
        if not (all(sound) and isinstance(low, int) and isinstance(high, int)):
            return
        if low >= high:
            self._report.add(f"{path}/high", gettext_noop("Make the highest number greater than the lowest."))
        else:
            whole_number(self._report, f"{path}/start", variable.get("start"), low, high)

    def _event(self, path: str, event: _Entry) -> None:
        places = event.get("at")
        if not isinstance(places, list) or not all(
            isinstance(place, str) and place in self._scenes for place in places
        ):
            self._report.add(f"{path}/at", gettext_noop("Name existing scenes, or none for every scene with choices."))
        whole_number(self._report, f"{path}/chance", event.get("chance"), 1, ALWAYS)
        self._each(f"{path}/when", event.get("when"), self._condition)
        self._each(f"{path}/effects", event.get("effects"), self._effect)
        target = event.get("to")
        if target != "" and (not isinstance(target, str) or target not in self._scenes):
            template = gettext_noop("Choose an existing scene: there is none with the id “%(scene)s”.")
            self._report.add(f"{path}/to", template, scene=name_of(target))

    def _by_chance(self) -> None:
        drawn = [path for path, event in self._events if event.get("chance") != ALWAYS]
        if len(drawn) > MAX_BY_CHANCE:
            template = gettext_noop("Let at most %(most)s events happen by chance.")
            self._report.add(f"{drawn[MAX_BY_CHANCE]}/chance", template, most=MAX_BY_CHANCE)

    def _each(self, path: str, entries: object, check_one: Any) -> None:
        if not isinstance(entries, list) or len(entries) > MAX_CONDITIONS:
            template = gettext_noop("Add a list of at most %(most)s entries here.")
            self._report.add(path, template, most=MAX_CONDITIONS)
            return
        for position, entry in enumerate(entries):
            here = f"{path}/{position}"
            if not isinstance(entry, dict):
                self._report.add(here, gettext_noop("Replace this entry by one that names a variable."))
            elif self._is_known(f"{here}/var", entry.get("var"), check_one == self._condition):
                check_one(here, entry)

    def _is_known(self, path: str, variable: object, turn: bool) -> bool:
        if isinstance(variable, str) and (variable in self._by_id or (turn and variable == TURN)):
            return True
        template = gettext_noop("Choose an existing variable: there is none with the id “%(variable)s”.")
        self._report.add(path, template, variable=name_of(variable))
        return False

    def _condition(self, path: str, entry: _Entry) -> None:
        words = self._words_of(entry["var"])
        limits = [name for name in ("at_least", "at_most") if name in entry]
        if words is not None:
            wanted = entry.get("is")
            proper = isinstance(wanted, list) and wanted and all(word in words for word in wanted)
            if limits or not proper:
                self._report.add(f"{path}/is", gettext_noop("Choose one or more words of this variable."))
            return
        if not limits or "is" in entry:
            self._report.add(path, gettext_noop("Give the lowest number for which this holds, the highest, or both."))
        bounds = TURNS if entry["var"] == TURN else NUMBERS
        for name in limits:
            whole_number(self._report, f"{path}/{name}", entry[name], *bounds)

    def _effect(self, path: str, entry: _Entry) -> None:
        words = self._words_of(entry["var"])
        if words is not None:
            if "add" in entry or entry.get("set") not in words:
                self._report.add(f"{path}/set", gettext_noop("Choose the word that this variable changes to."))
        elif ("add" in entry) == ("set" in entry):
            self._report.add(path, gettext_noop("Say either by how much this number changes, or what it becomes."))
        elif "add" in entry:
            whole_number(self._report, f"{path}/add", entry["add"], *NUMBERS)
        else:
            self._becomes(f"{path}/set", entry)

    def _becomes(self, path: str, entry: _Entry) -> None:
        """Check a number that is set, as far as its variable has limits."""
        low, high = (self._by_id[entry["var"]].get(name) for name in ("low", "high"))
        if isinstance(low, int) and isinstance(high, int):
            whole_number(self._report, path, entry["set"], low, high)

    def _words_of(self, variable: str) -> list[Any] | None:
        """List the words of a variable; None for a number."""
        entry = self._by_id.get(variable, {})
        if "words" not in entry:
            return None
        return entry["words"] if isinstance(entry["words"], list) else []

    def texts(self) -> Iterator[tuple[str, str]]:
        """List the texts that these parts need.

        Yields:
            (text path, sentence with a place for `language`).
        """
        for _, variable in self._variables:
            base = f"variables.{variable['id']}"
            yield f"{base}.name", gettext_noop("Write the name of this variable (language: %(language)s).")
            for word in filter(is_id, self._words_of(variable["id"]) or ()):
                yield f"{base}.words.{word}", gettext_noop("Write this word (language: %(language)s).")
        for _, event in self._events:
            base = f"events.{event['id']}"
            yield f"{base}.title", gettext_noop("Write the title of this event (language: %(language)s).")
            yield f"{base}.body_html", gettext_noop("Write what happens in this event (language: %(language)s).")
        for _, worth in self._worth:
            template = gettext_noop("Write what these points at the end are for (language: %(language)s).")
            yield f"worth.{worth['id']}.text", template
