"""What learners were given beyond the policy."""

from collections.abc import Collection, Mapping

from django.db.models import Q

from assessments.models import Accommodation
from assessments.selectors.times import NOTHING_GIVEN, Given


def given_to(learner_ids: Collection[int], exercise_ids: Collection[int]) -> Mapping[tuple[int, int], Given]:
    """Read the more time that some learners have in some exercises.

    Args:
        learner_ids: any number.
        exercise_ids: row ids, any number.

    Returns:
        (learner id, exercise id) -> the newest that fits; no entry for who was given nothing. One statement, none for
        no exercises.
    """
    found: dict[tuple[int, int], Given] = {}
    if not exercise_ids:
        return found
    fitting = Accommodation.objects.filter(Q(exercise=None) | Q(exercise__in=exercise_ids), learner__in=learner_ids)
    rows = fitting.order_by("pk").values_list("learner_id", "exercise_id", "factor_percent", "window_minutes")
    for learner_id, exercise_id, *amounts in rows:
        fits = exercise_ids if exercise_id is None else (exercise_id,)
        found |= {(learner_id, fitting_id): Given(*amounts) for fitting_id in fits}
    return found


def given_in(exercise_id: int, learner_id: int | None) -> Given:
    """Read the more time that a learner has in one exercise.

    Args:
        exercise_id: row id.
        learner_id: None for a guest, who is given none.

    Returns:
        The newest that fits. One statement, none for a guest.
    """
    if learner_id is None:
        return NOTHING_GIVEN
    return given_to([learner_id], [exercise_id]).get((learner_id, exercise_id), NOTHING_GIVEN)
