import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments import services as assessment_services
from assessments.models import Attempt, Exercise
from cms.models import BranchExercisePage, ChoiceExercisePage, CoursePage, LessonPage
from cms.services import projection, publishing
from courses import selectors as course_selectors
from courses.models import Course, CourseText, Lesson, LessonExercise, LessonText, Module, SearchEntry
from tests.factories import cms as make
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def lesson_of(page):
    return Lesson.objects.get(key=page.translation_key)


def exercise_of(page):
    return Exercise.objects.get(key=page.translation_key)


def test_publishing_a_lesson_offers_it_to_learners():
    course, module, lesson = make.make_tree()
    stored = lesson_of(lesson)
    assert (stored.title, stored.course.key, stored.module.key) == (
        lesson.title,
        course.translation_key,
        module.translation_key,
    )
    assert stored.texts.get().body_html == "<p>Stand at the door.</p>"


def test_a_course_is_handed_over_with_all_it_says():
    competency = make.make_competency(title="Precedence")
    course = make.make_course(
        audience="Clerks",
        outcomes="Stand right\nSpeak first",
        competencies=[str(competency)],
        instructor_names="A. Host",
        sources="One\nTwo",
        description="<p>About <b>doors</b></p>",
        estimated_minutes=90,
        pass_percent=80,
    )
    stored = Course.objects.get(key=course.translation_key)
    text = stored.texts.get(language="en")
    assert (stored.estimated_minutes, stored.pass_percent, stored.retired) == (90, 80, False)
    assert text.description_html == "<p>About <b>doors</b></p>"
    assert text.details["outcomes"] == ["Stand right", "Speak first"]
    assert text.details["competencies"] == ["Precedence"]


def test_editing_a_lesson_changes_its_text_and_not_its_record():
    lesson = make.make_tree()[2]
    before = lesson_of(lesson).pk
    lesson.body = [make.text_block("<p>Sit down.</p>")]
    lesson.slug = "sit-down"
    publishing.publish(lesson)
    after = lesson_of(lesson)
    assert (after.pk, after.slug, after.texts.get().body_html) == (before, "sit-down", "<p>Sit down.</p>")


def test_a_draft_changes_nothing_for_learners():
    lesson = make.make_tree()[2]
    lesson.title = "Another title"
    lesson.save_revision()
    projection.project_outline(CoursePage.objects.get())
    assert lesson_of(lesson).title != "Another title"


def test_reordering_lessons_changes_positions_only():
    _course, module, first = make.make_tree()
    second = make.make_lesson(parent=module)
    second.move(first, pos="left")
    assert list(Lesson.objects.order_by("position").values_list("key", flat=True)) == [
        second.translation_key,
        first.translation_key,
    ]
    assert Lesson.objects.count() == 2


def test_a_lesson_moves_to_another_module_with_its_record():
    course, _module, lesson = make.make_tree()
    before = lesson_of(lesson).pk
    other = make.make_module(parent=course)
    lesson.move(other, pos="last-child")
    after = lesson_of(lesson)
    assert (after.pk, after.module.key) == (before, other.translation_key)


def test_reordering_courses_changes_the_catalogue():
    first, second = make.make_course(), make.make_course()
    second.move(first, pos="left")
    assert list(Course.objects.order_by("position").values_list("key", flat=True)) == [
        second.translation_key,
        first.translation_key,
    ]


def test_unpublishing_a_lesson_retires_it_and_publishing_brings_it_back():
    lesson = make.make_tree()[2]
    before = lesson_of(lesson).pk
    lesson.unpublish()
    assert lesson_of(lesson).retired is True
    publishing.publish(LessonPage.objects.get(pk=lesson.pk))
    assert (lesson_of(lesson).pk, lesson_of(lesson).retired) == (before, False)


def test_deleting_a_module_retires_its_lessons_and_exercises(django_capture_on_commit_callbacks):
    _course, module, lesson = make.make_tree()
    case = make.make_branch(parent=lesson)
    with django_capture_on_commit_callbacks(execute=True):
        module.delete()
    assert (lesson_of(lesson).retired, exercise_of(case).retired) == (True, True)
    assert Module.objects.get(key=module.translation_key).retired is True


def test_deleting_a_course_retires_it(django_capture_on_commit_callbacks):
    course, _module, lesson = make.make_tree()
    check = make.make_choice(parent=lesson)
    with django_capture_on_commit_callbacks(execute=True):
        course.delete()
    assert Course.objects.get(key=course.translation_key).retired is True
    assert exercise_of(check).retired is True


@pytest.mark.parametrize("lessons", [1, 3])
@pytest.mark.parametrize("top", ["module", "course"])
def test_a_deletion_is_projected_once_however_many_pages_go(top, lessons, django_capture_on_commit_callbacks):
    course, module, lesson = make.make_tree()
    with projection.held():
        make.make_choice(parent=lesson)
        for _number in range(lessons):
            make.make_lesson(parent=module)
    with CaptureQueriesContext(connection) as captured, django_capture_on_commit_callbacks(execute=True):
        {"module": module, "course": course}[top].delete()
    # Whoever projects a course holds its page first.
    held = [query["sql"] for query in captured if 'SET "draft_title" = "wagtailcore_page"' in query["sql"]]
    assert len(held) == {"module": 1, "course": 0}[top]


def test_unpublishing_a_course_retires_it_with_its_exercises():
    course, _module, lesson = make.make_tree()
    check = make.make_choice(parent=lesson)
    course.unpublish()
    assert (Course.objects.get().retired, exercise_of(check).retired) == (True, True)
    publishing.publish(CoursePage.objects.get())
    assert (Course.objects.get().retired, exercise_of(check).retired) == (False, False)


def test_a_translation_adds_a_text_to_the_same_record():
    course, _module, lesson = make.make_tree()
    french = make.translate(course)
    copy = LessonPage.objects.get(translation_key=lesson.translation_key, locale=french.locale)
    copy.title = "La porte"
    copy.save_revision()
    make.publish_all(french)
    publishing.publish(copy, copy.get_latest_revision())
    assert Lesson.objects.count() == 1
    assert set(lesson_of(lesson).texts.values_list("language", "title")) == {("en", lesson.title), ("fr", "La porte")}
    assert CourseText.objects.count() == 2


def test_deleting_a_translation_keeps_the_lesson(django_capture_on_commit_callbacks):
    course, _module, lesson = make.make_tree()
    case = make.make_branch(parent=lesson)
    french = make.translate(course)
    make.publish_all(french)
    with django_capture_on_commit_callbacks(execute=True):
        french.delete()
    assert (lesson_of(lesson).retired, exercise_of(case).retired, Course.objects.get().retired) == (False, False, False)
    assert list(LessonText.objects.values_list("language", flat=True)) == ["en"]


def test_unpublishing_an_exercise_retires_it():
    case = make.make_branch(parent=make.make_tree()[2])
    case.unpublish()
    assert exercise_of(case).retired is True
    assert LessonExercise.objects.get().retired is True


def test_a_copied_lesson_is_another_lesson():
    _course, module, lesson = make.make_tree()
    lesson.copy(to=module, update_attrs={"slug": "copy", "title": "Copy"}, keep_live=True)
    projection.project_all()
    assert Lesson.objects.count() == 2


def test_exercises_are_published_in_every_language():
    course, _module, lesson = make.make_tree()
    check = make.make_choice(parent=lesson)
    french = make.translate(course)
    copy = ChoiceExercisePage.objects.get(translation_key=check.translation_key, locale=french.locale)
    copy.title = "Le contrôle"
    copy.save_revision()
    make.publish_all(french)
    publishing.publish(copy, copy.get_latest_revision())
    texts = exercise_of(check).current_version.definition["texts"]
    assert {language: table["title"] for language, table in texts.items()} == {"en": check.title, "fr": "Le contrôle"}


def test_an_exercise_is_known_with_its_first_draft():
    case = make.make_branch(parent=make.make_tree()[2], live=False)
    assert (exercise_of(case).kind, exercise_of(case).current_version) == ("branch", None)


def test_an_exercise_of_the_course_is_its_final_assessment():
    course = make.make_tree(test_out=True)[0]
    assert Course.objects.get().test_out is False
    final = make.make_choice(parent=course)
    stored = Course.objects.get()
    assert (stored.final_exercise.key, stored.final_exercise_slug, stored.test_out) == (
        final.translation_key,
        final.slug,
        True,
    )


def test_practice_never_counts():
    lesson = make.make_tree()[2]
    make.make_choice(parent=lesson, practice=True, weight=3)
    stored = LessonExercise.objects.get()
    assert (stored.required, stored.weight) == (False, 3)


def test_an_attempt_begun_before_a_republish_finishes_on_its_version():
    case = make.make_branch(parent=make.make_tree()[2])
    learner = make_user()
    attempt = assessment_services.start_attempt(exercise_id=exercise_of(case).pk, learner_id=learner.pk)
    case = BranchExercisePage.objects.get(pk=case.pk)
    case.scenes = [
        make.scene("s1", "The gate", make.decision("o1", "Run", "harmful"), make.decision("o2", "Wait")),
        make.scene("s2", "The end"),
    ]
    publishing.publish(case)
    assessment_services.make_move(attempt_id=attempt.pk, step=1, move="o1")
    score = assessment_services.submit_attempt(attempt_id=attempt.pk, client_seq="1", base_version=0, response=None)
    attempt = Attempt.objects.get()
    assert attempt.version_id != exercise_of(case).current_version_id
    assert (score.earned, score.possible) == (20_000_000, 20_000_000)


def test_changing_a_picture_renders_its_lessons_again(django_capture_on_commit_callbacks):
    picture = make.make_picture()
    _course, module, _lesson = make.make_tree()
    with django_capture_on_commit_callbacks(execute=True):
        lesson = make.make_lesson(parent=module, body=[make.figure_block(picture)])
    LessonText.objects.update(body_html="stale")
    with django_capture_on_commit_callbacks(execute=True):
        picture.title = "Another"
        picture.save()
    assert "<figure" in lesson_of(lesson).texts.get().body_html


def test_changing_a_term_renders_its_lessons_again(django_capture_on_commit_callbacks):
    term = make.make_term(term="placement")
    _course, module, _other = make.make_tree()
    with django_capture_on_commit_callbacks(execute=True):
        lesson = make.make_lesson(parent=module, body=[make.terms_block(term)])
    with django_capture_on_commit_callbacks(execute=True):
        term.definition = "Who sits where."
        term.save()
    assert "Who sits where." in lesson_of(lesson).texts.get().body_html


def test_projecting_twice_changes_nothing():
    course, _module, lesson = make.make_tree()
    make.make_order(parent=lesson)
    before = list(LessonText.objects.values()) + list(Exercise.objects.values()) + list(Course.objects.values())
    projection.project_outline(course)
    after = list(LessonText.objects.values()) + list(Exercise.objects.values()) + list(Course.objects.values())
    assert [{**row, "id": None} for row in after] == [{**row, "id": None} for row in before]


def test_held_projections_happen_once_at_the_end():
    with projection.held():
        course, _module, lesson = make.make_tree()
        assert not Course.objects.exists()
    assert lesson_of(lesson).course.key == course.translation_key


def fail_half_way():
    with projection.held():
        make.make_tree()
        raise LookupError


def test_held_projections_are_forgotten_when_the_import_fails():
    with pytest.raises(LookupError):
        fail_half_way()
    assert not Course.objects.exists()


def test_a_refused_outline_is_logged_and_stops_nothing(caplog):
    first, second = make.make_course(slug="same"), make.make_course()
    CoursePage.objects.filter(pk=second.pk).update(slug="same")
    projection.project_all()
    assert "was not projected" in caplog.text
    assert Course.objects.get(key=first.translation_key).slug == "same"


def test_an_exercise_that_no_longer_passes_keeps_its_version(caplog):
    case = make.make_branch(parent=make.make_tree()[2])
    version = exercise_of(case).current_version_id
    BranchExercisePage.objects.filter(pk=case.pk).update(scenes="[]")
    projection.project_all()
    assert "keeps its earlier version" in caplog.text
    assert exercise_of(case).current_version_id == version


def test_who_may_enrol_is_handed_over():
    course = make.make_tree()[0]
    assert Course.objects.get().enrolment == "open"
    course.enrolment = "invitation"
    course.save_revision().publish()
    assert Course.objects.get().enrolment == "invitation"


def test_a_provisional_key_never_counts_whatever_was_moved_or_ticked():
    course, _module, lesson = make.make_tree()
    page = make.make_sjt(parent=lesson)
    type(page).objects.filter(pk=page.pk).update(required=True)
    publishing.publish(lesson)
    assert LessonExercise.objects.get().required is False
    page.move(course, pos="last-child")
    course.refresh_from_db()
    publishing_course = CoursePage.objects.get(pk=course.pk)
    projection.project_outline(publishing_course)
    assert Course.objects.get(key=course.translation_key).final_exercise_id is None


def found(text):
    view = course_selectors.search(text=text, page="1", learner_id=None, language="en")
    return ["".join(piece.text for piece in item.title) for group in view.groups for item in group.items]


def test_what_is_published_is_found_and_what_is_withdrawn_is_not():
    course, _module, lesson = make.make_tree(title="Plum course", summary="Of plums.")
    lesson.title = "Plum lesson"
    lesson.save_revision()
    assert found("plum") == ["Plum course"]
    lesson.get_latest_revision().publish()
    assert found("plum") == ["Plum course", "Plum lesson"]
    lesson.unpublish()
    assert found("plum") == ["Plum course"]
    course.unpublish()
    assert found("plum") == []


def test_a_deleted_lesson_is_found_no_more(django_capture_on_commit_callbacks):
    lesson = make.make_tree()[2]
    assert found(lesson.title) == [lesson.title]
    with django_capture_on_commit_callbacks(execute=True):
        lesson.delete()
    assert found(lesson.title) == []


def test_a_term_is_found_as_it_stands_while_a_published_lesson_shows_it(django_capture_on_commit_callbacks):
    term = make.make_term(term="Plum", definition="A fruit.")
    assert found("plum") == []
    make.make_lesson(parent=make.make_tree()[1], body=[make.terms_block(term)])
    assert found("plum") == ["Plum"]
    with django_capture_on_commit_callbacks(execute=True):
        term.term = "Peach"
        term.save()
    assert (found("plum"), found("peach")) == ([], ["Peach"])
    with django_capture_on_commit_callbacks(execute=True):
        term.delete()
    assert found("peach") == []


def test_projecting_again_rebuilds_what_can_be_found():
    lesson = make.make_tree()[2]
    SearchEntry.objects.all().delete()
    projection.project_all()
    assert found(lesson.title) == [lesson.title]
