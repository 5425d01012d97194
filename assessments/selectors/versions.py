"""The versions of an exercise, for who writes it: what each changed, and whose answers rest on it."""

import datetime
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from assessments.models import Attempt, Exercise, ExerciseVersion
from assessments.rules import registry
from assessments.rules.types import ChangeClass

LATEST = 20


@dataclass(frozen=True, slots=True)
class VersionData:
    """One version. Attempts of guests are left out of all numbers.

    Attributes:
        before: the definition of the version made before it, None for the first.
        change: what it changed against that one, None for the first.
        distance: how it differs from the version that new attempts get.
        under_way: attempts that were begun on it and are not handed in.
        results: results that rest on it now.
    """

    hash: str
    created_at: datetime.datetime
    definition: dict[str, Any]
    before: dict[str, Any] | None
    change: ChangeClass | None
    distance: ChangeClass
    under_way: int
    results: int

    @property
    def is_current(self) -> bool:
        return self.distance == "same"


@dataclass(frozen=True, slots=True)
class ExerciseVersions:
    """The latest versions of an exercise, the newest first.

    Attributes:
        versions: the latest twenty; `total` counts all.
        definition: what new attempts get.
        under_way: attempts begun on any version and not handed in; `results` those with a result.
        hash: of the version that new attempts get; `definition` the whole of it.
    """

    versions: tuple[VersionData, ...]
    total: int
    under_way: int
    results: int
    hash: str
    definition: dict[str, Any]

    @property
    def earlier_under_way(self) -> int:
        """Attempts that finish on another version than new attempts get."""
        return sum(version.under_way for version in self.versions if not version.is_current)

    @property
    def rescorable(self) -> int:
        """Results by other versions that the current one can score."""
        return self.results_at("key") + self.results_at("text")

    def results_at(self, distance: ChangeClass) -> int:
        """Count results by versions that differ from the current one in this way."""
        return sum(version.results for version in self.versions if version.distance == distance)


def versions_of(exercise_key: UUID) -> ExerciseVersions | None:
    """List the versions of an exercise. They hold the keys: never for learners.

    Args:
        exercise_key: its stable key.

    Returns:
        None before the first was published. At most five statements.
    """
    exercise = Exercise.objects.select_related("current_version").filter(key=exercise_key).first()
    if exercise is None or exercise.current_version is None:
        return None
    made = ExerciseVersion.objects.filter(exercise=exercise).order_by("-created_at", "hash")
    current = exercise.current_version.definition
    attempts = Attempt.objects.filter(exercise=exercise, as_guest=False)
    under_way = _by_version(attempts.open(), "version")
    results = _by_version(attempts.released(), "score__version")
    latest = list(made[: LATEST + 1])
    versions = tuple(
        VersionData(
            hash=row.hash,
            created_at=row.created_at,
            definition=row.definition,
            before=earlier.definition if earlier else None,
            change=registry.change_class(earlier.definition, row.definition) if earlier else None,
            distance=registry.change_class(row.definition, current),
            under_way=under_way.get(row.hash, 0),
            results=results.get(row.hash, 0),
        )
        for row, earlier in zip_longest(latest[:LATEST], latest[1:])
        if row
    )
    return ExerciseVersions(
        versions=versions,
        total=made.count(),
        under_way=sum(under_way.values()),
        results=sum(results.values()),
        hash=exercise.current_version.hash,
        definition=current,
    )


def _by_version(attempts: QuerySet[Attempt], version: str) -> dict[str, int]:
    return dict(attempts.order_by().values_list(version).annotate(number=Count("pk")))
