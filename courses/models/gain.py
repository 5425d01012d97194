from django.db import models

from courses.enums import Moment
from courses.models.learning import Enrolment
from courses.models.outline import Course


class GainTry(models.Model):
    """What a learner did about the assessment before a course, or after it: a try, or none where it was skipped."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="gain_tries")
    moment = models.CharField(max_length=6, choices=Moment)
    attempt = models.OneToOneField("assessments.Attempt", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "moment"], name="gain_try_once")]


class CourseMeasurement(models.Model):
    """How exactly the result of a course measures, as it was last worked out (adr 0029); for instructors."""

    course = models.OneToOneField(Course, on_delete=models.CASCADE, related_name="measurement")
    # Who has tried every exercise that counts.
    people = models.PositiveIntegerField()
    # One standard error, in percent of the points, and stratified alpha, 0 to 1; nothing where it cannot be worked out.
    error_percent = models.FloatField(null=True)
    reliability = models.FloatField(null=True)
    # How many of the exercises that count have a reliability that cannot be known.
    parts = models.PositiveIntegerField()
    unknown_parts = models.PositiveIntegerField()
    measured_at = models.DateTimeField()


class GroupGain(models.Model):
    """What those who took a course gained, as it was last told: kept, so that no later change tells one result."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="gains")
    before_exercise = models.ForeignKey("assessments.Exercise", on_delete=models.PROTECT, related_name="+")
    after_exercise = models.ForeignKey("assessments.Exercise", on_delete=models.PROTECT, related_name="+")
    # Those with both results; 0 until there are enough.
    people = models.PositiveIntegerField(default=0)
    # Those who took the first, with the second or without.
    began = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "before_exercise", "after_exercise"], name="group_gain_once")
        ]
