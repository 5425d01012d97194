import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from accounts.models import OutboxEntry
from cms.errors import PublishRefusedError
from cms.models import CoursePage, LessonPage, ModulePage
from cms.services import publishing, schedule
from courses.models import Lesson
from tests.factories import cms as make
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

NOW = timezone.now()
LATER = NOW + datetime.timedelta(hours=2)


def planned(module, **fields):
    """A lesson that is to go live in an hour."""
    lesson = make.make_lesson(parent=module, live=False, go_live_at=NOW + datetime.timedelta(hours=1), **fields)
    lesson.save_revision(user=make_user()).publish()
    return lesson


def change(page, **fields):
    """Change what is stored, behind the back of the editor."""
    page.revisions.update(content=page.revisions.last().content | fields)


def published(page):
    return PageLogEntry.objects.filter(page_id=page.pk, action="wagtail.publish.scheduled").count()


def test_what_is_due_is_published():
    lesson = planned(make.make_tree()[1])
    assert schedule.run_schedule(now=NOW) == 0
    LessonPage.objects.filter(pk=lesson.pk).update(go_live_at=None)
    change(lesson, go_live_at=None)
    assert schedule.run_schedule(now=LATER) == 1
    assert Lesson.objects.filter(key=lesson.translation_key, retired=False).exists()


def test_a_page_that_is_refused_stays_a_draft_and_its_author_is_told():
    module = make.make_tree()[1]
    bad, good = planned(module, title="Unready"), planned(module)
    change(bad, go_live_at=None, summary="")
    change(good, go_live_at=None)
    assert schedule.run_schedule(now=LATER) == 1
    assert list(LessonPage.objects.filter(pk__in=[bad.pk, good.pk], live=True)) == [good]
    mail = OutboxEntry.objects.get(topic="accounts.send_mail").payload
    assert mail["subject"] == "Not published: Unready"
    assert "- Summary: This field cannot be blank." in mail["text"]
    assert schedule.run_schedule(now=LATER) == 0


def test_what_has_expired_is_withdrawn():
    lesson = make.make_tree()[2]
    LessonPage.objects.filter(pk=lesson.pk).update(expire_at=NOW)
    schedule.run_schedule(now=LATER)
    assert Lesson.objects.get(key=lesson.translation_key).retired is True


def test_a_revision_of_nobody_tells_nobody():
    bad = planned(make.make_tree()[1])
    change(bad, go_live_at=None, summary="")
    bad.revisions.update(user=None)
    assert schedule.run_schedule(now=LATER) == 0
    assert not OutboxEntry.objects.filter(topic="accounts.send_mail").exists()


def test_a_refusal_is_told_to_the_owner_where_nobody_wrote_the_revision():
    bad = planned(make.make_tree()[1], owner=make_user(email="owner@city.example"))
    change(bad, go_live_at=None, summary="")
    bad.revisions.update(user=None)
    schedule.run_schedule(now=LATER)
    assert OutboxEntry.objects.get(topic="accounts.send_mail").payload["to"] == ["owner@city.example"]
    [entry] = PageLogEntry.objects.filter(page_id=bad.pk, action="chancery.refused")
    assert entry.data == {"problems": ["Summary: This field cannot be blank."]}


def test_an_approved_page_with_a_date_waits_for_it():
    author = make_user()
    lesson = make.make_lesson(parent=make.make_tree()[1], live=False, go_live_at=NOW + datetime.timedelta(hours=1))
    make.submit_for_approval(lesson)
    lesson.current_workflow_task_state.approve(user=make_user(is_superuser=True))
    lesson.refresh_from_db()
    assert (lesson.live, lesson.approved_schedule, author.is_active) == (False, True, True)
    change(lesson, go_live_at=None)
    assert schedule.run_schedule(now=LATER) == 1
    assert Lesson.objects.filter(key=lesson.translation_key, retired=False).exists()


def test_a_whole_course_is_planned_and_published_from_the_top_down():
    soon = NOW + datetime.timedelta(hours=1)
    course = make.make_course(live=False, go_live_at=soon)
    module = make.make_module(parent=course, live=False, go_live_at=soon)
    lesson = make.make_lesson(parent=module, live=False, go_live_at=soon)
    for page in (course, module, lesson):
        publishing.publish(page)
    for page in (lesson, module, course):
        change(page, go_live_at=None)
        Page.objects.filter(pk=page.pk).update(go_live_at=None)
    assert schedule.run_schedule(now=LATER) == 3
    assert Lesson.objects.get(key=lesson.translation_key).retired is False


def test_a_page_is_not_planned_before_the_one_that_holds_it():
    late, soon = NOW + datetime.timedelta(hours=2), NOW + datetime.timedelta(hours=1)
    course = make.make_course(live=False, go_live_at=late)
    publishing.publish(course)
    module = make.make_module(parent=course, live=False, go_live_at=soon)
    with pytest.raises(PublishRefusedError, match="is not published yet"):
        publishing.publish(module)


def test_a_page_whose_end_has_passed_too_is_not_published():
    """The worker was away for a day."""
    lesson = planned(make.make_tree()[1], title="Yesterday")
    change(lesson, go_live_at=None, expire_at=(NOW + datetime.timedelta(hours=1)).isoformat())
    assert schedule.run_schedule(now=LATER) == 0
    assert LessonPage.objects.get(pk=lesson.pk).live is False
    assert "has passed as well" in OutboxEntry.objects.get(topic="accounts.send_mail").payload["text"]
    assert schedule.run_schedule(now=LATER) == 0


def test_two_runs_at_once_publish_and_withdraw_once():
    _course, module, old = make.make_tree()
    lesson = planned(module)
    change(lesson, go_live_at=None)
    [revision] = schedule._due(LATER)
    assert [schedule._publish(revision, LATER) for _run in range(2)] == [1, 0]
    assert published(lesson) == 1
    LessonPage.objects.filter(pk=old.pk).update(expire_at=NOW)
    page = Page.objects.get(pk=old.pk)
    assert [schedule._withdraw(page, LATER) for _run in range(2)] == [1, 0]


def test_a_run_that_dies_leaves_the_page_to_the_next():
    lesson = planned(make.make_tree()[1])
    change(lesson, go_live_at=None)
    [revision] = schedule._due(LATER)
    with transaction.atomic():
        schedule._publish(revision, LATER)
        transaction.set_rollback(True)
    assert LessonPage.objects.get(pk=lesson.pk).live is False
    assert schedule.run_schedule(now=LATER) == 1


def test_a_broken_page_keeps_nobody_waiting(caplog):
    module = make.make_tree()[1]
    broken, good = planned(module), planned(module)
    change(broken, go_live_at=None, estimated_minutes="no number")
    change(good, go_live_at=None)
    assert schedule.run_schedule(now=LATER) == 1
    assert published(good) == 1
    assert "the schedule could not deal with" in caplog.text
    assert broken.revisions.exclude(approved_go_live_at=None).exists()


def test_withdrawn_courses_take_everything_with_them():
    course, module, lesson = make.make_tree()
    CoursePage.objects.filter(pk=course.pk).update(expire_at=NOW)
    schedule.run_schedule(now=LATER)
    assert CoursePage.objects.get(pk=course.pk).expired is True
    assert ModulePage.objects.get(pk=module.pk).live is True
    assert Lesson.objects.get(key=lesson.translation_key).course.retired is True
