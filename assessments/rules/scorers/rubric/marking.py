"""Marks that a person gives: read from unchecked input, with everything that is wrong about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.rules import canon
from assessments.rules.checks import Report, gettext_noop, pointer
from assessments.rules.errors import CanonError
from assessments.rules.scorers.rubric.reading import text_of
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import Problem

LONGEST_COMMENT = 5000


@dataclass(slots=True)
class Marks:
    """Marks as they were read.

    Attributes:
        levels: criterion → level, of those that have a proper one.
        comments: criterion → comment, without the empty ones; under "" the one on the whole.
        spans: criterion → (start, end) in the text.
    """

    levels: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)


def marks_problems(definition: Definition, response: object, marks: object) -> tuple[Problem, ...]:
    """List what a marker has to change before marks can be released; total for any JSON.

    Args:
        definition: a definition without problems.
        response: the response that was marked.
        marks: {"criteria": criterion → {"level", "comment", "span": {"start", "end"}}, "comment"}; comment and span may
            be missing.

    Returns:
        Problems in the order of the definition, () when the marks can be released.
    """
    return _read(definition, text_of(response) or "", marks)[1]


def marks_in(definition: Definition, text: str, marks: object) -> Marks | None:
    """Read marks that can be released.

    Args:
        definition: a definition without problems.
        text: what was marked.
        marks: any JSON value.

    Returns:
        The marks, None when they have problems.
    """
    read, found = _read(definition, text, marks)
    return None if found else read


def span_in(mark: Mapping[str, Any], length: int) -> tuple[int, int] | None:
    """Read the place that the mark of a criterion points at.

    Args:
        mark: {"level", "comment", "span": any JSON value}.
        length: of the text that was marked, in characters.

    Returns:
        (start, end), None when there is none or it is not in the text.
    """
    span = mark.get("span")
    start, end = (span.get("start"), span.get("end")) if isinstance(span, dict) else (None, None)
    return (start, end) if type(start) is int and type(end) is int and 0 <= start < end <= length else None


def _read(definition: Definition, text: str, marks: object) -> tuple[Marks, tuple[Problem, ...]]:
    report, read = Report(), Marks()
    if not isinstance(marks, dict) or not isinstance(marks.get("criteria"), dict) or not _is_plain(marks):
        report.add("", gettext_noop("Give each criterion a level."))
        return read, tuple(report.problems)
    levels = [level["id"] for level in definition["levels"]]
    given = marks["criteria"]
    for criterion in definition["criteria"]:
        _mark(report, read, criterion["id"], given.get(criterion["id"]), (levels, len(text)))
    for unknown in sorted(set(given) - {criterion["id"] for criterion in definition["criteria"]}):
        report.add(f"/criteria/{pointer(unknown)}", gettext_noop("This criterion is not in the rubric."))
    _comment(report, read, "/comment", "", marks.get("comment"))
    return read, tuple(report.problems)


def _is_plain(marks: Mapping[str, Any]) -> bool:
    try:
        canon.canonical(marks)
    except CanonError:
        return False
    return True


def _mark(report: Report, read: Marks, criterion: str, mark: object, known: tuple[list[str], int]) -> None:
    levels, length = known
    given = mark if isinstance(mark, dict) else {}
    path = f"/criteria/{criterion}"
    if given.get("level") in levels:
        read.levels[criterion] = given["level"]
    else:
        report.add(f"{path}/level", gettext_noop("Choose a level."))
    _comment(report, read, f"{path}/comment", criterion, given.get("comment"))
    if given.get("span") is None:
        return
    span = span_in(given, length)
    if span:
        read.spans[criterion] = span
    else:
        report.add(f"{path}/span", gettext_noop("Point at a place that is in the text."))


def _comment(report: Report, read: Marks, path: str, key: str, comment: object) -> None:
    if comment is None or comment == "":
        return
    if isinstance(comment, str) and len(comment) <= LONGEST_COMMENT:
        read.comments[key] = comment
    else:
        report.add(path, gettext_noop("Write a comment of at most %(most)s characters."), most=LONGEST_COMMENT)
