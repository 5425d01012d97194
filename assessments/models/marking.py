from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models.attempts import Attempt


class Marking(models.Model):
    """One marker's work on one submission. How many may mark the same is no business of the table."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="markings")
    marker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The number of the latest save on the main line; a save names the one it was based on.
    version = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "marker"], name="marking_once")]


class MarkSave(models.Model):
    """One save of a marker's draft. Append-only; a save made on a stale base is kept as a branch."""

    marking = models.ForeignKey(Marking, on_delete=models.PROTECT, related_name="saves")
    client_seq = models.CharField(max_length=40)
    base_version = models.PositiveIntegerField()
    version = models.PositiveIntegerField(null=True, blank=True)
    is_branch = models.BooleanField(default=False)
    marks = models.JSONField()
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["marking", "client_seq"], name="mark_save_once"),
            models.UniqueConstraint(
                fields=["marking", "version"], condition=Q(is_branch=False), name="mark_save_one_line"
            ),
        ]


class Mark(models.Model):
    """Marks that were released to the learner. Append-only: a correction is the next number, with its reason."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="marks")
    number = models.PositiveIntegerField()
    marker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    marks = models.JSONField()
    reason = models.TextField(blank=True)
    released_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="mark_number_unique"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="mark_correction_has_reason"),
        ]
