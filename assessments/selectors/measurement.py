"""How exactly a composite of exercises measures, from what was stored of first tries at them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, F, Max

from assessments.enums import MARKED_KINDS
from assessments.models import Attempt, Exercise
from assessments.rules.stats.composites import Composite, Part, alpha_of, measure_composite

NEWEST = 1_000


def measured_composite(weights: Mapping[int, int]) -> Composite:
    """Work out the standard error and the reliability of a composite of exercises.

    Args:
        weights: exercise row id → weight, each > 0; at least one.

    Returns:
        The figures, as shares of the points. They rest on first tries, because a second one is no independent result:
        of those who made one at each of the exercises as it is asked now, at most of the newest 1000. Unknown is the
        reliability of what a person marks, as alpha takes how strict that person is for what the learner knows, and of
        what has one criterion. Two statements, and one for each exercise.

    Source:
        scoring.md 4; adr 0029.
    """
    first = Attempt.objects.released().filter(exercise__in=weights, as_guest=False, number=1, learner__isnull=False)
    # A corrected text is a new version with the same structure.
    now = F("score__version__exercise__current_version__structure_hash")
    first = first.filter(score__version__structure_hash=now)
    complete = first.values("learner").annotate(parts=Count("exercise"), last=Max("pk")).filter(parts=len(weights))
    learners = list(complete.order_by("-last").values_list("learner", flat=True)[:NEWEST])
    kinds = dict(Exercise.objects.filter(pk__in=weights).values_list("pk", "kind"))
    parts = []
    for exercise_id, weight in weights.items():
        scores = first.filter(exercise=exercise_id, learner__in=learners).order_by("learner")
        rows = list(scores.values_list("score__earned", "score__possible", "score__result"))
        shares = [earned / possible if possible else 0.0 for earned, possible, _result in rows]
        parts.append(Part(weight, shares, _reliability(kinds[exercise_id], [result for *_points, result in rows])))
    return measure_composite(parts)


def _reliability(kind: str, results: list[Any]) -> float | None:
    if kind in MARKED_KINDS:
        return None
    return alpha_of(
        [
            {item["id"]: (max(0, item["earned"]), item["possible"]) for item in result["criteria"] if item["possible"]}
            for result in results
        ]
    ).value
