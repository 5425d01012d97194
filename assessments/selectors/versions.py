"""The versions of an exercise, for who writes it: what each changed, and whose answers rest on it."""

import datetime
from collections.abc import Collection, Mapping, Sequence
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
        earlier_under_way: attempts that finish on another version than new attempts get.
        results_by: how versions differ from the current one -> results that rest on such, of all versions.
    """

    versions: tuple[VersionData, ...]
    total: int
    under_way: int
    results: int
    hash: str
    definition: dict[str, Any]
    earlier_under_way: int
    results_by: Mapping[ChangeClass, int]

    @property
    def rescorable(self) -> int:
        """Results by other versions that the current one can score."""
        return self.results_at("key") + self.results_at("text")

    @property
    def to_mark(self) -> int:
        """Results of written work by another rubric: people have to mark it again."""
        return self.results_at("structure") if registry.needs_marking(self.definition) else 0

    def results_at(self, distance: ChangeClass) -> int:
        """Count results by versions that differ from the current one in this way."""
        return self.results_by.get(distance, 0)


def versions_of(exercise_key: UUID) -> ExerciseVersions | None:
    """List the versions of an exercise. They hold the keys: never for learners.

    Args:
        exercise_key: its stable key.

    Returns:
        None before the first was published. At most six statements.
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
    far = _distances(made, [*latest[:LATEST], exercise.current_version], {*under_way, *results})
    versions = tuple(
        VersionData(
            hash=row.hash,
            created_at=row.created_at,
            definition=row.definition,
            before=earlier.definition if earlier else None,
            change=registry.change_class(earlier.definition, row.definition) if earlier else None,
            distance=far[row.hash],
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
        earlier_under_way=sum(number for version, number in under_way.items() if far[version] != "same"),
        results_by={
            distance: sum(number for version, number in results.items() if far[version] == distance)
            for distance in set(far.values())
        },
    )


def _distances(
    made: QuerySet[ExerciseVersion], known: Sequence[ExerciseVersion], counted: Collection[str]
) -> dict[str, ChangeClass]:
    """Say how versions differ from the last of those that are at hand; those that only count are read in one go."""
    current = known[-1].definition
    others = made.filter(hash__in=set(counted) - {row.hash for row in known})
    return {row.hash: registry.change_class(row.definition, current) for row in (*known, *others)}


def _by_version(attempts: QuerySet[Attempt], version: str) -> dict[str, int]:
    return dict(attempts.order_by().values_list(version).annotate(number=Count("pk")))
