"""What learners think of their own written work."""

from collections.abc import Mapping

from django.utils import timezone

from assessments.models import Attempt, SelfAssessment


def judge_own_text(*, attempt_id: int, levels: Mapping[str, str]) -> bool:
    """Keep the levels that a learner gives their own text; they count for nothing.

    Args:
        attempt_id: row id of an attempt at written work.
        levels: criterion → level, those that were chosen.

    Returns:
        Whether they were kept: only what is handed in can be judged.

    One row for each attempt, overwritten each time. Safe to call twice. Announces nothing.
    """
    if Attempt.objects.handed_in().filter(pk=attempt_id).exists():
        kept = {"levels": dict(levels), "saved_at": timezone.now()}
        SelfAssessment.objects.update_or_create(attempt_id=attempt_id, defaults=kept)
        return True
    return False
