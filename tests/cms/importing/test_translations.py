"""A translation is a folder in the folder of its course, and becomes pages of another language with the same keys."""

import pytest
from wagtail.models import GroupPagePermission, Page

from assessments.models import Exercise
from cms.models import CataloguePage, ImportRecord, LessonPage
from cms.services import publishing
from courses.models import Course, Lesson
from courses.selectors import course_view, offered_courses

LESSON = "welcome/fr/01-the-door/01-who-opens.md"
CHECK = "welcome/fr/01-the-door/01-who-opens.check.yaml"


@pytest.fixture
def translated(files):
    files.translate()
    return files


def french_lesson():
    return LessonPage.objects.get(locale__language_code="fr")


def test_one_lesson_in_two_languages_is_one_lesson(run, translated):
    report = run()
    assert (report.problems, report.kept, report.left) == ((), (), ())
    lesson = Lesson.objects.get(slug="who-opens")
    assert dict(lesson.texts.values_list("language", "title")) == {"en": "Who opens", "fr": "Qui ouvre"}
    check = Exercise.objects.get(title="Who opens the door?").current_version.definition
    assert {code: texts["items.who.prompt_html"] for code, texts in check["texts"].items()} == {
        "en": "<p>Who opens the <b>door</b>?</p>",
        "fr": "<p>Qui ouvre la <b>porte</b>?</p>",
    }
    assert [item["id"] for item in check["items"]] == ["who", "what"]
    assert Course.objects.count() == 2


def test_what_is_not_translated_is_shown_in_the_language_of_the_course(run, translated):
    run()
    view = course_view(slug="welcome", learner_id=None, language="fr")
    assert (view.title, view.lang, view.competencies_lang) == ("Bienvenue à la porte", "", "en")
    lessons = [(lesson.title, lesson.lang) for module in view.modules for lesson in module.lessons]
    assert lessons == [("Qui ouvre", ""), ("The early guest", "en")]
    titles = [card.title for module in view.modules for lesson in module.lessons for card in lesson.exercises]
    assert titles[:2] == ["Qui ouvre la porte ?", "Who goes in first?"]
    assert (view.own_lessons, view.lesson_count) == (1, 2)
    english = course_view(slug="welcome", learner_id=None, language="en")
    assert (english.title, english.own_lessons) == ("Welcome: at the door", 0)
    cards = {card.slug: card.own_lessons for card in offered_courses("fr")}
    assert cards == {"welcome": 1, "letters": 0}


def test_the_pages_above_a_translation_follow_those_of_the_first_language(run, translated, client):
    run()
    catalogue = CataloguePage.objects.get(locale__language_code="fr")
    home = catalogue.get_parent()
    home.alias_of.specific.title = "Welcome"
    publishing.publish(home.alias_of.specific)
    page = client.get("/courses/", headers={"accept-language": "fr"}).content.decode()
    assert "Bienvenue à la porte" in page


def test_who_writes_courses_may_write_their_translations(run, translated):
    run()
    rights = GroupPagePermission.objects.values_list("group__name", "permission__codename")
    first, french = CataloguePage.objects.order_by("pk")
    assert set(rights.filter(page=french)) == set(rights.filter(page=first)) != set()
    assert french.get_workflow() == first.get_workflow() is not None


def test_a_second_import_changes_nothing(run, translated):
    run()
    before = list(Page.objects.order_by("pk").values("pk", "path", "latest_revision_id"))
    report = run()
    assert (report.made, report.changed, report.kept, report.left) == (0, 0, (), ())
    assert list(Page.objects.order_by("pk").values("pk", "path", "latest_revision_id")) == before
    assert ImportRecord.objects.filter(language="fr").count() == 5


def test_a_dry_run_writes_nothing(run, translated):
    report = run(dry_run=True)
    assert report.problems == ()
    assert not Page.objects.filter(locale__language_code="fr").exists()


def test_only_what_changed_is_written_again(run, translated):
    run()
    translated.change(LESSON, "Qui ouvre", "Qui ouvre donc")
    assert (run().changed, french_lesson().title) == (1, "Qui ouvre donc")


def test_a_translation_that_was_changed_in_the_cms_is_kept(run, translated):
    run()
    page = french_lesson()
    page.title = "À la main"
    publishing.publish(page)
    translated.change(LESSON, "Qui ouvre", "Qui ouvre donc")
    assert run().kept == (
        f"lesson “Qui ouvre donc” ({page.translation_key}) was changed in the CMS since it was imported, and is kept.",
    )


def test_a_translation_without_files_is_told(run, translated):
    run()
    translated.remove("welcome/fr")
    assert run().left == ("course “Bienvenue à la porte” (welcome/fr/course.md) has no file any more.",)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "welcome/fr/course.md",
            "language: fr",
            "language: en",
            "welcome/fr/course.md:4: The language of this folder is fr, and the course is written in another one.",
        ),
        (
            LESSON,
            "44444444-0000-4000-8000-000000000002",
            "44444444-0000-4000-8000-00000000000a",
            f"{LESSON}:2: The course has no such page with the key 44444444-0000-4000-8000-00000000000a at this place.",
        ),
    ],
)
def test_what_translates_nothing_is_refused(translated, name, old, new, message):
    translated.change(name, old, new)
    assert any(problem.startswith(message) for problem in translated.problems())


def test_an_exercise_that_no_translated_lesson_lists_is_named(translated):
    translated.change(LESSON, "[01-who-opens.check.yaml, ", "[")
    message = "No lesson and no course.md lists this exercise. Add its name under exercises, or remove the file."
    assert f"{CHECK}:1: {message}" in translated.problems()
