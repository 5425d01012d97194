import pytest
import time_machine
from django.core import mail as sent

from accounts.services import outbox
from courses import services
from courses.errors import TooManyReportsError
from courses.models import LessonReport
from courses.services.reports import MOST_REPORTS, PERIOD
from tests.factories.accounts import make_instructor, make_user
from tests.factories.courses import lesson_item, make_course

pytestmark = pytest.mark.django_db


def report(course, learner):
    lesson = course.lessons.get()
    services.report_lesson(lesson_id=lesson.pk, reporter_id=learner.pk, text="Article 16 says <otherwise> & more.")
    outbox.sweep()


def test_a_report_is_kept_and_mailed_to_the_instructors(learner):
    teachers = [make_instructor(), make_instructor(), make_instructor(is_active=False), make_user()]
    make_user(is_superuser=True)
    course = make_course(lesson_item("a"), slug="protocol", instructor_ids=tuple(teacher.pk for teacher in teachers))
    report(course, learner)
    assert LessonReport.objects.get().text == "Article 16 says <otherwise> & more."
    assert sorted(message.to[0] for message in sent.outbox) == sorted(teacher.email for teacher in teachers[:2])
    message = sent.outbox[0]
    assert message.subject == "Something may be wrong in: A"
    assert "Article 16 says <otherwise> & more." in message.body
    assert f"Ana Learner ({learner.email})" in message.body
    assert "https://chancery.test/learn/protocol/a/" in message.body


def test_a_report_goes_to_the_administrators_where_there_is_no_instructor(learner):
    administrator = make_user(is_superuser=True)
    report(make_course(lesson_item("a")), learner)
    assert [message.to for message in sent.outbox] == [[administrator.email]]


def test_the_same_report_twice_is_one_report_and_one_message(learner):
    course = make_course(lesson_item("a"), slug="protocol", instructor_ids=(make_instructor().pk,))
    report(course, learner)
    report(course, learner)
    assert LessonReport.objects.count() == 1
    assert len(sent.outbox) == 1


def test_a_learner_sends_so_many_reports_a_day(learner):
    course = make_course(lesson_item("a"), instructor_ids=(make_instructor().pk,))
    lesson = course.lessons.get()
    with time_machine.travel("2026-03-01 09:00Z", tick=False) as clock:
        for number in range(MOST_REPORTS):
            services.report_lesson(lesson_id=lesson.pk, reporter_id=learner.pk, text=f"Mistake {number}")
        with pytest.raises(TooManyReportsError, match="Please send this one tomorrow"):
            services.report_lesson(lesson_id=lesson.pk, reporter_id=learner.pk, text="One more")
        services.report_lesson(lesson_id=lesson.pk, reporter_id=learner.pk, text="Mistake 3")
        services.report_lesson(lesson_id=lesson.pk, reporter_id=make_user().pk, text="Somebody else's")
        assert LessonReport.objects.count() == MOST_REPORTS + 1
        clock.shift(PERIOD)
        services.report_lesson(lesson_id=lesson.pk, reporter_id=learner.pk, text="One more")
    assert LessonReport.objects.count() == MOST_REPORTS + 2
