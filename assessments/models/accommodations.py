from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models.attempts import Attempt, Exercise


class Accommodation(models.Model):
    """More time for one person, in one exercise or in all that they take under an organisation. It has no reason.

    Append-only; the newest that fits wins.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="accommodations")
    exercise = models.ForeignKey(
        Exercise, null=True, blank=True, on_delete=models.PROTECT, related_name="accommodations"
    )
    # Of one for all exercises: under which they are taken; none for what is taken under no organisation.
    organisation = models.ForeignKey(
        "accounts.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    factor_percent = models.PositiveSmallIntegerField(
        default=100, validators=[MinValueValidator(100), MaxValueValidator(400)]
    )
    window_minutes = models.PositiveIntegerField(default=0)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Drawn with the form: sending the same form twice grants once.
    form_token = models.UUIDField(unique=True)
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(factor_percent__gte=100, factor_percent__lte=400), name="accommodation_factor"
            )
        ]
        indexes = [models.Index(fields=["learner", "exercise"], name="accommodation_of_learner")]


class Pause(models.Model):
    """Minutes given back to an attempt under way whose time is limited. Append-only."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="pauses")
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    form_token = models.UUIDField(unique=True)
    granted_at = models.DateTimeField(default=timezone.now)
