import pytest
from django.core import mail as sent

from accounts.services import outbox
from courses import services
from courses.models import LessonReport
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
