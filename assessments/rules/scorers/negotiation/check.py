"""What an author has to change in a negotiation."""

from collections.abc import Callable, Iterator, Mapping
from math import prod
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
from assessments.rules.scorers.negotiation.counterpart import FREQUENCY, PERSONAS
from assessments.rules.scorers.negotiation.domain import Domain, highest
from assessments.rules.scorers.negotiation.measures import CREATION, CRITERIA, bounds
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import Problem

EVENTS = ("open", "first", "hold", "move", "last", "accept", "end", "leave")
TYPES = ("question", "reason", "concern", "package", "thanks")
MAX_ISSUES, MAX_OPTIONS, MAX_DEALS = 8, 20, 250_000
MAX_WORTH = 1000
MAX_ROUNDS = 20
MAX_DISCOUNT = 20
MAX_MESSAGES, MAX_LINES = 20, 40
MAX_SHARE = 100
_TWO = 2
_TOO_LATE = gettext_noop(
    "Play fewer rounds, or let each of them cost less: in the last one no acceptable deal is better for each side than "
    "its least."
)


def problems(definition: Definition) -> list[Problem]:
    """List what an author has to change.

    Args:
        definition: any JSON object.

    Returns:
        Problems in the order of the definition, [] when there is none. What is stored of the possible deals is worked
        out again.
    """
    report = Report()
    _parts(report, definition)
    if not report.problems:
        _bounds(report, definition)
    return report.problems


def complete(definition: Definition, _tell: Callable[[int], None] | None = None) -> Definition:
    """Add what is known of the possible deals to a definition that is sound otherwise.

    Args:
        definition: any JSON object.
        _tell: not needed; it takes no time worth telling of.

    Returns:
        The definition with its bounds; as it came when it has them or has other problems.
    """
    report = Report()
    if "bounds" in definition:
        return definition
    _parts(report, definition)
    return definition if report.problems else {**definition, "bounds": bounds(definition)}


def _parts(report: Report, definition: Definition) -> None:
    """Check everything but the bounds."""
    competency(report, "/competency", definition.get("competency"))
    issues = objects(report, "/issues", definition.get("issues"), 1, MAX_ISSUES)
    options = [option for path, issue in issues for option in _options(report, path, issue)]
    if not report.problems and prod(len(issue["options"]) for _, issue in issues) > MAX_DEALS:
        template = gettext_noop("Use fewer issues or options: more than %(most)s different deals are possible.")
        report.add("/issues", template, most=MAX_DEALS)
    for name in ("own_reserve", "other_reserve"):
        whole_number(report, f"/{name}", definition.get(name), 0, MAX_ISSUES * MAX_WORTH)
    whole_number(report, "/rounds", definition.get("rounds"), _TWO, MAX_ROUNDS)
    for name in ("own_discount", "other_discount"):
        whole_number(report, f"/{name}", definition.get(name, 0), 0, MAX_DISCOUNT)
    lines = _counterpart(report, definition.get("counterpart"))
    messages = objects(report, "/messages", definition.get("messages"), 0, MAX_MESSAGES)
    for path, message in messages:
        one_of(report, f"{path}/type", message.get("type"), TYPES)
    _criteria(report, definition.get("criteria"))
    if not report.problems:
        _reserves(report, definition)
    require_texts(report, definition, _texts(options, lines, messages))


def _options(report: Report, path: str, issue: Mapping[str, Any]) -> Iterator[str]:
    """Check the options of an issue; yield the paths of its texts."""
    yield f"issues.{issue['id']}"
    options = objects(report, f"{path}/options", issue.get("options"), _TWO, MAX_OPTIONS)
    for here, option in options:
        for name in ("own", "other"):
            whole_number(report, f"{here}/{name}", option.get(name), 0, MAX_WORTH)
        if not isinstance(option.get("forbidden"), bool):
            report.add(f"{here}/forbidden", gettext_noop("Say whether the mandate forbids this option."))
        yield f"issues.{issue['id']}.options.{option['id']}"
    if options and all(option.get("forbidden") is True for _, option in options):
        report.add(f"{path}/options", gettext_noop("Allow at least one option of this issue."))


def _counterpart(report: Report, value: object) -> Checked:
    """Check the other side; return what it says."""
    if not isinstance(value, dict):
        report.add("/counterpart", gettext_noop("Say how the other side bargains."))
        return []
    one_of(report, "/counterpart/persona", value.get("persona"), PERSONAS)
    if "model" in value:
        one_of(report, "/counterpart/model", value["model"], (FREQUENCY,))
    lines = objects(report, "/counterpart/lines", value.get("lines"), 0, MAX_LINES)
    for path, line in lines:
        one_of(report, f"{path}/event", line.get("event"), EVENTS)
    return lines


def _criteria(report: Report, value: object) -> None:
    if not isinstance(value, dict) or set(value) != set(CRITERIA):
        report.add("/criteria", gettext_noop("Share the points out: claim, creation, fairness and process."))
        return
    whole = [whole_number(report, f"/criteria/{name}", value[name], 0, MAX_SHARE) for name in CRITERIA]
    if all(whole) and not any(value.values()):
        report.add("/criteria", gettext_noop("Give at least one criterion a share of the points."))


def _reserves(report: Report, definition: Definition) -> None:
    """Require that both sides can agree to something, if not with each other."""
    domain = Domain(definition)
    if domain.frontier()[-1].own < domain.own_reserve:
        template = gettext_noop("Lower the least that the learner may accept: no deal inside the mandate is worth it.")
        report.add("/own_reserve", template)
    if highest(domain.other) <= domain.other_reserve:
        template = gettext_noop("Lower the least that the other side may accept: no deal is worth more to it.")
        report.add("/other_reserve", template)
    elif highest(domain.other) <= domain.at(definition["rounds"]).other_reserve:
        report.add("/rounds", _TOO_LATE)


def _bounds(report: Report, definition: Definition) -> None:
    found = bounds(definition)
    domain = Domain(definition)
    if _with_worths(domain, definition.get("bounds")) != _with_worths(domain, found):
        report.add("/bounds", gettext_noop("Work out the possible deals again."))
    elif not found["rational"]:
        return
    elif found["best"] is None:
        template = gettext_noop("Leave something to gain: no acceptable deal is better for each side than its least.")
        report.add("/issues", template)
    elif definition["criteria"][CREATION] and not found["unused"]:
        template = gettext_noop(
            "Let the two sides care about different issues, or give no points for creation: now every acceptable deal "
            "leaves nothing on the table."
        )
        report.add("/issues", template)
    elif "later" in found and found["later"][-1]["best"] is None:
        report.add("/rounds", _TOO_LATE)


def _with_worths(domain: Domain, bounds: object) -> object:
    """Put the worths of each best deal in its place: another deal of the same worths is as good."""
    if isinstance(bounds, list):
        return [_with_worths(domain, one) for one in bounds]
    if not isinstance(bounds, dict):
        return bounds
    later = {"later": _with_worths(domain, bounds["later"])} if "later" in bounds else {}
    return {**bounds, **later, "best": _worths(domain, bounds.get("best"))}


def _worths(domain: Domain, named: object) -> object:
    deal = domain.read(named)
    if deal is None or domain.broken_terms(deal):
        return named
    point = domain.point(deal)
    return point.own, point.other


def _texts(options: list[str], lines: Checked, messages: Checked) -> Iterator[tuple[str, str]]:
    yield "instructions_html", gettext_noop("Write the instructions of the learner (language: %(language)s).")
    yield "own.name", gettext_noop("Write whom the learner speaks for (language: %(language)s).")
    yield "other.name", gettext_noop("Write who the other side is (language: %(language)s).")
    for path in options:
        yield f"{path}.text", gettext_noop("Write the name of this issue or option (language: %(language)s).")
    for _, message in messages:
        yield f"messages.{message['id']}.text", gettext_noop("Write this message (language: %(language)s).")
    for _, line in lines:
        yield f"lines.{line['id']}.text", gettext_noop("Write what the other side says (language: %(language)s).")
