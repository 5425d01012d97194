from typing import Any

from courses import services


def share_enrolments(*, user_id: int, membership_id: int, **_: Any) -> None:
    services.share_enrolments(learner_id=user_id, membership_id=membership_id)


def reassess_learner(*, exercise_id: int, learner_id: int, **_: Any) -> None:
    services.reassess_learner(exercise_id=exercise_id, learner_id=learner_id)


def record_attempt(*, attempt_id: int, exercise_id: int, learner_id: int, **_: Any) -> None:
    services.record_attempt(attempt_id=attempt_id, exercise_id=exercise_id, learner_id=learner_id)
