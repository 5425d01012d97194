"""Checks that are total for any JSON and say in plain words what an author has to do."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assessments.rules.types.scores import Problem

FORMAT = 1
MAX_POINTS = 1000
MAX_PROBLEMS = 100
MAX_LANGUAGES = 50
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TAG = re.compile(r"<[^<>]*>")

Checked = list[tuple[str, Mapping[str, Any]]]


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation.

    Args:
        text: the English sentence, with named `%(name)s` places.

    Returns:
        The same sentence; whoever shows it translates it.
    """
    return text


class Report:
    """Collects problems, at most `MAX_PROBLEMS`."""

    def __init__(self) -> None:
        """Begin with none."""
        self.problems: list[Problem] = []

    def add(self, path: str, template: str, **params: Any) -> None:
        """Note a problem.

        Args:
            path: JSON Pointer to the place.
            template: sentence marked with `gettext_noop`.
            params: what fills its places.
        """
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(path, template % params, template, params))


def is_id(value: object) -> bool:
    """Say whether a value may serve as an id.

    Args:
        value: any value.

    Returns:
        True for 1 to 64 letters, digits, hyphens and underscores of ASCII.
    """
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def whole_number(report: Report, path: str, value: object, lowest: int, highest: int) -> bool:
    """Require a whole number within a range.

    Args:
        report: where a problem goes.
        path: JSON Pointer to the value.
        value: any JSON value.
        lowest: lowest number allowed.
        highest: highest number allowed.

    Returns:
        Whether it is one.
    """
    if type(value) is int and lowest <= value <= highest:
        return True
    template = gettext_noop("Enter a whole number from %(lowest)s to %(highest)s.")
    report.add(path, template, lowest=lowest, highest=highest)
    return False


def one_of(report: Report, path: str, value: object, allowed: Iterable[str]) -> bool:
    """Require one of several words.

    Args:
        report: where a problem goes.
        path: JSON Pointer to the value.
        value: any JSON value.
        allowed: the words.

    Returns:
        Whether it is one of them.
    """
    words = sorted(allowed)
    if isinstance(value, str) and value in words:
        return True
    report.add(path, gettext_noop("Choose one of: %(words)s."), words=", ".join(words))
    return False


def competency(report: Report, path: str, value: object) -> None:
    """Require the key of a competency or nothing.

    Args:
        report: where a problem goes.
        path: JSON Pointer to the value.
        value: any JSON value.
    """
    if value is not None and not is_id(value):
        report.add(path, gettext_noop("Choose a competency from the list, or none."))


def objects(report: Report, path: str, value: object, lowest: int, highest: int) -> Checked:
    """Require a list of objects with ids of their own.

    Args:
        report: where problems go.
        path: JSON Pointer to the value.
        value: any JSON value.
        lowest: fewest entries allowed.
        highest: most entries allowed; what follows is not looked at.

    Returns:
        (JSON Pointer, object) of each entry that has a proper id not used before it.
    """
    if not isinstance(value, list):
        report.add(path, gettext_noop("Add a list here."))
        return []
    if not lowest <= len(value) <= highest:
        template = gettext_noop("Keep between %(lowest)s and %(highest)s entries here; there are %(count)s.")
        report.add(path, template, lowest=lowest, highest=highest, count=len(value))
    return list(_with_ids(report, path, value[:highest]))


def _with_ids(report: Report, path: str, entries: list[Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    seen: set[str] = set()
    for position, entry in enumerate(entries):
        here = f"{path}/{position}"
        if not isinstance(entry, dict):
            report.add(here, gettext_noop("Replace this entry by one with an id."))
        elif not is_id(entry.get("id")):
            template = gettext_noop("Give this entry an id of 1 to 64 letters, digits, hyphens or underscores.")
            report.add(f"{here}/id", template)
        elif entry["id"] in seen:
            report.add(f"{here}/id", gettext_noop("Use another id: “%(id)s” is taken."), id=entry["id"])
        else:
            seen.add(entry["id"])
            yield here, entry


def head(report: Report, definition: Mapping[str, Any]) -> None:
    """Check what definitions of all kinds have.

    Args:
        report: where problems go.
        definition: any JSON object.
    """
    whole_number(report, "/format", definition.get("format"), FORMAT, FORMAT)
    whole_number(report, "/points", definition.get("points"), 1, MAX_POINTS)
    if not is_id(definition.get("key")):
        report.add("/key", gettext_noop("Give the exercise its key: letters, digits and hyphens, at most 64."))
    _text_tables(report, definition.get("texts"))
    title = gettext_noop("Write the title of the exercise (language: %(language)s).")
    require_texts(report, definition, [("title", title)])


def _text_tables(report: Report, tables: object) -> None:
    if not isinstance(tables, dict) or not 1 <= len(tables) <= MAX_LANGUAGES:
        report.add("/texts", gettext_noop("Write the texts in at least one language."))
        return
    for language, table in tables.items():
        here = f"/texts/{pointer(language)}"
        if not is_id(language):
            report.add(here, gettext_noop("Name the language by its code, for instance “en” or “fr-ca”."))
        if not isinstance(table, dict):
            report.add(here, gettext_noop("Write the texts of this language as named texts."))
        elif not all(isinstance(value, str) for value in table.values()):
            report.add(here, gettext_noop("Make every entry of this language a text."))


def require_texts(report: Report, definition: Mapping[str, Any], wanted: Iterable[tuple[str, str]]) -> None:
    """Require texts in every language that the definition has.

    Args:
        report: where problems go.
        definition: any JSON object.
        wanted: (text path, sentence with a place for `language`).
    """
    tables = definition.get("texts")
    known = sorted(tables.items(), key=lambda pair: pair[0])[:MAX_LANGUAGES] if isinstance(tables, dict) else []
    for path, template in wanted:
        for language, table in known:
            if isinstance(table, dict) and not says_something(table.get(path)):
                report.add(f"/texts/{pointer(language)}/{path}", template, language=language)


def says_something(value: object) -> bool:
    """Say whether a text has any content.

    Args:
        value: any JSON value.

    Returns:
        True for text that is more than spaces and empty tags; a picture is content.
    """
    return isinstance(value, str) and ("<img" in value or bool(_TAG.sub("", value).strip()))


def pointer(name: str) -> str:
    """Escape a name for a JSON Pointer.

    Args:
        name: any text.

    Returns:
        The reference token.

    Source:
        RFC 6901, section 3.
    """
    return name.replace("~", "~0").replace("/", "~1")
