import datetime

import pytest
from django.utils import timezone

from accounts.models import OutboxEntry
from cms.models import LessonPage
from cms.services import schedule
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


def test_what_is_due_is_published():
    lesson = planned(make.make_tree()[1])
    assert schedule.run_schedule(now=NOW) == 0
    LessonPage.objects.filter(pk=lesson.pk).update(go_live_at=None)
    lesson.revisions.update(content=lesson.revisions.last().content | {"go_live_at": None})
    assert schedule.run_schedule(now=LATER) == 1
    assert Lesson.objects.filter(key=lesson.translation_key, retired=False).exists()


def test_a_page_that_is_refused_stays_a_draft_and_its_author_is_told():
    module = make.make_tree()[1]
    bad, good = planned(module, title="Unready"), planned(module)
    for page, change in ((bad, {"summary": ""}), (good, {})):
        page.revisions.update(content=page.revisions.last().content | {"go_live_at": None} | change)
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
    bad.revisions.update(content=bad.revisions.last().content | {"go_live_at": None, "summary": ""}, user=None)
    assert schedule.run_schedule(now=LATER) == 0
    assert not OutboxEntry.objects.filter(topic="accounts.send_mail").exists()
