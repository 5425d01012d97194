from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from assessments.models import Competency, Exercise


@dataclass(frozen=True, slots=True)
class CompetencyData:
    """A competency as it crosses the border of the app."""

    key: UUID
    slug: str
    title: str
    description: str = ""


def exercise_ids_by_key(keys: Sequence[UUID]) -> dict[UUID, int]:
    """Look up rows by stable keys.

    Args:
        keys: keys of exercises, any number.

    Returns:
        key -> row id; unknown keys are left out. One statement.
    """
    return dict(Exercise.objects.filter(key__in=keys).values_list("key", "pk"))


def competencies() -> list[CompetencyData]:
    """List every competency.

    Returns:
        Sorted by title. One statement.
    """
    rows = Competency.objects.order_by("title", "pk")
    return [CompetencyData(row.key, row.slug, row.title, row.description) for row in rows]
