"""Several pages at once: each is checked by itself, and learners get what is left."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from courses.models import Course, Lesson
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def act(client, action, *pages, **data):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{url}?{chosen}", data, follow=True)


def told(response):
    return [str(message) for message in response.context["messages"]]


def retired(page):
    return Lesson.objects.get(key=page.translation_key).retired


def test_a_refused_page_keeps_those_below_it_back_and_each_is_named(editor):
    course = make.make_course(live=False, title="Unready", summary="")
    module = make.make_module(parent=course, live=False, title="Doors")
    response = act(editor, "publish", course, include_descendants="on")
    messages = told(response)
    assert [message.split(":")[0] for message in messages] == [
        "“Unready” was not published",
        "“Doors” was not published",
    ]
    assert "Summary: This field cannot be blank." in messages[0]
    assert "“Unready”, which holds this page, is not published yet." in messages[1]
    assert not Page.objects.filter(pk__in=[course.pk, module.pk], live=True).exists()
    assert PageLogEntry.objects.filter(action="chancery.refused").count() == 2


def test_pages_chosen_twice_are_published_once(editor):
    course = make.make_course(live=False)
    module = make.make_module(parent=course, live=False)
    lesson = make.make_lesson(parent=module, live=False)
    response = act(editor, "publish", lesson, module, course, include_descendants="on")
    assert told(response)[0].strip().startswith("3 pages have been published")
    published = PageLogEntry.objects.filter(action="wagtail.publish", page__in=[course.pk, module.pk, lesson.pk])
    assert published.count() == 3
    assert retired(lesson) is False


def test_withdrawn_lessons_are_gone_for_learners(editor):
    _course, module, first = make.make_tree()
    second, third = make.make_lesson(parent=module), make.make_lesson(parent=module)
    act(editor, "unpublish", first, second, include_descendants="")
    assert [retired(lesson) for lesson in (first, second, third)] == [True, True, False]


def test_a_course_withdrawn_with_all_below_it_is_not_offered(editor):
    course, _module, lesson = make.make_tree()
    act(editor, "unpublish", course, include_descendants="on")
    assert Course.objects.get(key=course.translation_key).retired is True
    assert not Page.objects.filter(pk=lesson.pk, live=True).exists()


def test_moved_lessons_are_taken_where_they_stand_now(editor):
    course, module, first = make.make_tree()
    second = make.make_lesson(parent=module)
    other = make.make_module(parent=course)
    act(editor, "move", first, second, chooser=other.pk)
    modules = Lesson.objects.filter(retired=False).values_list("module__key", flat=True)
    assert set(modules) == {other.translation_key}


def test_deleted_lessons_are_gone_for_learners(editor, django_capture_on_commit_callbacks):
    _course, module, first = make.make_tree()
    second = make.make_lesson(parent=module)
    with django_capture_on_commit_callbacks(execute=True):
        act(editor, "delete", first)
    assert [retired(first), retired(second)] == [True, False]


def test_authors_do_none_of_it(editor, instructor):
    _course, _module, lesson = make.make_tree()
    instructor.groups.set(Group.objects.filter(name="Authors"))
    for action in ("publish", "unpublish", "delete"):
        act(editor, action, lesson, include_descendants="")
    assert Page.objects.get(pk=lesson.pk).live is True
