import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.enums import RESCORING_UNDER_WAY, ChunkState, Outcome, RescoringState
from assessments.models.attempts import Attempt, Exercise, ExerciseVersion, Score


class Rescoring(models.Model):
    """A campaign: attempts scored on earlier versions of an exercise are scored again on the one in force."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="rescorings")
    target = models.ForeignKey(ExerciseVersion, on_delete=models.PROTECT, related_name="+")
    # Of answers to single questions: the rescoring of the exercise that these come from, and that this one goes with.
    part_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="of_singles")
    reason = models.TextField()
    may_lower = models.BooleanField()
    state = models.CharField(max_length=10, choices=RescoringState, default=RescoringState.PLANNED)
    # The differences that a sample showed when it was planned.
    sample = models.JSONField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["exercise"], condition=Q(state__in=sorted(RESCORING_UNDER_WAY)), name="rescoring_one_under_way"
            )
        ]

    def __str__(self) -> str:
        return str(self.key)


class RescoringChunk(models.Model):
    """A range of attempts by row id, worked on in one transaction; the last one has no end."""

    rescoring = models.ForeignKey(Rescoring, on_delete=models.PROTECT, related_name="chunks")
    first = models.BigIntegerField()
    last = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=ChunkState, default=ChunkState.PLANNED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rescoring", "first"], name="rescoring_chunk_once")]


class RescoringItem(models.Model):
    """What a rescoring says of one attempt: the score that counted before, and the one that is to count."""

    rescoring = models.ForeignKey(Rescoring, on_delete=models.PROTECT, related_name="items")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="+")
    before = models.ForeignKey(Score, on_delete=models.PROTECT, related_name="+")
    # None where only people can say.
    after = models.ForeignKey(Score, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome)
    change = models.SmallIntegerField(default=0, help_text="percent points as shown")
    # 1 for an attempt that passes now and did not, -1 the other way round.
    crosses = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rescoring", "attempt"], name="rescoring_item_once")]
