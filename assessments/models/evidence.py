from django.conf import settings
from django.db import models

from assessments.models.attempts import Attempt, Exercise


class CompetencyEvidence(models.Model):
    """What the newest try of a learner at an exercise says of a competency. Kept, not recomputed for each page.

    It follows from the attempts alone: `services.evidence` writes it, `manage.py verify_progress` computes it again.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")
    # As definitions name it; it may be the key of a competency that is no longer listed.
    competency = models.CharField(max_length=64)
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="+")
    earned = models.BigIntegerField(help_text="micro-points")
    possible = models.BigIntegerField(help_text="micro-points")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "exercise", "competency"], name="competency_evidence_once"),
            models.CheckConstraint(
                condition=models.Q(earned__gte=0, earned__lte=models.F("possible"), possible__gt=0),
                name="competency_evidence_within_bounds",
            ),
        ]

    def __str__(self) -> str:
        return self.competency
