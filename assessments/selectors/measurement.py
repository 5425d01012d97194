"""How exactly an exercise measures, from what was stored of first tries at it."""

import math

from django.db.models import F

from assessments.models import Attempt
from assessments.rules.stats.items import Answer, Item, analyse_drawn

# Shares of criteria are compared, because drawn questions share out the points anew for everybody.
WHOLE = 1_000_000
NEWEST = 2_000


def error_of_measurement(*, exercise_id: int) -> tuple[int, float | None]:
    """Work out one standard error of measurement of an exercise in the version that is published now.

    Args:
        exercise_id: row id.

    Returns:
        How many learners it rests on, and the error in percent of the points; None where it cannot be worked out: of
        one criterion, or where everybody earned the same. First tries only, at most the newest 2000, because a second
        one is no independent result. One statement.

    Source:
        scoring.md 4: SEM = SD sqrt(1 - reliability), with Cronbach's alpha as the reliability.
    """
    first = Attempt.objects.released().filter(exercise=exercise_id, as_guest=False, number=1, learner__isnull=False)
    scored = first.filter(score__version__exercise__current_version=F("score__version"))
    rows = [
        {
            item["id"]: Answer(earned=item["earned"] * WHOLE // item["possible"])
            for item in result["criteria"]
            if item["possible"]
        }
        for result in scored.order_by("-pk").values_list("score__result", flat=True)[:NEWEST]
    ]
    items = [Item(name, WHOLE) for name in sorted({name for row in rows for name in row})]
    if not items:
        return len(rows), None
    figures = analyse_drawn(items, rows)
    if figures.alpha.value is None or figures.sd.value is None:
        return len(rows), None
    return len(rows), 100 * figures.sd.value * math.sqrt(max(0.0, 1 - figures.alpha.value))
