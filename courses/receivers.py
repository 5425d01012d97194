from collections.abc import Collection
from typing import Any
from uuid import UUID

from courses import services


def share_enrolments(*, user_id: int, membership_id: int, **_: Any) -> None:
    services.share_enrolments(learner_id=user_id, membership_id=membership_id)


def reassess_learner(*, exercise_id: int, learner_id: int, **_: Any) -> None:
    services.reassess_learner(exercise_id=exercise_id, learner_id=learner_id)


def reassess_exercise(*, exercise_id: int, **_: Any) -> None:
    services.reassess_exercise(exercise_id=exercise_id)


def record_attempt(*, attempt_id: int, exercise_id: int, learner_id: int, **_: Any) -> None:
    services.record_attempt(attempt_id=attempt_id, exercise_id=exercise_id, learner_id=learner_id)


def count_changed_scores(
    *, attempt_ids: Collection[int], exercise_id: int, learner_ids: Collection[int], cause: UUID, **_: Any
) -> None:
    services.count_changed_scores(exercise_id=exercise_id, learner_ids=learner_ids, cause=cause)
    services.follow_scores(attempt_ids=attempt_ids)


def take_back_changed_scores(
    *, attempt_ids: Collection[int], learner_ids: Collection[int], cause: UUID, **_: Any
) -> None:
    services.take_back_changed_scores(learner_ids=learner_ids, cause=cause)
    services.follow_scores(attempt_ids=attempt_ids)
