from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from courses.enums import DoneBy, EnrolBy, LessonKind
from courses.rules.second_look import PUBLISHED_BAND
from courses.rules.types import TEST_OUT_MARGIN, TEST_OUT_TRIES


class Programme(models.Model):
    """Several courses that end in one certificate. Its key is the translation key of its page."""

    key = models.UUIDField(unique=True)
    title = models.CharField(max_length=255)
    source_language = models.CharField(max_length=10, default="en")
    retired = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title


class ProgrammeText(models.Model):
    """What the pages of a programme show in one language. `paths` are courses.rules.types.ProgrammePath as JSON."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=255)
    introduction_html = models.TextField(blank=True)
    paths = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "language"], name="programme_text_per_language")]


class CourseQuerySet(models.QuerySet["Course"]):
    def offered(self) -> Self:
        return self.filter(retired=False)


class Course(models.Model):
    """A course as it is taken. Its key is the translation key of its page; what people read is in CourseText."""

    key = models.UUIDField(unique=True)
    # The programme whose certificate needs this course.
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="courses")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=255)
    # The language that every text exists in; readers of a language without a translation get this one.
    source_language = models.CharField(max_length=10, default="en")
    position = models.PositiveIntegerField(default=0)
    estimated_minutes = models.PositiveIntegerField(default=0)
    pass_percent = models.PositiveSmallIntegerField(default=70)
    # Testing out: how far above its pass mark, in percent, the final assessment must be, and in how many first tries.
    test_out = models.BooleanField(default=False)
    test_out_margin = models.PositiveSmallIntegerField(default=TEST_OUT_MARGIN)
    test_out_tries = models.PositiveSmallIntegerField(default=TEST_OUT_TRIES)
    # How far under the pass mark a result gets a second look, in percent (courses.rules.second_look).
    band_percent = models.PositiveSmallIntegerField(default=PUBLISHED_BAND)
    # How many months a certificate is valid from its issue; 0 for ever. Frozen in each issue.
    valid_months = models.PositiveSmallIntegerField(default=0)
    enrolment = models.CharField(max_length=10, choices=EnrolBy, default=EnrolBy.OPEN)
    final_exercise = models.ForeignKey(
        "assessments.Exercise", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    final_exercise_slug = models.SlugField(max_length=80, blank=True)
    final_required = models.BooleanField(default=False)
    final_weight = models.PositiveIntegerField(default=1)
    # The same asked before and after the course, to say what was learned; it counts for nothing else.
    before_exercise = models.ForeignKey(
        "assessments.Exercise", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    after_exercise = models.ForeignKey(
        "assessments.Exercise", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    instructors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    # Grows whenever a required lesson is added, so that a finished enrolment can tell what is new since.
    outline_version = models.PositiveIntegerField(default=1)
    retired = models.BooleanField(default=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(before_exercise=None, after_exercise=None)
                | Q(before_exercise__isnull=False, after_exercise__isnull=False),
                name="course_assessed_twice_or_never",
            )
        ]

    def __str__(self) -> str:
        return self.title


class CourseText(models.Model):
    """What a course page shows in one language, rendered when the course was published.

    `outline` holds modules and lessons in order (courses.selectors.outline says in what shape), so that a page needs
    one row whatever the number of lessons.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    description_html = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    outline = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "language"], name="course_text_per_language")]


class Module(models.Model):
    key = models.UUIDField(unique=True)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="modules")
    title = models.CharField(max_length=255)
    position = models.PositiveIntegerField()
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Lesson(models.Model):
    """A lesson or case study as it is taken; progress hangs on it, so it is retired, never deleted."""

    key = models.UUIDField(unique=True)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="lessons")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="lessons")
    kind = models.CharField(max_length=12, choices=LessonKind, default=LessonKind.LESSON)
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=255)
    position = models.PositiveIntegerField()
    estimated_minutes = models.PositiveIntegerField(default=0)
    required = models.BooleanField(default=True)
    done_by = models.CharField(max_length=8, choices=DoneBy, default=DoneBy.SAID)
    desk_tasks = models.JSONField(default=list)
    # The course's outline version that first required it.
    since_version = models.PositiveIntegerField(default=1)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], condition=Q(retired=False), name="lesson_slug_in_course")
        ]

    def __str__(self) -> str:
        return self.title


class LessonText(models.Model):
    """A lesson's body in one language, rendered when it was published.

    `case` holds what a case study has beyond its introduction (courses.rules.types.CaseText as JSON), else nothing.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    body_html = models.TextField()
    case = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lesson", "language"], name="lesson_text_per_language")]


class LessonExercise(models.Model):
    """The exercises of a lesson, in order."""

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="lesson_exercises")
    exercise = models.OneToOneField("assessments.Exercise", on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80)
    position = models.PositiveIntegerField()
    required = models.BooleanField(default=True)
    weight = models.PositiveIntegerField(default=1)
    desk_tasks = models.JSONField(default=list)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "slug"], condition=Q(retired=False), name="exercise_slug_in_lesson"
            )
        ]
