"""A pool: more questions than an attempt is asked, and a blueprint that says how many of which it is asked."""

from collections.abc import Mapping
from typing import Any

from assessments.rules import points
from assessments.rules.checks import Checked, Report, competency, gettext_noop, objects, one_of, whole_number
from assessments.rules.prf import Stream
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import MICRO

SCORER = "select-pool/1"
DIFFICULTIES = ("easy", "hard", "medium")
MAX_ROWS = 50
MAX_TAKEN = 100
WHOLE = 100

Entry = Mapping[str, Any]


def is_pool(definition: Definition) -> bool:
    """Say whether an attempt is asked only some of the questions.

    Args:
        definition: any JSON object.

    Returns:
        True for a definition with a blueprint.
    """
    return definition.get("scorer") == SCORER


def drawn(definition: Definition, seed: bytes) -> list[Entry]:
    """Draw the questions of an attempt.

    Args:
        definition: a definition without problems.
        seed: secret bytes of the attempt.

    Returns:
        As many of each competency and difficulty as the blueprint says, in the order in which they are asked; every
        question where there is no blueprint. What entries are called plays no part in the draw.

    Source:
        scoring.md 5, pools: draw by blueprint.
    """
    items: list[Entry] = definition["items"]
    if not is_pool(definition):
        return items
    found = []
    for number, row in enumerate(definition["blueprint"]):
        fitting = [item for item in items if _cell(item) == _cell(row)]
        found += Stream(seed, f"choice/pool/{number}").shuffled(fitting)[: row["take"]]
    return Stream(seed, "choice/pool").shuffled(found)


def asked(definition: Definition, variant: Variant) -> list[tuple[Entry, int]]:
    """List the questions of an attempt with what each is worth.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.

    Returns:
        (question, micro-points) in the order in which they are asked. Where only some are asked, the points of the
        exercise are split over these in proportion to their own.

    Raises:
        LookupError: the variant was not drawn for a pool like this.

    Source:
        scoring.md 7.2, largest remainder.
    """
    items: list[Entry] = definition["items"]
    if not is_pool(definition):
        return [(item, item["points"] * MICRO) for item in items]
    by_id = {item["id"]: item for item in items}
    chosen = [by_id[key] for key in variant["items"]]
    if not chosen or len({item["id"] for item in chosen}) < len(chosen):
        raise LookupError("a draw names at least one question, and none twice")
    worth = points.split(definition["points"] * MICRO, [item["points"] for item in chosen])
    return list(zip(chosen, worth, strict=True))


def check_pool(report: Report, definition: Definition, items: Checked) -> None:
    """Check the blueprint, and that the pool holds enough questions for it.

    Args:
        report: where problems go.
        definition: any JSON object.
        items: what `checked_items` gave.

    Source:
        scoring.md 5, exposure cap: with `take` questions of a cell drawn out of its n, each is asked in the share
        take / n of all attempts, so that the cap holds when n is at least take / cap.
    """
    own = Report()
    whole_number(own, "/exposure_percent", definition.get("exposure_percent"), 1, WHOLE)
    for path, item in items:
        one_of(own, f"{path}/difficulty", item.get("difficulty"), DIFFICULTIES)
    rows = objects(own, "/blueprint", definition.get("blueprint"), 1, MAX_ROWS)
    for path, row in rows:
        competency(own, f"{path}/competency", row.get("competency"))
        one_of(own, f"{path}/difficulty", row.get("difficulty"), DIFFICULTIES)
        whole_number(own, f"{path}/take", row.get("take"), 1, MAX_TAKEN)
    if not own.problems:
        _check_rows(own, rows, items, definition["exposure_percent"])
        _check_items(own, rows, items)
    report.problems += own.problems


def _cell(entry: Entry) -> tuple[Any, Any]:
    return entry.get("competency"), entry["difficulty"]


def _check_rows(report: Report, rows: Checked, items: Checked, cap: int) -> None:
    cells = [_cell(row) for _, row in rows]
    for number, (path, row) in enumerate(rows):
        if _cell(row) in cells[:number]:
            template = gettext_noop("Another row asks for this skill and difficulty. Keep one of them.")
            report.add(f"{path}/difficulty", template)
            continue
        there = sum(_cell(item) == _cell(row) for _, item in items)
        missing = -(-row["take"] * WHOLE // cap) - there
        if missing > 0:
            template = gettext_noop(
                "%(there)s questions have this skill and difficulty, and %(take)s are to be asked. Write %(missing)s "
                "more or ask fewer, so that no question is asked in more than %(cap)s %% of the attempts."
            )
            report.add(f"{path}/take", template, there=there, take=row["take"], missing=missing, cap=cap)


def _check_items(report: Report, rows: Checked, items: Checked) -> None:
    cells = [_cell(row) for _, row in rows]
    for path, item in items:
        if _cell(item) not in cells:
            template = gettext_noop(
                "No row asks for questions of this skill and difficulty, so this one would never be asked. Add a row, "
                "change the question or take it out."
            )
            report.add(f"{path}/difficulty", template)
