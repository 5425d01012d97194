"""The programme authored in the real editor, published and read back."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import ProgrammePage
from courses import selectors as course_selectors
from tests.cms import forms
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def form(course, *steps, hours="1"):
    path = {
        "title": "A new officer",
        "sentence": "You start on Monday.",
        "hours": hours,
        "slug": "new-officer",
        "steps": forms.listed([str(step.pk) for step in steps]),
    }
    data = {
        "title": "The programme",
        "slug": "the-programme",
        "introduction": rich_text("<p>For offices.</p>"),
        "courses": streamfield([("course", str(course.pk))]),
        "paths": streamfield([("path", path)]),
        "comments": forms.COMMENTS,
        "action-publish": "1",
    }
    return nested_form_data(data)


@pytest.fixture
def url(editor):
    return reverse("wagtailadmin_pages:add", args=["cms", "programmepage", make.make_catalogue().pk])


def test_a_programme_is_written_and_published(editor, url):
    course, _module, lesson = make.make_tree(estimated_minutes=50)
    editor.post(url, form(course, course, lesson), follow=True)
    page = ProgrammePage.objects.get()
    assert page.live
    stored = course_selectors.published_programme(page.translation_key)
    assert [path.steps for path in stored.bodies["en"].paths] == [(course.translation_key, lesson.translation_key)]
    assert editor.get("/cms/pages/1/").status_code < 400
    assert "You start on Monday." in editor.get(page.get_url(), follow=True).content.decode()


def test_what_is_wrong_with_a_path_leads_to_its_place(editor, url):
    course = make.make_tree(estimated_minutes=50)[0]
    response = editor.post(url, form(course, course, hours="3"), follow=True)
    told = "".join(str(message) for message in response.context["messages"])
    assert "the steps take 50 minutes. Set the hours to 1, or change the steps." in told
    assert "#block-" in told
    assert not ProgrammePage.objects.get().live


def test_the_preview_shows_courses_and_steps(editor):
    course, _module, lesson = make.make_tree(estimated_minutes=50)
    page = make.make_programme(course, live=False, paths=[make.path_block("new", course, lesson)])
    shown = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]), follow=True).content.decode()
    assert "You start on Monday." in shown
    assert shown.count(course.title) >= 2
