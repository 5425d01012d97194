import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from courses.enums import FinishedBy
from courses.models.outline import Course, Lesson


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def current(self) -> Self:
        return self.filter(withdrawn_at=None)


class Enrolment(models.Model):
    """One learner in one course; names the membership it was made under. Once finished it stays finished."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    membership = models.ForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    enrolled_at = models.DateTimeField(default=timezone.now)
    # When and where the learner last did something (enrolled, started, submitted, ticked off); reading leaves no trace.
    active_at = models.DateTimeField(default=timezone.now)
    last_lesson = models.ForeignKey(Lesson, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # Counters are kept, not recomputed per page.
    lessons_done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.CharField(max_length=8, choices=FinishedBy, blank=True)
    # When the final assessment met, by examination, all lessons that it can: see courses.rules.examination.
    tested_out_at = models.DateTimeField(null=True, blank=True)
    finished_version = models.PositiveIntegerField(null=True, blank=True)
    composite_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    # What finishing rested on, frozen then: exercises with their percent and version (see services.progress).
    evidence = models.JSONField(default=list)
    # The name the learner confirmed for the certificate; empty until then.
    printed_name = models.CharField(max_length=150, blank=True)
    # The same name in Latin letters, for a printed certificate whose fonts lack the script of the other.
    latin_name = models.CharField(max_length=150, blank=True)
    # A coordinator took the learner out: access is closed, everything is kept.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "course"], name="enrolment_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, finished_at=None),
                name="enrolment_withdrawn_by_somebody",
            ),
        ]


class LessonProgress(models.Model):
    """A lesson that is done."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="lesson_progress")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson"], name="lesson_done_once")]


class LessonReport(models.Model):
    """A learner's "something wrong here?" about a lesson."""

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
