import uuid

import pytest

from courses import services
from courses.models import SearchEntry
from courses.rules.types import LessonBody, OutlineTerm
from courses.selectors.wording import plain_text
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import course_body, exercise_item, lesson_item, make_course, make_outline, store_outline

pytestmark = pytest.mark.django_db


def kept():
    return list(SearchEntry.objects.order_by("pk").values_list("kind", "language", "title", "title_words"))


def test_a_published_course_can_be_found_in_every_language():
    term = OutlineTerm(uuid.uuid4(), "fr", "Préséance", "L’ordre.")
    bodies = {language: LessonBody(title, "", "") for language, title in (("en", "At the door"), ("fr", "À la porte"))}
    make_course(lesson_item("door", bodies=bodies, terms=(term,)), bodies={"en": course_body("Protocol")})
    assert kept() == [
        ("course", "en", "Protocol", " protocol "),
        ("lesson", "en", "At the door", " at door the "),
        ("lesson", "fr", "À la porte", " a la porte "),
        ("term", "fr", "Préséance", " preseance "),
    ]


def test_a_lesson_is_found_by_its_tags():
    make_course(lesson_item("door", tags=("public-diplomacy", "E12")))
    entry = SearchEntry.objects.get(kind="lesson")
    assert entry.body_words == " body diplomacy door e12 of public "
    assert "diplomacy" not in entry.title + entry.text + entry.body


def test_publishing_again_replaces_what_can_be_found():
    outline = make_outline([lesson_item("a"), lesson_item("b")])
    store_outline(outline)
    store_outline(outline)
    assert [row[2] for row in kept()] == [outline.bodies["en"].title, "A", "B"]
    fewer = make_outline([lesson_item("a")], key=outline.key, slug=outline.slug, modules=outline.modules[:0])
    store_outline(fewer)
    assert [row[0] for row in kept()] == ["course"]


def test_a_retired_course_is_found_no_more_and_others_are():
    course, other = make_course(lesson_item("a")), make_course(lesson_item("b"))
    services.retire_course(key=course.key)
    assert set(SearchEntry.objects.values_list("course", flat=True)) == {other.pk}


def test_nothing_of_an_exercise_is_kept():
    exercise = make_published_exercise("order", title="Tamarind")
    make_course(lesson_item("a", exercise_item(exercise, slug="tamarind")))
    for row in SearchEntry.objects.values():
        assert "tamarind" not in str(row).lower()


MARKUP = {
    "<p>One</p><p>Two &amp; three</p>": "One\nTwo & three",
    "<ul><li>One <b>bo</b>ld</li><li>Two</li></ul>": "One bold\nTwo",
    "<p>One<br>Two<a href='/x'>link</a></p>": "One\nTwolink",
    "<td>One</td><td>1 &lt; 2</td>": "One\n1 < 2",
    "": "",
}


@pytest.mark.parametrize(("markup", "text"), MARKUP.items())
def test_text_is_taken_out_of_markup(markup, text):
    assert plain_text(markup) == text
