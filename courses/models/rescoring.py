from django.db import models
from django.db.models import Q

from courses.models.learning import Enrolment
from courses.models.outline import Lesson


class RescoringEffect(models.Model):
    """A lesson that a rescoring ticked off, or without a lesson the course that it finished; undoing takes it back."""

    cause = models.UUIDField(help_text="key of the rescoring")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    lesson = models.ForeignKey(Lesson, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cause", "enrolment", "lesson"], name="rescoring_effect_once"),
            models.UniqueConstraint(
                fields=["cause", "enrolment"], condition=Q(lesson=None), name="rescoring_finish_once"
            ),
        ]
