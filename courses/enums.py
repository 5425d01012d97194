from django.db import models
from django.utils.translation import gettext_lazy as _


class LessonKind(models.TextChoices):
    LESSON = "lesson", _("Lesson")
    CASE_STUDY = "case-study", _("Case study")


class DoneBy(models.TextChoices):
    """What makes a lesson done; fetching its page never does."""

    SAID = "said", _("the learner says so")
    CHECK = "check", _("passing its required exercises")


class DeskTask(models.TextChoices):
    """What is on a city official's desk; lessons and exercises are collected by it."""

    VISIT = "visit", _("A visit")
    LETTER = "letter", _("A letter")
    AGREEMENT = "agreement", _("An agreement")
    TRIP = "trip", _("A trip")
    INCIDENT = "incident", _("An incident")


class FinishedBy(models.TextChoices):
    COURSE = "course", _("completing the course")
    TEST_OUT = "test-out", _("passing the final assessment without the lessons")
