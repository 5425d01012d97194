"""What an author has to change in an ordering exercise."""

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.rules.checks import (
    Checked,
    Report,
    competency,
    gettext_noop,
    objects,
    require_texts,
    whole_number,
)
from assessments.rules.scorers.order.pairs import COMPARING
from assessments.rules.scorers.results import name_of
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import Problem

MAX_ENTRIES = 30
MAX_RULES = 30
_MAX_RANK = 1000

_Ranks = Mapping[str, int | None]


def problems(definition: Definition) -> list[Problem]:
    """List what an author has to change.

    Args:
        definition: any JSON object.

    Returns:
        Problems in the order of the definition, [] when there is none.
    """
    report = Report()
    competency(report, "/competency", definition.get("competency"))
    entries = objects(report, "/entries", definition.get("entries"), 2, MAX_ENTRIES)
    may_leave_out = definition.get("scorer") in COMPARING
    listed = [entry for entry in entries if not (may_leave_out and entry[1].get("rank", 0) is None)]
    ranks = {entry["id"]: _rank(report, path, entry) for path, entry in listed}
    if len(entries) > 1 and len(set(ranks.values())) <= 1 and None not in ranks.values():
        report.add("/entries", gettext_noop("Give at least two entries different ranks."))
    named = definition.get("rules")
    rules = objects(report, "/rules", named, 0, MAX_RULES) if named is not None else []
    for path, rule in rules:
        _rule(report, path, rule, ranks)
    require_texts(report, definition, _texts(entries, rules))
    return report.problems


def _rank(report: Report, path: str, entry: Mapping[str, Any]) -> int | None:
    rank = entry.get("rank")
    return rank if whole_number(report, f"{path}/rank", rank, 1, _MAX_RANK) else None


def _rule(report: Report, path: str, rule: Mapping[str, Any], ranks: _Ranks) -> None:
    """Require that a named rule says what the ranks say."""
    higher = _members(report, f"{path}/higher", rule.get("higher"), ranks)
    lower = _members(report, f"{path}/lower", rule.get("lower"), ranks)
    for first in higher:
        for second in lower:
            if not _stands_before(ranks[first], ranks[second]):
                template = gettext_noop("Rank “%(first)s” before “%(second)s”, or take one of them out of this rule.")
                report.add(path, template, first=first, second=second)


def _stands_before(first: int | None, second: int | None) -> bool:
    return first is None or second is None or first < second


def _members(report: Report, path: str, value: object, ranks: _Ranks) -> list[str]:
    if not isinstance(value, list) or not 1 <= len(value) <= MAX_ENTRIES:
        report.add(path, gettext_noop("List at least one entry here."))
        return []
    members = []
    for position, member in enumerate(value):
        if isinstance(member, str) and member in ranks:
            members.append(member)
        else:
            template = gettext_noop("Replace “%(entry)s” by the id of an entry of this exercise.")
            report.add(f"{path}/{position}", template, entry=name_of(member))
    return members


def _texts(entries: Checked, rules: Checked) -> Iterator[tuple[str, str]]:
    yield "prompt_html", gettext_noop("Write the task (language: %(language)s).")
    for _, entry in entries:
        yield f"entries.{entry['id']}.text", gettext_noop("Write the text of this entry (language: %(language)s).")
    for _, rule in rules:
        yield f"rules.{rule['id']}.text", gettext_noop("Write what this rule says (language: %(language)s).")
