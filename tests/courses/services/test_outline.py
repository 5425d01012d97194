import dataclasses
import uuid

import pytest

from accounts.services import outbox
from courses import services
from courses.errors import OutlineError
from courses.models import Course, CourseText, Enrolment, Lesson, LessonExercise, LessonProgress, LessonText, Module
from courses.rules.types import LessonBody, OutlineModule
from tests.factories.accounts import make_user
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import (
    course_body,
    do_exercise,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
    make_outline,
    module_item,
    store_outline,
)

pytestmark = pytest.mark.django_db


def changed(outline, *lessons, **fields):
    return dataclasses.replace(outline, modules=(module_item("The module", *lessons),), **fields)


def slugs(course):
    return list(course.lessons.filter(retired=False).values_list("slug", flat=True))


def rows():
    tables = (Course, CourseText, Module, Lesson, LessonText, LessonExercise)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_sync_outline_stores_the_course_with_its_texts():
    exercise = make_published_exercise()
    teacher = make_user()
    outline = make_outline([lesson_item("a", exercise_item(exercise, weight=3))], instructor_ids=(teacher.pk,))
    course = store_outline(outline)
    text = course.texts.get()
    lesson = course.lessons.get()
    assert (course.title, course.slug, course.pass_percent) == (outline.bodies["en"].title, outline.slug, 70)
    assert list(course.instructors.all()) == [teacher]
    assert text.details["outcomes"] == ["Seat a table", "Plan a visit"]
    assert text.outline[0]["lessons"] == [
        {
            "id": lesson.pk,
            "key": str(lesson.key),
            "slug": "a",
            "kind": "lesson",
            "title": "A",
            "lang": "en",
            "summary": "About A",
            "minutes": 10,
            "required": True,
            "done_by": "said",
            "since": 1,
            "has_documents": False,
            "exercises": [
                {
                    "id": exercise.pk,
                    "slug": f"exercise-{exercise.pk}",
                    "required": True,
                    "weight": 3,
                    "act": 0,
                    "title": "",
                }
            ],
        }
    ]
    assert lesson.texts.get().body_html == "<p>Body of A</p>"


def test_sync_outline_changes_nothing_the_second_time():
    outline = make_outline(
        [lesson_item("a", exercise_item(make_published_exercise())), lesson_item("b", required=False)],
        final_exercise=exercise_item(make_published_exercise()),
    )
    services.sync_outline(outline)
    before = rows()
    services.sync_outline(outline)
    assert rows() == before


def test_sync_outline_retires_what_is_gone_and_keeps_progress_by_key(learner):
    first, second = lesson_item("a"), lesson_item("b")
    outline = changed(make_outline(), first, second)
    course = store_outline(outline)
    enrolment = make_enrolment(course, learner)
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get(slug="a").pk)
    services.sync_outline(changed(outline, second))
    enrolment.refresh_from_db()
    assert (slugs(course), enrolment.lessons_done) == (["b"], 0)
    services.sync_outline(changed(outline, dataclasses.replace(first, slug="renamed"), second))
    enrolment.refresh_from_db()
    assert (slugs(course), enrolment.lessons_done) == (["renamed", "b"], 1)
    assert LessonProgress.objects.get().lesson.slug == "renamed"


def test_lessons_may_exchange_their_slugs():
    first, second = lesson_item("a"), lesson_item("b")
    outline = changed(make_outline(), first, second)
    course = store_outline(outline)
    services.sync_outline(changed(outline, dataclasses.replace(first, slug="b"), dataclasses.replace(second, slug="a")))
    assert slugs(course) == ["b", "a"]
    assert Lesson.objects.get(key=first.key).slug == "b"


def test_exercises_may_exchange_slugs_and_move_between_lessons():
    one, two = make_published_exercise(), make_published_exercise("order")
    outline = changed(make_outline(), lesson_item("a", exercise_item(one, slug="x"), exercise_item(two, slug="y")))
    course = store_outline(outline)
    services.sync_outline(
        changed(outline, lesson_item("a", exercise_item(two, slug="x")), lesson_item("b", exercise_item(one, slug="x")))
    )
    placed = LessonExercise.objects.filter(lesson__course=course, retired=False).order_by("lesson__position")
    assert list(placed.values_list("lesson__slug", "slug", "exercise_id")) == [("a", "x", two.pk), ("b", "x", one.pk)]


def test_an_exercise_that_is_gone_is_retired_and_comes_back():
    exercise = make_published_exercise()
    outline = changed(make_outline(), lesson_item("a", exercise_item(exercise)))
    services.sync_outline(outline)
    services.sync_outline(changed(outline, lesson_item("a")))
    assert LessonExercise.objects.get().retired
    services.sync_outline(outline)
    assert not LessonExercise.objects.get().retired


def test_a_lesson_may_move_to_another_course(learner):
    lesson = lesson_item("a")
    old = changed(make_outline(), lesson)
    make_enrolment(store_outline(old), learner)
    new = store_outline(make_outline([lesson]))
    services.sync_outline(changed(old))
    assert Lesson.objects.get(key=lesson.key).course == new
    assert not Lesson.objects.get(key=lesson.key).retired


def test_the_outline_version_grows_when_a_required_lesson_is_added():
    first, second, third = lesson_item("a"), lesson_item("b", required=False), lesson_item("c")
    outline = changed(make_outline(), first, second)
    course = store_outline(outline)
    services.sync_outline(changed(outline, first, second))
    course.refresh_from_db()
    assert course.outline_version == 1
    services.sync_outline(changed(outline, first, dataclasses.replace(second, required=True), third))
    course.refresh_from_db()
    assert course.outline_version == 2
    assert list(course.lessons.values_list("slug", "since_version")) == [("a", 1), ("b", 2), ("c", 2)]
    assert [lesson["since"] for lesson in course.texts.get().outline[0]["lessons"]] == [1, 2, 2]


def test_a_retired_course_comes_back_with_its_outline():
    outline = make_outline([lesson_item("a")])
    course = store_outline(outline)
    services.retire_course(key=outline.key)
    services.retire_course(key=uuid.uuid4())
    course.refresh_from_db()
    assert course.retired
    services.sync_outline(outline)
    course.refresh_from_db()
    assert (course.retired, course.outline_version) == (False, 1)


def test_a_new_course_may_take_the_slug_of_one_no_longer_offered():
    old = make_course(slug="protocol")
    services.retire_course(key=old.key)
    new = make_course(slug="protocol")
    old.refresh_from_db()
    assert (old.slug, new.slug) == (f"protocol-{old.pk}", "protocol")


def test_sync_outline_refuses_a_slug_in_use():
    make_course(slug="protocol")
    with pytest.raises(OutlineError, match="Another course has the slug protocol"):
        make_course(slug="protocol")


def test_sync_outline_refuses_an_exercise_that_was_never_published():
    unknown = dataclasses.replace(exercise_item(make_published_exercise()), key=uuid.uuid4(), slug="lost")
    with pytest.raises(OutlineError, match="never published: lost"):
        make_course(lesson_item("a", unknown))
    with pytest.raises(OutlineError, match="never published: lost"):
        make_course(final_exercise=unknown)


def test_sync_outline_refuses_a_contradiction_and_stores_nothing():
    with pytest.raises(OutlineError, match="lesson slug a is used 2 times"):
        make_course(lesson_item("a"), lesson_item("a", key=uuid.uuid4()))
    assert not Course.objects.exists()


def test_texts_follow_their_languages():
    lesson = lesson_item("a")
    french = lesson.bodies | {"fr": LessonBody(title="Leçon", summary="", body_html="<p>Corps</p>")}
    both = {"en": course_body("Course"), "fr": course_body("Cours")}
    module = OutlineModule(key=uuid.uuid4(), titles={"en": "Module", "fr": "Le module"}, lessons=())
    outline = make_outline(bodies=both)
    lessons = (dataclasses.replace(lesson, bodies=french), lesson_item("b"))
    services.sync_outline(dataclasses.replace(outline, modules=(dataclasses.replace(module, lessons=lessons),)))
    (stored,) = CourseText.objects.get(language="fr").outline
    assert (stored["title"], stored["lang"]) == ("Le module", "fr")
    assert [(item["title"], item["lang"]) for item in stored["lessons"]] == [("Leçon", "fr"), ("B", "en")]
    services.sync_outline(changed(outline, lesson, bodies={"en": course_body("Course")}))
    assert set(CourseText.objects.values_list("language", flat=True)) == {"en"}
    assert set(LessonText.objects.filter(lesson__slug="a").values_list("language", flat=True)) == {"en"}


def test_an_outline_that_asks_for_less_finishes_who_has_done_enough(learner):
    exercise = make_published_exercise()
    first, second = lesson_item("a", exercise_item(exercise)), lesson_item("b")
    outline = changed(make_outline(), first, second)
    course = store_outline(outline)
    enrolment = make_enrolment(course, learner)
    do_exercise(exercise, learner)
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get(slug="a").pk)
    services.sync_outline(changed(outline, first))
    assert Enrolment.objects.get().finished_at is None
    outbox.sweep()
    assert Enrolment.objects.get().finished_by == "course"


def test_an_outline_with_new_words_only_looks_again_at_nobody(learner):
    outline = changed(make_outline(), lesson_item("a"))
    make_enrolment(store_outline(outline), learner)
    services.sync_outline(changed(outline, lesson_item("a"), bodies={"en": course_body("New title")}))
    assert outbox.sweep() == 0
