"""What an author has to change in the parts that composed exercises share."""

from assessments.rules.checks import Checked, Report, gettext_noop, objects, require_texts, whole_number
from assessments.rules.scorers.choice.check import MAX_ITEM_POINTS, check_total, checked_items, item_texts
from assessments.rules.scorers.order.check import MAX_ENTRIES
from assessments.rules.scorers.order.check import problems as order_problems
from assessments.rules.scorers.order.scoring import LINE
from assessments.rules.types.kinds import Definition

MAX_WORDS = 12
_SINGLE = "single"


def check_parts(report: Report, definition: Definition) -> Checked:
    """Check the questions, the order and the sum of their points.

    Args:
        report: where problems go.
        definition: any JSON object.

    Returns:
        (JSON Pointer, question) of each that has an id of its own.
    """
    items = checked_items(report, definition)
    for path, item in items:
        if item["id"] == LINE:
            report.add(f"{path}/id", gettext_noop("Use another id: “%(id)s” is taken."), id=LINE)
        if item.get("mode") != _SINGLE:
            report.add(f"{path}/mode", gettext_noop("Let exactly one answer be right here."))
    require_texts(report, definition, item_texts(items))
    order_points = _order(report, definition)
    if not report.problems:
        check_total(report, definition.get("points"), sum(item["points"] for _, item in items) + order_points)
    return items


def _order(report: Report, definition: Definition) -> int:
    """Check the ordering part and give its points."""
    part = definition.get("order")
    if part is None:
        return 0
    if not isinstance(part, dict):
        report.add("/order", gettext_noop("Write what is to be put in order as one object, or leave it out."))
        return 0
    for problem in order_problems({**definition, **part, "scorer": definition.get("scorer")}):
        path = problem.path if problem.path.startswith("/texts/") else f"/order{problem.path}"
        report.add(path, problem.template, **problem.params)
    is_worth = whole_number(report, "/order/points", part.get("points"), 1, MAX_ITEM_POINTS)
    return int(part["points"]) if is_worth else 0


def check_ordered(report: Report, definition: Definition, known: Checked) -> None:
    """Require that only what the learner has before them is put in order.

    Args:
        report: where problems go.
        definition: any JSON object.
        known: the letters or clauses.
    """
    part = definition.get("order")
    entries = part.get("entries") if isinstance(part, dict) else None
    ids = {entry["id"] for _, entry in known}
    for path, entry in objects(Report(), "/order/entries", entries, 0, MAX_ENTRIES):
        if entry["id"] not in ids:
            template = gettext_noop("Replace “%(entry)s” by the id of an entry of this exercise.")
            report.add(f"{path}/id", template, entry=entry["id"])


def check_words(report: Report, definition: Definition, name: str, fewest: int) -> Checked:
    """Check a list of words that can be chosen everywhere.

    Args:
        report: where problems go.
        definition: any JSON object.
        name: of the list.
        fewest: how many there must be.

    Returns:
        (JSON Pointer, word) of each that has an id of its own.
    """
    words = objects(report, f"/{name}", definition.get(name), fewest, MAX_WORDS)
    template = gettext_noop("Write this word (language: %(language)s).")
    require_texts(report, definition, [(f"{name}.{word['id']}.text", template) for _, word in words])
    return words
