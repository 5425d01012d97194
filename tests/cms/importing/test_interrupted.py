"""A new course is made page by page: others write in between, and nobody meets half of it."""

import pytest
from django.db import connection
from wagtail.models import Page

from accounts.models import User
from cms.models import CoursePage, ImportRecord, LessonPage, Picture
from cms.services import projection
from cms.services.drift import find_drift
from courses.models import Course, Lesson
from tests.factories import cms as make

DOOR = "welcome/01-the-door/01-who-opens.md"
PAGES = 9


@pytest.fixture
def between(monkeypatch):
    """Call this between two pages of an import."""

    def between(action):
        monkeypatch.setattr("time.sleep", lambda _seconds: action())

    return between


class Stopped(BaseException):
    """Somebody ended the process."""


def test_others_write_between_two_pages_and_what_they_wrote_stays(run, small, between):
    outside = list(connection.savepoint_ids)

    def write_and_stop():
        assert connection.savepoint_ids == outside
        User.objects.create_user(email="learner@example.org", password="a good long pass phrase")
        raise Stopped

    between(write_and_stop)
    with pytest.raises(Stopped):
        run(pause=1)
    assert User.objects.filter(email="learner@example.org").exists()
    assert CoursePage.objects.filter(slug="welcome", live=True).exists()


@pytest.mark.parametrize("pages", [1, 3, 5])
def test_what_was_stopped_is_closed_until_the_next_import_has_ended_it(run, files, between, pages):
    files.remove("letters")
    seen = []

    def stop():
        seen.append(Course.objects.exists())
        if len(seen) == pages:
            raise Stopped

    between(stop)
    with pytest.raises(Stopped):
        run(pause=1)
    projection.project_all()
    assert (seen, Course.objects.exists()) == ([False] * pages, False)
    assert any("its import was stopped" in line for line in find_drift())

    between(lambda: None)
    report = run(pause=1)
    assert (report.made, report.problems) == (PAGES - pages, ())
    assert Lesson.objects.filter(course__slug="welcome").count() == 2
    assert not ImportRecord.objects.filter(unfinished=True).exists()
    assert (run().made, run().changed) == (0, 0)


def test_a_new_course_that_is_refused_leaves_nothing_behind(run, files):
    files.remove("letters")
    files.change(DOOR, "slug: who-opens", "slug: early-guest")
    report = run()
    assert report.problems
    assert not CoursePage.objects.exists()
    assert not Picture.objects.exists()
    assert not ImportRecord.objects.filter(path__startswith="welcome").exists()
    files.change(DOOR, "slug: early-guest", "slug: who-opens")
    assert run().made == PAGES
    assert Course.objects.filter(slug="welcome").exists()


def test_a_lesson_that_moves_into_a_new_course_stays_in_its_own_when_that_is_refused(run, files):
    run()
    key = LessonPage.objects.get(slug="dear").translation_key
    files.remove("letters")
    text = (files.root / DOOR).read_text().replace("44444444-0000-4000-8000-000000000002", str(key))
    files.write(DOOR, text)
    run()
    assert LessonPage.objects.filter(translation_key=key).exists()


def test_a_translation_that_others_wrote_outlives_a_new_course_that_is_refused(run, files):
    run()
    course = CoursePage.objects.get(slug="welcome")
    french = make.translate(course)
    Page.objects.get(pk=course.pk).delete()
    ImportRecord.objects.all().delete()
    files.remove("letters")
    files.change(DOOR, "slug: who-opens", "slug: early-guest")
    assert run().problems
    assert CoursePage.objects.get(translation_key=course.translation_key).pk == french.pk
