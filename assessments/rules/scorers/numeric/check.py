"""What an author has to change in an exercise with numbers."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
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
from assessments.rules.scorers.numeric.numbers import is_decimal
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import Problem

MAX_ITEMS = 100
MAX_UNITS = 10
MAX_ITEM_POINTS = 100
TOLERANCES = ("geometric", "nominal", "relative")


def problems(definition: Definition) -> list[Problem]:
    """List what an author has to change.

    Args:
        definition: any JSON object.

    Returns:
        Problems in the order of the definition, [] when there is none.
    """
    report = Report()
    items = objects(report, "/items", definition.get("items"), 1, MAX_ITEMS)
    for path, item in items:
        _item(report, path, item)
    if not report.problems:
        _total(report, definition.get("points"), sum(item["points"] for _, item in items))
    require_texts(report, definition, _texts(items))
    return report.problems


def _total(report: Report, points: object, total: int) -> None:
    if points != total:
        template = gettext_noop("Set the points of the exercise to %(total)s, the sum of its questions.")
        report.add("/points", template, total=total)


def _item(report: Report, path: str, item: Mapping[str, Any]) -> None:
    competency(report, f"{path}/competency", item.get("competency"))
    has_value = _decimal(report, f"{path}/value", item.get("value"))
    _tolerance(report, path, item, has_value=has_value)
    _units(report, f"{path}/units", item.get("units", []))
    whole_number(report, f"{path}/points", item.get("points"), 1, MAX_ITEM_POINTS)


def _decimal(report: Report, path: str, value: object) -> bool:
    if is_decimal(value):
        return True
    report.add(path, gettext_noop("Write a number of at most 15 digits before and 9 after the point."))
    return False


def _tolerance(report: Report, path: str, item: Mapping[str, Any], *, has_value: bool) -> None:
    here = f"{path}/tolerance"
    tolerance = item.get("tolerance")
    if not isinstance(tolerance, dict):
        report.add(here, gettext_noop("Say how far off an answer may be."))
        return
    kind_is_known = one_of(report, f"{here}/kind", tolerance.get("kind"), TOLERANCES)
    if not _decimal(report, f"{here}/amount", tolerance.get("amount")):
        return
    amount = Decimal(tolerance["amount"])
    if amount < 0:
        report.add(f"{here}/amount", gettext_noop("How far off an answer may be cannot be less than nothing."))
    if kind_is_known and has_value and tolerance["kind"] != "nominal" and not Decimal(item["value"]):
        template = gettext_noop("A share of 0 is 0. Say in numbers how far off an answer may be.")
        report.add(f"{here}/kind", template)
    _half(report, f"{path}/half", item.get("half", False), amount)


def _half(report: Report, path: str, half: object, amount: Decimal) -> None:
    if not isinstance(half, bool):
        report.add(path, gettext_noop("Say yes or no: does a near answer earn half the points?"))
    elif half and not amount:
        report.add(path, gettext_noop("Half the points need an answer that may be off; here it has to be exact."))


def _units(report: Report, path: str, value: object) -> None:
    units = objects(report, path, value, 0, MAX_UNITS)
    factors = [_factor(report, here, unit) for here, unit in units]
    if units and None not in factors and 1 not in factors:
        report.add(path, gettext_noop("Give the unit of the right answer the factor 1."))


def _factor(report: Report, path: str, unit: Mapping[str, Any]) -> Decimal | None:
    factor = unit.get("factor")
    if is_decimal(factor) and Decimal(str(factor)) > 0:
        return Decimal(str(factor))
    report.add(f"{path}/factor", gettext_noop("Write how much one of this unit is, as a number above 0."))
    return None


def _texts(items: Checked) -> Iterator[tuple[str, str]]:
    for _, item in items:
        base = f"items.{item['id']}"
        yield f"{base}.prompt_html", gettext_noop("Write the question (language: %(language)s).")
        for _, unit in objects(Report(), "", item.get("units", []), 0, MAX_UNITS):
            yield f"{base}.units.{unit['id']}.text", gettext_noop("Write the unit (language: %(language)s).")
