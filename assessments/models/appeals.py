from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models.attempts import Attempt, Score


class Appeal(models.Model):
    """A wish that somebody else looks at a score: of the learner, with a reason, or of a rule, which may lower nothing.

    Once for each score, answered once.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="appeals")
    score = models.OneToOneField(Score, on_delete=models.PROTECT, related_name="appeal")
    reason = models.TextField(blank=True)
    by_rule = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    # An AppealOutcome; "" while nobody has answered.
    outcome = models.CharField(max_length=10, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(outcome="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="appeal_answered_whole",
            ),
            models.UniqueConstraint(fields=["attempt"], condition=Q(outcome=""), name="appeal_one_waiting"),
        ]
