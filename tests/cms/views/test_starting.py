import uuid

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from cms.models import CoursePage, LessonPage
from tests.cms import forms
from tests.factories import cms as make
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

URL = "/cms/new-course/"


def begin(client, template, key=None):
    return client.post(URL, {"template": template, "key": key or str(uuid.uuid4())}, follow=True)


def test_the_start_panel_leads_to_the_templates_and_existing_courses(editor):
    make.make_tree(title="Protocol")
    assert f'href="{URL}"' in editor.get("/cms/").content.decode()
    page = editor.get(URL).content.decode()
    assert all(title in page for title in ("Short course", "One case with its briefing", "Protocol"))


def test_a_template_becomes_a_course_whose_editor_opens(editor, instructor):
    response = begin(editor, "file:short-course")
    course = CoursePage.objects.get()
    assert response.redirect_chain == [(forms.edit_url(course), 302)]
    assert (course.live, course.owner, course.get_descendants().count()) == (False, instructor, 9)
    for page in course.get_descendants():
        assert editor.get(forms.edit_url(page)).status_code == 200


def test_a_course_becomes_the_template_of_another(editor):
    course = make.make_tree(title="Protocol")[0]
    begin(editor, f"course:{course.pk}")
    copy = CoursePage.objects.exclude(pk=course.pk).get()
    assert (copy.title, copy.live) == ("✎ Title of the new course (copied from “Protocol”)", False)


def test_pressing_twice_makes_one_course(editor):
    key = str(uuid.uuid4())
    responses = [begin(editor, "file:one-case", key) for _press in range(2)]
    assert CoursePage.objects.count() == 1
    assert responses[0].redirect_chain == responses[1].redirect_chain


@pytest.mark.parametrize("template", ["", "file:nothing", "file:../x", "course:999999", "course:x", "x"])
def test_a_template_that_is_not_there_is_refused_with_a_message(template, editor):
    response = begin(editor, template)
    assert response.redirect_chain == [(URL, 302)]
    assert "This template is not there any more." in response.content.decode()
    assert not CoursePage.objects.exists()


def test_a_form_without_its_key_is_refused(editor):
    response = editor.post(URL, {"template": "file:one-case", "key": "x"}, follow=True)
    assert "This template is not there any more." in response.content.decode()


def test_reviewers_begin_nothing(editor, instructor):
    instructor.groups.set(Group.objects.filter(name="Reviewers"))
    assert URL not in editor.get("/cms/").content.decode()
    assert begin(editor, "file:one-case").redirect_chain[0][0] == reverse("wagtailadmin_home")
    assert not CoursePage.objects.exists()


def test_learners_do_not_get_in(instructor):
    client = Client()
    client.force_login(make_user())
    assert client.post(URL, {"template": "file:one-case", "key": str(uuid.uuid4())}).status_code == 403
    assert not CoursePage.objects.exists()


def test_the_address_follows_the_title_until_somebody_chooses_one(editor):
    begin(editor, "file:one-case")
    lesson = LessonPage.objects.get()
    data = {"title": "What a consul may do", "slug": lesson.slug, "action-publish": "1"}
    response = editor.post(forms.edit_url(lesson), forms.lesson_form(**data), follow=True)
    assert "which holds this page, is not published yet" in response.content.decode()
    assert "choose an address yourself" not in response.content.decode()
    draft = LessonPage.objects.get().get_latest_revision_as_object()
    assert draft.slug == "what-a-consul-may-do"
    editor.post(forms.edit_url(lesson), forms.lesson_form(title="✎ Not yet", slug="starter-briefing"))
    assert LessonPage.objects.get().get_latest_revision_as_object().slug == "starter-briefing"
