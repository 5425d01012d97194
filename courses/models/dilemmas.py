from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Dilemma(models.Model):
    """The question that somebody is asked in one week, by e-mail or on the page; answered once."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The Monday it begins with.
    week = models.DateField()
    # Where the question comes from: it is asked in the version of then, whatever becomes of the exercise.
    exercise = models.ForeignKey("assessments.Exercise", on_delete=models.PROTECT, related_name="+")
    version = models.CharField(max_length=64)
    question = models.CharField(max_length=64)
    competency = models.CharField(max_length=64, blank=True)
    # Whether it was sent by e-mail, or is there because the learner answered it on the page.
    mailed = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Of the answer: the key of its attempt, and whether it passed.
    attempt_key = models.UUIDField(null=True, blank=True, unique=True)
    right = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "week"], name="dilemma_one_a_week"),
            models.CheckConstraint(
                condition=Q(answered_at=None, attempt_key=None, right=None) | Q(answered_at__isnull=False),
                name="dilemma_answered_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.week}: {self.question}"
