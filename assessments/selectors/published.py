"""What is stored of published exercises, so that whoever wrote them can compare."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from assessments.models import Exercise


def published_definitions(keys: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Read the definitions that new attempts get. They hold the keys: never for learners.

    Args:
        keys: keys of exercises, any number.

    Returns:
        key -> definition; exercises without a published version, and withdrawn ones, are left out. One statement.
    """
    rows = Exercise.objects.filter(key__in=keys, retired=False).exclude(current_version=None)
    return dict(rows.values_list("key", "current_version__definition"))


def published_version(exercise_key: UUID) -> str:
    """Name the version that new attempts get.

    Args:
        exercise_key: stable key of an exercise.

    Returns:
        Its hash, "" when there is none. One statement.
    """
    return Exercise.objects.filter(key=exercise_key).values_list("current_version_id", flat=True).first() or ""
