"""What an author has to change in written work."""

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.rules.checks import (
    Checked,
    Report,
    competency,
    gettext_noop,
    objects,
    one_of,
    require_texts,
    whole_number,
)
from assessments.rules.scorers.rubric.checking import CHECKS, PLACES
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import Problem

FORMS = ("letter", "memo", "note-verbale", "other", "readout", "term-sheet")
LEVELS = (2, 6)
CRITERIA = (2, 8)
MOST_DOCUMENTS, MOST_EXEMPLARS, MOST_CHECKS = 8, 6, 20
MOST_WORDS = 2500
HIGHEST = 100


def problems(definition: Definition) -> list[Problem]:
    """List what an author has to change.

    Args:
        definition: any JSON object.

    Returns:
        Problems in the order of the definition, [] when there is none.
    """
    report = Report()
    one_of(report, "/form", definition.get("form"), FORMS)
    _window(report, definition.get("window"))
    levels = objects(report, "/levels", definition.get("levels"), *LEVELS)
    criteria = objects(report, "/criteria", definition.get("criteria"), *CRITERIA)
    ids = [level["id"] for _, level in levels]
    worth = [_points(report, path, criterion, ids) for path, criterion in criteria]
    if ids and all(worth) and definition.get("points") != sum(worth):
        template = gettext_noop("The exercise is worth what its criteria are worth together: %(points)s points.")
        report.add("/points", template, points=sum(worth))
    documents = objects(report, "/documents", definition.get("documents"), 0, MOST_DOCUMENTS)
    exemplars = objects(report, "/exemplars", definition.get("exemplars"), 0, MOST_EXEMPLARS)
    for path, exemplar in exemplars:
        _exemplar(report, path, exemplar, [criterion["id"] for _, criterion in criteria], ids)
    checks = objects(report, "/checks", definition.get("checks"), 0, MOST_CHECKS)
    for path, entry in checks:
        _check(report, path, entry)
    parts: tuple[Checked, ...] = (levels, criteria, documents, exemplars, checks)
    require_texts(report, definition, _texts(*parts))
    return report.problems


def _window(report: Report, window: object) -> None:
    least, most = (window.get("least"), window.get("most")) if isinstance(window, dict) else (None, None)
    is_least = whole_number(report, "/window/least", least, 1, MOST_WORDS)
    is_most = whole_number(report, "/window/most", most, 1, MOST_WORDS)
    if is_least and is_most and isinstance(window, dict) and window["least"] > window["most"]:
        report.add("/window/most", gettext_noop("Let the most words be at least as many as the fewest."))


def _points(report: Report, path: str, criterion: Mapping[str, Any], levels: list[str]) -> int:
    """Check what the levels of a criterion are worth; give what the highest is, 0 when something is wrong."""
    competency(report, f"{path}/competency", criterion.get("competency"))
    points = criterion.get("points")
    if not isinstance(points, dict) or set(points) != set(levels):
        report.add(f"{path}/points", gettext_noop("Say for each level what it is worth."))
        return 0
    checked = [whole_number(report, f"{path}/points/{level}", points[level], 0, HIGHEST) for level in levels]
    if not levels or not all(checked):
        return 0
    worth: list[int] = [points[level] for level in levels]
    if worth != sorted(worth) or worth[0] == worth[-1]:
        report.add(
            f"{path}/points", gettext_noop("Let no level be worth less than the one below it, and the last one more.")
        )
        return 0
    return worth[-1]


def _exemplar(report: Report, path: str, exemplar: Mapping[str, Any], criteria: list[str], levels: list[str]) -> None:
    given = exemplar.get("levels")
    known = given if isinstance(given, dict) else {}
    if set(known) != set(criteria) or any(level not in levels for level in known.values()):
        report.add(f"{path}/levels", gettext_noop("Say for each criterion which level this text shows."))


def _check(report: Report, path: str, entry: Mapping[str, Any]) -> None:
    if one_of(report, f"{path}/check", entry.get("check"), CHECKS) and entry["check"] == "part":
        one_of(report, f"{path}/place", entry.get("place"), PLACES)


def _texts(
    levels: Checked, criteria: Checked, documents: Checked, exemplars: Checked, checks: Checked
) -> Iterator[tuple[str, str]]:
    yield "prompt_html", gettext_noop("Write what is to be written, for whom and why (language: %(language)s).")
    for _, level in levels:
        yield f"levels.{level['id']}.name", gettext_noop("Name this level (language: %(language)s).")
    for _, criterion in criteria:
        base = f"criteria.{criterion['id']}"
        yield f"{base}.name", gettext_noop("Name this criterion (language: %(language)s).")
        for _, level in levels:
            template = gettext_noop("Write what can be seen in a text of this level (language: %(language)s).")
            yield f"{base}.levels.{level['id']}.text", template
    for _, document in documents:
        base = f"documents.{document['id']}"
        yield f"{base}.title", gettext_noop("Name this document (language: %(language)s).")
        yield f"{base}.body_html", gettext_noop("Write what this document says (language: %(language)s).")
    for _, exemplar in exemplars:
        base = f"exemplars.{exemplar['id']}"
        yield f"{base}.title", gettext_noop("Name this exemplar (language: %(language)s).")
        yield f"{base}.text", gettext_noop("Write the whole text of this exemplar (language: %(language)s).")
    for _, entry in checks:
        if entry.get("check") in ("part", "banned"):
            base = f"checks.{entry['id']}"
            yield f"{base}.name", gettext_noop("Name what is looked for (language: %(language)s).")
            yield f"{base}.phrases", gettext_noop("Write the words to look for, a line each (language: %(language)s).")
