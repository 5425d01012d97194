from assessments import signals
from assessments.models import Attempt
from assessments.services import evidence


def announce(attempt: Attempt) -> None:
    """Announce that an attempt has a score that counts.

    Args:
        attempt: released in the running transaction.

    Keeps what it says of competencies. Sends attempt_scored unless a guest began the attempt: that counts towards
    nothing.
    """
    if attempt.as_guest or attempt.learner_id is None:
        return
    evidence.recount(exercise_id=attempt.exercise_id, learner_ids=[attempt.learner_id])
    signals.attempt_scored.send(
        sender=Attempt, attempt_id=attempt.pk, exercise_id=attempt.exercise_id, learner_id=attempt.learner_id
    )
