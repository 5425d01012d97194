"""People who have something to be asked again, for tests of the dilemma of the week."""

import datetime
from typing import Any

from django.core import mail
from django.core.mail import EmailMessage

from accounts.models import User
from accounts.services import outbox
from assessments.models import Exercise
from courses import services
from courses.models import Course, Enrolment
from tests.factories.accounts import make_verified_user
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import do_exercise, exercise_item, lesson_item, make_course, make_enrolment

# Tuesday, 12 o'clock.
NOW = datetime.datetime(2026, 12, 29, 12, tzinfo=datetime.UTC)
MONDAY = datetime.date(2026, 12, 28)
WEEK = datetime.timedelta(weeks=1)


def make_studied_course(*kinds: str, **fields: Any) -> tuple[Course, list[Exercise]]:
    """Make a course with a lesson for each kind of exercise."""
    found = [make_published_exercise(kind, practice=kind == "sjt") for kind in kinds]
    lessons = [lesson_item(f"lesson-{number}-{it.pk}", exercise_item(it)) for number, it in enumerate(found)]
    return make_course(*lessons, **fields), found


def study(course: Course, exercises: list[Exercise], learner: User, *, is_right: bool = True) -> Enrolment:
    """Do every lesson and every exercise of a course, now."""
    enrolment = make_enrolment(course, learner)
    for exercise in exercises:
        do_exercise(exercise, learner, is_right=is_right)
    for lesson in course.lessons.all():
        services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=lesson.pk)
    return enrolment


def deliver() -> list[EmailMessage]:
    """Send what waits in the outbox and return all messages."""
    while outbox.sweep():
        pass
    return mail.outbox


def make_reader(**fields: Any) -> User:
    return make_verified_user(**({"dilemma_mail": "weekly"} | fields))
