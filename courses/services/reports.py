"""Learners telling instructors that something in a lesson is wrong."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import selectors as account_selectors
from accounts.services import mail
from courses.errors import TooManyReportsError
from courses.models import Course, Lesson, LessonReport

# Each report is mailed to several people: more than a careful reader of a whole course finds in a day.
MOST_REPORTS = 20
PERIOD = datetime.timedelta(days=1)


@transaction.atomic
def report_lesson(*, lesson_id: int, reporter_id: int, text: str) -> LessonReport:
    """Keep a learner's report about a lesson and mail it to the course's instructors.

    Args:
        lesson_id: of the lesson.
        reporter_id: who reports; their name and address go with the report, so that they can be answered.
        text: what is wrong, not empty.

    Returns:
        The stored report.

    Raises:
        TooManyReportsError: the learner has sent MOST_REPORTS within a day; nothing is kept or sent.

    Messages go through the outbox in the same transaction, each in its reader's language. Those who no longer instruct
    anywhere get none; a course without instructors sends them to the site's administrators. Safe to call twice: the
    same words of the same person about the same lesson are one report.
    """
    recent = LessonReport.objects.filter(reporter_id=reporter_id, created_at__gt=timezone.now() - PERIOD)
    if recent.count() >= MOST_REPORTS and not recent.filter(lesson_id=lesson_id, text=text).exists():
        raise TooManyReportsError(
            _("You have sent %(number)d reports within a day. Please send this one tomorrow; your words stay below.")
            % {"number": MOST_REPORTS}
        )
    report, is_new = LessonReport.objects.get_or_create(lesson_id=lesson_id, reporter_id=reporter_id, text=text)
    if not is_new:
        return report
    lesson = Lesson.objects.select_related("course").get(pk=lesson_id)
    for person in _readers(lesson.course):
        _queue(report, lesson, person)
    return report


def _readers(course: Course) -> Sequence[Any]:
    current = course.instructors.filter(is_active=True, pk__in=account_selectors.instructor_ids())
    instructors = list(current)
    return instructors or list(get_user_model().objects.filter(is_superuser=True, is_active=True))


def _queue(report: LessonReport, lesson: Lesson, person: Any) -> None:
    url = settings.CHANCERY_PUBLIC_URL + reverse("courses:lesson", args=[lesson.course.slug, lesson.slug])
    context = {"report": report, "lesson": lesson, "url": url, "site_name": settings.CHANCERY_SITE_NAME}
    with translation.override(person.language):
        subject = _("Something may be wrong in: %(lesson)s") % {"lesson": lesson.title}
        text = render_to_string("courses/email/lesson_report.txt", context)
    mail.queue(to=[person.email], subject=subject, text=text, dedupe_key=f"courses.report:{report.pk}:{person.pk}")
