"""What an author has to change in a knowledge check."""

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
from assessments.rules.scorers.choice.pool import check_pool, is_pool
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import Problem

MAX_ITEMS = 100
MAX_OPTIONS = 10
MAX_ITEM_POINTS = 100
MODES = ("multiple", "single")


def problems(definition: Definition) -> list[Problem]:
    """List what an author has to change.

    Args:
        definition: any JSON object.

    Returns:
        Problems in the order of the definition, [] when there is none.
    """
    report = Report()
    items = checked_items(report, definition)
    if is_pool(definition):
        check_pool(report, definition, items)
    elif "blueprint" in definition:
        report.add("/blueprint", gettext_noop("Take the blueprint out, or use a scorer that asks only some questions."))
    elif not report.problems:
        check_total(report, definition.get("points"), sum(item["points"] for _, item in items))
    if not isinstance(definition.get("shuffle", True), bool):
        report.add("/shuffle", gettext_noop("Say yes or no: are the options mixed for each attempt?"))
    require_texts(report, definition, item_texts(items))
    return report.problems


def checked_items(report: Report, definition: Definition) -> Checked:
    """Check the questions of any exercise that has some.

    Args:
        report: where problems go.
        definition: any JSON object.

    Returns:
        (JSON Pointer, question) of each that has an id of its own.
    """
    items = objects(report, "/items", definition.get("items"), 1, MAX_ITEMS)
    for path, item in items:
        _item(report, path, item)
    return items


def check_total(report: Report, points: object, total: int) -> None:
    """Require that an exercise is worth what its parts are.

    Args:
        report: where a problem goes.
        points: any JSON value.
        total: sum of the parts, in points.
    """
    if points != total:
        template = gettext_noop("Set the points of the exercise to %(total)s, the sum of its questions.")
        report.add("/points", template, total=total)


def _item(report: Report, path: str, item: Mapping[str, Any]) -> None:
    mode_is_known = one_of(report, f"{path}/mode", item.get("mode"), MODES)
    competency(report, f"{path}/competency", item.get("competency"))
    options = objects(report, f"{path}/options", item.get("options"), 2, MAX_OPTIONS)
    flags = [_flag(report, here, option) for here, option in options]
    if mode_is_known and options and None not in flags:
        _right_options(report, f"{path}/options", item["mode"], flags)
    whole_number(report, f"{path}/points", item.get("points"), 1, MAX_ITEM_POINTS)


def _flag(report: Report, path: str, option: Mapping[str, Any]) -> bool | None:
    right = option.get("right")
    if isinstance(right, bool):
        return right
    report.add(f"{path}/right", gettext_noop("Say yes or no: is this option right?"))
    return None


def _right_options(report: Report, path: str, mode: str, flags: list[bool | None]) -> None:
    right = flags.count(True)
    if mode == "single" and right != 1:
        report.add(path, gettext_noop("Mark exactly one option as right; %(count)s are marked."), count=right)
    if mode == "multiple" and right in (0, len(flags)):
        report.add(path, gettext_noop("Mark at least one option as right and leave at least one wrong."))


def item_texts(items: Checked) -> Iterator[tuple[str, str]]:
    """List the texts that questions need.

    Args:
        items: what `checked_items` gave.

    Yields:
        (text path, sentence with a place for `language`).
    """
    for _, item in items:
        base = f"items.{item['id']}"
        yield f"{base}.prompt_html", gettext_noop("Write the question (language: %(language)s).")
        options = objects(Report(), "", item.get("options"), 0, MAX_OPTIONS)
        for _, option in options:
            template = gettext_noop("Write the text of this option (language: %(language)s).")
            yield f"{base}.options.{option['id']}.text", template
