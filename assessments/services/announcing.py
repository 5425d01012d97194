from assessments import signals
from assessments.models import Attempt


def announce(attempt: Attempt) -> None:
    """Announce that an attempt has a score that counts.

    Args:
        attempt: released in the running transaction.

    Sends attempt_scored unless a guest began the attempt: that counts towards nothing.
    """
    if not attempt.as_guest:
        signals.attempt_scored.send(
            sender=Attempt, attempt_id=attempt.pk, exercise_id=attempt.exercise_id, learner_id=attempt.learner_id
        )
