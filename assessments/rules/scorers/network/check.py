"""What an author has to change in a choice of partners."""

from collections.abc import Callable, Collection, Iterator, Mapping
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
from assessments.rules.scorers.network.coverage import Coverage
from assessments.rules.scorers.network.optimum import MOST_STEPS, QUICK, bounds
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import Problem

MAX_RESOURCES, MAX_NEEDS, MAX_CANDIDATES = 3, 30, 30
MAX_WEIGHT = 100
MAX_COST = 1_000_000_000
_MAX_SAMPLE = 100_000
Tell = Callable[[int], None]
GROUPS = ("topic", "region", "language")


def problems(definition: Definition) -> list[Problem]:
    """List what an author has to change.

    Args:
        definition: any JSON object.

    Returns:
        Problems in the order of the definition, [] when there is none. That the stored choice is the best possible is
        not proved here (`optimum.Search`); only that it loses what is stored.
    """
    report = Report()
    _parts(report, definition)
    if not report.problems:
        _bounds(report, definition)
    return report.problems


def complete(definition: Definition, tell: Tell | None = None) -> Definition:
    """Add the bounds to a definition that has none and is sound otherwise.

    Args:
        definition: any JSON object.
        tell: is told how far the search is, in percent; without it only what can be found quickly is searched.

    Returns:
        The definition with its bounds; as it came when it has them, has other problems or takes too long.
    """
    report = Report()
    if "bounds" in definition:
        return definition
    _parts(report, definition)
    found = None if report.problems else bounds(definition, QUICK if tell is None else MOST_STEPS)
    if tell is not None:
        tell(100)
    return definition if found is None else {**definition, "bounds": found}


def _parts(report: Report, definition: Definition) -> None:
    competency(report, "/competency", definition.get("competency"))
    resources = objects(report, "/resources", definition.get("resources"), 1, MAX_RESOURCES)
    for path, resource in resources:
        whole_number(report, f"{path}/limit", resource.get("limit"), 0, MAX_COST)
    needs = objects(report, "/needs", definition.get("needs"), 1, MAX_NEEDS)
    for path, need in needs:
        one_of(report, f"{path}/group", need.get("group"), GROUPS)
        whole_number(report, f"{path}/weight", need.get("weight"), 1, MAX_WEIGHT)
    candidates = objects(report, "/candidates", definition.get("candidates"), 2, MAX_CANDIDATES)
    for path, candidate in candidates:
        _costs(report, f"{path}/costs", candidate.get("costs"), [resource["id"] for _, resource in resources])
        _meets(report, f"{path}/meets", candidate.get("meets"), [need["id"] for _, need in needs])
    _links(report, definition.get("links"), [candidate["id"] for _, candidate in candidates])
    whole_number(report, "/reach", definition.get("reach"), 0, MAX_WEIGHT)
    require_texts(report, definition, _texts(resources, needs, candidates))


def _costs(report: Report, path: str, value: object, resources: Collection[str]) -> None:
    if not isinstance(value, dict) or set(value) != set(resources):
        report.add(path, gettext_noop("Say what this candidate costs of each part of the budget."))
        return
    for resource in resources:
        whole_number(report, f"{path}/{resource}", value[resource], 0, MAX_COST)


def _meets(report: Report, path: str, value: object, needs: Collection[str]) -> None:
    whole = isinstance(value, list) and all(isinstance(need, str) and need in needs for need in value)
    if not isinstance(value, list) or not whole or len(set(value)) < len(value):
        report.add(path, gettext_noop("List the needs that this candidate meets, each once."))


def _links(report: Report, value: object, candidates: Collection[str]) -> None:
    if not isinstance(value, list) or len(value) > MAX_CANDIDATES * MAX_CANDIDATES:
        report.add("/links", gettext_noop("Add a list here."))
        return
    for position, link in enumerate(value):
        whole = isinstance(link, list) and len(link) == 2  # noqa: PLR2004  (a pair)
        if not whole or not all(isinstance(end, str) and end in candidates for end in link) or link[0] == link[1]:
            report.add(f"/links/{position}", gettext_noop("Name two different candidates."))


def _bounds(report: Report, definition: Definition) -> None:
    """Require an affordable choice that loses what is stored, and less than random choices do."""
    if "bounds" not in definition:
        template = gettext_noop("This is too hard to work out. Use fewer candidates, or a smaller budget.")
        report.add("/candidates", template)
        return
    given, coverage = definition["bounds"], Coverage(definition)
    if not isinstance(given, dict) or not _is_bound(given, coverage):
        report.add("/bounds", gettext_noop("Work out the best choice again."))
    elif given["random"] <= given["sample"] * given["loss"]:
        template = gettext_noop("Make the budget tighter or the candidates differ: now every choice is worth the same.")
        report.add("/candidates", template)


def _is_bound(given: Mapping[str, Any], coverage: Coverage) -> bool:
    chosen, numbers = given.get("chosen"), [given.get(name) for name in ("loss", "random", "sample")]
    if not isinstance(chosen, list) or not all(type(number) is int and number >= 0 for number in numbers):
        return False
    if not 1 <= given["sample"] <= _MAX_SAMPLE or not all(one in coverage.ids for one in chosen):
        return False
    positions = coverage.positions(chosen)
    is_choice = bool(positions) and len(set(positions)) == len(positions) and coverage.is_affordable(positions)
    return is_choice and coverage.loss(positions) == given["loss"]


def _texts(resources: Checked, needs: Checked, candidates: Checked) -> Iterator[tuple[str, str]]:
    yield "prompt_html", gettext_noop("Write the task (language: %(language)s).")
    for _, resource in resources:
        yield f"resources.{resource['id']}.text", gettext_noop("Name this part of the budget (language: %(language)s).")
    for _, need in needs:
        yield f"needs.{need['id']}.text", gettext_noop("Write what is needed (language: %(language)s).")
    for _, candidate in candidates:
        yield f"candidates.{candidate['id']}.text", gettext_noop("Name this candidate (language: %(language)s).")
