"""The more time that a person was given, and their tries under way that have an end: for who gives time."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from assessments.models import Accommodation, Attempt, Exercise
from assessments.rules.policy import Policy
from assessments.selectors.times import MINUTE

NORMAL = 100
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TimeGiven:
    """More time that is in force; `title` is that of its exercise, "" for all."""

    title: str
    factor_percent: int
    days: int
    granted_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class TryUnderWay:
    """A try that has an end. `has_limit` says whether minutes can be given to it."""

    attempt_id: int
    title: str
    number: int
    closes_at: datetime.datetime
    has_limit: bool


@dataclass(frozen=True, slots=True)
class TimedExercise:
    """An exercise that closes or has a time limit."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class PersonalTime:
    """All that concerns a person's time in some exercises."""

    given: tuple[TimeGiven, ...]
    under_way: tuple[TryUnderWay, ...]
    exercises: tuple[TimedExercise, ...]


def personal_time(*, learner_id: int, exercise_ids: Collection[int], organisation_id: int | None) -> PersonalTime:
    """Read what concerns a person's time.

    Args:
        learner_id: whose.
        exercise_ids: row ids; what the person does elsewhere stays out.
        organisation_id: row id of the organisation that the person takes them under.

    Returns:
        What is in force for all exercises first, then by title; tries under way, the first to close first; and the
        exercises that close or have a limit, by title. Three statements.
    """
    exercises = Exercise.objects.filter(pk__in=exercise_ids).order_by("title", "pk")
    return PersonalTime(
        given=_given(learner_id, exercise_ids, organisation_id),
        under_way=_under_way(learner_id, exercise_ids),
        exercises=tuple(
            TimedExercise(exercise.pk, exercise.title)
            for exercise in exercises
            if Policy.from_json(exercise.policy).is_timed
        ),
    )


def _given(learner_id: int, exercise_ids: Collection[int], organisation_id: int | None) -> tuple[TimeGiven, ...]:
    for_all = Q(exercise=None, organisation=organisation_id)
    fitting = Accommodation.objects.filter(for_all | Q(exercise__in=exercise_ids), learner=learner_id)
    newest: dict[int | None, Accommodation] = {}
    for row in fitting.select_related("exercise").order_by("pk"):
        # What is given for all exercises takes the place of what was given for one before.
        if row.exercise_id is None:
            newest.clear()
        newest[row.exercise_id] = row
    given = (
        TimeGiven(
            title=row.exercise.title if row.exercise else "",
            factor_percent=row.factor_percent,
            days=row.window_minutes * MINUTE // DAY,
            granted_at=row.granted_at,
        )
        for row in newest.values()
        if row.exercise_id or row.factor_percent > NORMAL or row.window_minutes
    )
    return tuple(sorted(given, key=lambda item: item.title))


def _under_way(learner_id: int, exercise_ids: Collection[int]) -> tuple[TryUnderWay, ...]:
    mine = Attempt.objects.open().filter(learner=learner_id, exercise__in=exercise_ids, closes_at__isnull=False)
    return tuple(
        TryUnderWay(
            attempt_id=attempt.pk,
            title=attempt.exercise.title,
            number=attempt.number,
            closes_at=attempt.closes_at,
            has_limit=bool(Policy.from_json(attempt.policy).limit_minutes),
        )
        for attempt in mine.select_related("exercise").order_by("closes_at", "pk")
        if attempt.closes_at
    )
