import pytest
from wagtail.models import Locale

from assessments import selectors
from assessments.models import Exercise, Sample
from cms.errors import PublishRefusedError
from cms.models import ChoiceExercisePage, LessonPage, OrderExercisePage, SamplesPage
from cms.services import drift, projection, publishing
from courses.models import LessonExercise
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def samples():
    return make.make_samples()


def offered():
    return [card.slug for card in selectors.samples("en")]


def exercise_of(page):
    return Exercise.objects.get(key=page.translation_key)


def test_publishing_offers_an_exercise_and_withdrawing_ends_it(samples):
    page = make.make_order(parent=samples, slug="quick", live=False)
    assert offered() == []
    publishing.publish(page)
    assert offered() == ["quick"]
    OrderExercisePage.objects.get().unpublish()
    assert offered() == []
    assert exercise_of(page).retired


def test_everything_is_shown_and_nothing_counts_whatever_the_page_says(samples):
    rules = {"limit_minutes": 5, "cooldown_minutes": 60, "counting": "last"}
    page = make.make_choice(parent=samples, practice=False, max_tries=1, minutes=6, pass_percent=80, **rules)
    assert exercise_of(page).policy == {
        "practice": True, "max_tries": 0, "minutes": 6, "pass_percent": 80, "counting": "best",
    }  # fmt: skip


def test_samples_stand_in_the_order_of_their_pages(samples):
    make.make_choice(parent=samples, slug="one")
    second = make.make_order(parent=samples, slug="two")
    second.move(SamplesPage.objects.get(), pos="first-child")
    assert offered() == ["two", "one"]


def test_a_new_address_is_taken_over(samples):
    page = make.make_choice(parent=samples, slug="one")
    page.slug = "other"
    publishing.publish(page)
    assert offered() == ["other"]


@pytest.mark.parametrize("minutes", [6, 7])
def test_what_takes_more_than_six_minutes_is_refused(samples, minutes):
    page = make.make_choice(parent=samples, live=False, minutes=minutes)
    found = [(problem.field, problem.message, problem.anchor) for problem in publishing.problems_of(page)]
    message = "Minutes: what visitors try at once takes at most 6. Make it shorter."
    assert found == ([("minutes", message, "panel-child-content-rules_of_taking_it-section")] if minutes > 6 else [])
    if minutes > 6:
        with pytest.raises(PublishRefusedError):
            publishing.publish(page)


def test_a_course_may_hold_longer_ones():
    lesson = make.make_tree()[2]
    assert publishing.problems_of(make.make_choice(parent=lesson, live=False, minutes=20)) == ()


def test_an_exercise_moves_from_a_lesson_to_the_samples_and_back(samples):
    lesson = make.make_tree()[2]
    page = make.make_choice(parent=lesson, slug="quick", max_tries=3)
    page.move(SamplesPage.objects.get(), pos="last-child")
    exercise = exercise_of(page)
    assert (offered(), exercise.retired, exercise.policy["practice"]) == (["quick"], False, True)
    assert not LessonExercise.objects.filter(exercise=exercise, retired=False).exists()
    ChoiceExercisePage.objects.get().move(LessonPage.objects.get(), pos="last-child")
    exercise = exercise_of(page)
    assert (offered(), exercise.retired) == ([], False)
    assert (exercise.policy["practice"], exercise.policy["max_tries"]) == (False, 3)
    assert LessonExercise.objects.get(exercise=exercise).lesson.key == lesson.translation_key


def test_deleting_a_page_withdraws_it(samples, django_capture_on_commit_callbacks):
    page, other = make.make_choice(parent=samples, slug="one"), make.make_choice(parent=samples, slug="two")
    with django_capture_on_commit_callbacks(execute=True):
        page.delete()
    assert offered() == ["two"]
    assert exercise_of(page).retired
    with django_capture_on_commit_callbacks(execute=True):
        SamplesPage.objects.get().delete()
    assert offered() == []
    assert not Sample.objects.exists()
    assert exercise_of(other).retired
    assert drift.find_drift() == []


def test_withdrawing_the_page_above_withdraws_all(samples):
    make.make_choice(parent=samples)
    SamplesPage.objects.get().unpublish()
    assert offered() == []


def test_drift_is_said_and_mended(samples):
    page = make.make_choice(parent=samples, title="Quick", slug="quick")
    assert drift.find_drift() == []
    Sample.objects.all().delete()
    assert drift.find_drift() == ["Try one now: the exercises on offer, or their order, differ."]
    projection.project_all()
    assert drift.find_drift() == []
    Exercise.objects.filter(key=page.translation_key).update(retired=True)
    assert drift.find_drift() == ["Try one now: the exercise “Quick” differs."]


def test_a_translation_is_offered_with_its_source(samples):
    page = make.make_choice(parent=samples, title="Quick", slug="quick")
    locale = Locale.objects.create(language_code="fr")
    above = SamplesPage.objects.get().copy_for_translation(locale, copy_parents=True)
    make.publish_all(above)
    french = page.copy_for_translation(locale)
    french.title = "Vite"
    publishing.publish(french)
    assert [(card.slug, card.title, card.lang) for card in selectors.samples("fr")] == [("quick", "Vite", "")]
    assert [card.title for card in selectors.samples("en")] == ["Quick"]
