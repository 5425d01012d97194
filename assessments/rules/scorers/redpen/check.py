"""What an author has to change in a red pen."""

from collections.abc import Mapping
from typing import Any

from assessments.rules.checks import Checked, Report, gettext_noop, objects, one_of
from assessments.rules.scorers.choice.check import MAX_OPTIONS
from assessments.rules.scorers.papers.check import check_ordered, check_parts, check_words
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import Problem

CHANGE = "change"
EFFECTS = ("ask", CHANGE, "keep", "strike")


def problems(definition: Definition) -> list[Problem]:
    """List what an author has to change.

    Args:
        definition: any JSON object.

    Returns:
        Problems, [] when there is none.
    """
    report = Report()
    verbs = check_words(report, definition, "verbs", 2)
    _effects(report, verbs)
    items = check_parts(report, definition)
    for path, item in items:
        _wordings(report, path, item, verbs)
    check_ordered(report, definition, items)
    return report.problems


def _effects(report: Report, verbs: Checked) -> None:
    known = [verb["effect"] for path, verb in verbs if one_of(report, f"{path}/effect", verb.get("effect"), EFFECTS)]
    if known.count(CHANGE) > 1:
        report.add("/verbs", gettext_noop("Let only one of the verbs change the text."))


def _wordings(report: Report, path: str, item: Mapping[str, Any], verbs: Checked) -> None:
    """Require that other wordings stand for the verb that changes the text."""
    changing = {verb["id"] for _, verb in verbs if verb.get("effect") == CHANGE}
    known = {verb["id"] for _, verb in verbs}
    options = {option["id"] for _, option in objects(Report(), "", item.get("options"), 0, MAX_OPTIONS)}
    if options - known and not changing:
        report.add(f"{path}/options", gettext_noop("Add a verb that changes the text, or take the other wordings out."))
    if options - known and options & changing:
        template = gettext_noop("Leave the verb that changes the text out here: the other wordings stand for it.")
        report.add(f"{path}/options", template)
