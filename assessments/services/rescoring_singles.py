"""Answers to single questions of an exercise, scored again together with it."""

from dataclasses import asdict

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.enums import RESCORING_UNDER_WAY, ChunkState, RescoringState
from assessments.errors import RescoringError
from assessments.models import Exercise, ExerciseVersion, Rescoring, RescoringChunk
from assessments.rules.single import single_key, singles
from assessments.selectors.rescored import differences, in_scope
from assessments.services.rescoring_parts import PUBLISH, UNDO, parts_of, request
from assessments.services.singles import publish_single


def publish_singles(row: Rescoring) -> None:
    """Score the answers to single questions of an exercise by its new key as well.

    Args:
        row: of the rescoring of the exercise, which is being published.

    Raises:
        RescoringError: those of an earlier rescoring are under way.

    In the running transaction; the work is written to the outbox, a rescoring for each question that was answered. A
    question that is asked no more, or asks something else, keeps its scores.
    """
    definition = ExerciseVersion.objects.values_list("definition", flat=True).get(pk=row.target_id)
    answered = Exercise.objects.filter(single_of=row.exercise_id)
    keys = set(answered.values_list("key", flat=True))
    for question in singles(definition):
        if single_key(definition, question.id) in keys:
            _publish(row, publish_single(row.exercise, definition, question.id))


def _publish(row: Rescoring, exercise_id: int) -> None:
    target = Exercise.objects.values_list("current_version_id", flat=True).get(pk=exercise_id)
    if target is None or not in_scope(exercise_id, target).exists():
        return
    if Rescoring.objects.filter(exercise=exercise_id, state__in=RESCORING_UNDER_WAY).exists():
        raise _too_early()
    same = {"reason": row.reason, "may_lower": row.may_lower, "author_id": row.author_id}
    child = Rescoring.objects.create(
        exercise_id=exercise_id,
        target_id=target,
        part_of=row,
        state=RescoringState.PUBLISHING,
        sample=asdict(differences([])),
        published_by_id=row.published_by_id,
        published_at=row.published_at,
        **same,
    )
    parts = parts_of(child)
    for part in parts:
        # Publishing works out what was not worked out before.
        part.state = ChunkState.COMPUTED
    RescoringChunk.objects.bulk_create(parts)
    request(child, PUBLISH)


def undo_singles(row: Rescoring) -> None:
    """Let the answers to single questions count by what they scored before.

    Args:
        row: of the rescoring of the exercise, which is being undone.

    Raises:
        RescoringError: some of them are not published yet.

    In the running transaction; the work is written to the outbox.
    """
    mine = Rescoring.objects.filter(part_of=row)
    if mine.exclude(state=RescoringState.PUBLISHED).exists():
        raise _too_early()
    for child in mine.order_by("pk"):
        by = {"undone_by_id": row.undone_by_id, "undone_at": timezone.now()}
        Rescoring.objects.filter(pk=child.pk).update(state=RescoringState.UNDOING, **by)
        request(child, UNDO)


def _too_early() -> RescoringError:
    return RescoringError(_("Answers to the dilemma of the week are still being scored again. Try again in a minute."))
