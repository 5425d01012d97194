import pytest

from courses import selectors, services
from courses.models import Course, Programme, ProgrammeText
from courses.rules.types import ProgrammeBody, ProgrammeOutline
from tests.factories.courses import lesson_item, make_course, make_programme, path_of

pytestmark = pytest.mark.django_db


def outline(programme, *courses, bodies=None):
    bodies = bodies or {"en": ProgrammeBody("The programme", "", ())}
    return ProgrammeOutline(programme.key, "en", bodies, frozenset(course.key for course in courses))


def test_a_synced_programme_is_read_back_as_it_was_given():
    course = make_course(lesson_item("a"))
    paths = (path_of("new", course, course.lessons.get()),)
    bodies = {"en": ProgrammeBody("One", "<p>Hi</p>", paths), "fr": ProgrammeBody("Un", "", ())}
    programme = make_programme(course, bodies=bodies)
    stored = selectors.published_programme(programme.key)
    assert (stored.bodies, stored.courses, stored.source_language) == (bodies, frozenset({course.key}), "en")
    services.sync_programme(stored)
    assert selectors.published_programme(programme.key) == stored


def test_syncing_again_replaces_texts_and_courses():
    old, new = make_course(), make_course()
    programme = make_programme(old, bodies={code: ProgrammeBody("One", "", ()) for code in ("en", "fr")})
    services.sync_programme(outline(programme, new))
    assert list(Course.objects.filter(programme=programme)) == [new]
    assert list(ProgrammeText.objects.values_list("language", "title")) == [("en", "The programme")]


def test_a_retired_programme_comes_back_when_it_is_synced():
    programme = make_programme(make_course())
    services.retire_programme(key=programme.key)
    assert (selectors.published_programme(programme.key), selectors.programme_card("en")) == (None, None)
    services.sync_programme(outline(programme))
    assert not Programme.objects.get().retired
