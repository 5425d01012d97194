"""Translations come out of an export in the folder of their course, and are read again without loss."""

import pytest

from cms.models import CoursePage, LessonPage
from cms.services import publishing
from tests.factories import cms as make


@pytest.fixture
def french(db):
    course, _module, lesson = make.make_tree(slug="welcome")
    make.make_choice(parent=lesson, slug="check", title="Check")
    found = make.translate(course)
    make.publish_all(found)
    page = LessonPage.objects.get(translation_key=lesson.translation_key, locale=found.locale)
    page.title = "La porte"
    publishing.publish(page)
    return found


def test_a_translation_lies_in_the_folder_of_its_course(french, round_trip):
    first, second = round_trip()
    assert first == second
    names = {name.removeprefix("welcome/") for name in first if name.startswith("welcome/")}
    translated = {name.removeprefix("fr/") for name in names if name.startswith("fr/")}
    assert translated == {name for name in names if not name.startswith("fr/")}
    assert any(b"title: La porte" in text for name, text in first.items() if name.startswith("welcome/fr/"))


def test_drafts_of_a_translation_are_left_out(export):
    course = make.make_tree(slug="welcome")[0]
    french = make.translate(course)
    assert not any("/fr/" in name for name in export())
    assert export.report.left_out == (f"course “{french.title}” is not published.",)


def test_a_course_that_translates_none_is_told(french, export):
    CoursePage.objects.get(locale__language_code="en").delete()
    assert export("out").keys() <= {"competencies.yaml", "terms.yaml"}
    assert export.report.left_out == (f"course “{french.title}” is in the language fr, and not in en.",)
