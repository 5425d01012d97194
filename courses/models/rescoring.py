from django.db import models
from django.db.models import Q

from courses.models.learning import Enrolment
from courses.models.outline import Lesson


class RescoringEffect(models.Model):
    """What a rescoring made done, and undoing takes back: a lesson that it ticked off.

    Without a lesson it is the course that it finished, or, where `tested_out` is set, that was tested out of.
    """

    cause = models.UUIDField(help_text="key of the rescoring")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    lesson = models.ForeignKey(Lesson, null=True, on_delete=models.PROTECT, related_name="+")
    tested_out = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cause", "enrolment", "lesson"], name="rescoring_effect_once"),
            models.UniqueConstraint(
                fields=["cause", "enrolment", "tested_out"], condition=Q(lesson=None), name="rescoring_finish_once"
            ),
        ]
