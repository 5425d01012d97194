"""What one score says of competencies."""

from collections.abc import Iterable, Mapping
from typing import Any


def by_competency(criteria: Iterable[Mapping[str, Any]]) -> dict[str, tuple[int, int]]:
    """Add up the lines of a score for each competency that they are evidence of.

    Args:
        criteria: lines as they are stored (`Criterion.to_json`), in any order.

    Returns:
        Key of the competency -> (earned, possible) in micro-points, earned between 0 and possible. A competency whose
        lines are worth nothing by themselves is left out, and so is what is evidence of none.
    """
    sums: dict[str, tuple[int, int]] = {}
    for line in criteria:
        if line["competency"]:
            earned, possible = sums.get(line["competency"], (0, 0))
            sums[line["competency"]] = (earned + line["earned"], possible + line["possible"])
    return {key: (max(0, min(earned, possible)), possible) for key, (earned, possible) in sums.items() if possible > 0}
