"""What an author has to change in an in-tray."""

from collections.abc import Iterator
from typing import Any

from assessments.rules.checks import Checked, Report, gettext_noop, objects, one_of, require_texts
from assessments.rules.scorers.papers.check import check_ordered, check_parts, check_words
from assessments.rules.scorers.results import name_of
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import Problem

MAX_LETTERS = 30
FORMS = ("call", "email", "letter", "message")


def problems(definition: Definition) -> list[Problem]:
    """List what an author has to change.

    Args:
        definition: any JSON object.

    Returns:
        Problems, [] when there is none.
    """
    report = Report()
    check_words(report, definition, "actions", 2)
    check_words(report, definition, "owners", 0)
    items = check_parts(report, definition)
    letters = objects(report, "/letters", definition.get("letters"), 1, MAX_LETTERS)
    for path, letter in letters:
        one_of(report, f"{path}/form", letter.get("form"), FORMS)
    require_texts(report, definition, _texts(letters))
    check_ordered(report, definition, letters)
    _share_out(report, definition, items, letters)
    return report.problems


def _share_out(report: Report, definition: Definition, items: Checked, letters: Checked) -> None:
    """Require that each question belongs to one letter or to the reply."""
    waiting = {item["id"] for _, item in items}
    for path, letter in letters:
        if not letter.get("items"):
            report.add(f"{path}/items", gettext_noop("List at least one entry here."))
        _take(report, f"{path}/items", letter.get("items"), waiting)
    reply = definition.get("reply")
    if isinstance(reply, dict):
        _take(report, "/reply/items", reply.get("items"), waiting)
        _check_letter(report, reply.get("letter"), letters)
    elif reply is not None:
        report.add("/reply", gettext_noop("Write the reply as one object with named parts, or leave it out."))
    for left in sorted(waiting):
        report.add("/items", gettext_noop("Say to which letter “%(item)s” belongs."), item=left)


def _take(report: Report, path: str, value: object, waiting: set[str]) -> None:
    for position, item in enumerate(value if isinstance(value, list) else [value]):
        if isinstance(item, str) and item in waiting:
            waiting.remove(item)
        else:
            template = gettext_noop("Replace “%(entry)s” by the id of a question that belongs nowhere else.")
            report.add(f"{path}/{position}", template, entry=name_of(item))


def _check_letter(report: Report, wanted: Any, letters: Checked) -> None:
    if wanted not in [letter["id"] for _, letter in letters]:
        template = gettext_noop("Replace “%(entry)s” by the id of an entry of this exercise.")
        report.add("/reply/letter", template, entry=name_of(wanted))


def _texts(letters: Checked) -> Iterator[tuple[str, str]]:
    for _, letter in letters:
        base = f"letters.{letter['id']}"
        yield f"{base}.sender", gettext_noop("Write from whom this is (language: %(language)s).")
        yield f"{base}.subject", gettext_noop("Write what this is about (language: %(language)s).")
        yield f"{base}.body_html", gettext_noop("Write what it says (language: %(language)s).")
