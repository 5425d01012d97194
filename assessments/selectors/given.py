"""What learners were given beyond the policy."""

from collections.abc import Callable, Collection, Mapping

from django.db.models import Q

from assessments.models import Accommodation
from assessments.selectors.times import NOTHING_GIVEN, Given

# (learner ids, exercise ids) -> (learner id, exercise id) -> row id of the organisation it is taken under, or None.
Under = Callable[[Collection[int], Collection[int]], Mapping[tuple[int, int], int | None]]
UNDER: list[Under] = []


def register_under(find: Under) -> None:
    """Name the selector that knows under which organisation somebody takes an exercise; once, from an app's ready().

    Args:
        find: leaves out what is taken under none; a constant number of statements.
    """
    UNDER[:] = [find]


def given_to(learner_ids: Collection[int], exercise_ids: Collection[int]) -> Mapping[tuple[int, int], Given]:
    """Read the more time that some learners have in some exercises.

    Args:
        learner_ids: any number.
        exercise_ids: row ids, any number.

    Returns:
        (learner id, exercise id) -> the newest that fits; no entry for who was given nothing. One statement, none for
        no exercises; those of `register_under` where somebody was given time for all exercises.
    """
    found: dict[tuple[int, int], Given] = {}
    if not exercise_ids:
        return found
    fitting = Accommodation.objects.filter(Q(exercise=None) | Q(exercise__in=exercise_ids), learner__in=learner_ids)
    fields = ("learner_id", "exercise_id", "organisation_id", "factor_percent", "window_minutes")
    rows = list(fitting.order_by("pk").values_list(*fields))
    wide = {row[0] for row in rows if row[1] is None}
    under = UNDER[0](wide, exercise_ids) if wide and UNDER else {}
    for learner_id, exercise_id, organisation_id, *amounts in rows:
        if exercise_id is None:
            fits = [pk for pk in exercise_ids if under.get((learner_id, pk)) == organisation_id]
        else:
            fits = [exercise_id]
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
