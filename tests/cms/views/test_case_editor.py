"""Writing a case study in the editor, as a browser sends it."""

import pytest
from wagtail.test.utils.form_data import rich_text

from cms.models import CaseStudyPage
from courses.models import LessonText
from tests.cms import forms
from tests.factories import cms as make

pytestmark = pytest.mark.django_db

EMPTY = {"sender": "", "recipient": "", "date": "", "image": "", "alt": "", "file": ""}
TEXT = ("text", rich_text("<p>A letter comes.</p>"))
END = ("debrief", {"title": "Looking back"})


def act(title, exercises=""):
    return ("act", {"title": title, "exercises": exercises})


def document(title, text="<p>Dear Mayor</p>", **more):
    return ("document", EMPTY | {"kind": "letter", "title": title, "text": rich_text(text)} | more)


def case_form(*blocks, **more):
    head = {"role": "You are the clerk.", "task": "Answer.", "origin": "fictional", "origin_source": ""}
    return forms.lesson_form(*blocks, **(head | more))


@pytest.fixture
def case(instructor):
    return make.make_case(parent=make.make_tree()[1], live=False, body=[])


def post(client, page, data):
    return client.post(forms.edit_url(page), data, follow=True)


def told(response):
    return [str(message) for message in response.context["messages"]][-1]


def test_a_finished_case_is_published(editor, case):
    blocks = (TEXT, act("Monday", "Read it\nAnswer it"), document("Our day"), END)
    response = post(editor, case, case_form(*blocks, **{"action-publish": "1"}))
    assert "has been published" in told(response)
    page = CaseStudyPage.objects.get(pk=case.pk)
    assert (page.live, page.role, page.origin) == (True, "You are the clerk.", "fictional")
    stored = LessonText.objects.get(lesson__slug="the-door").case
    assert [entry["title"] for entry in stored["acts"]] == ["Monday"]
    assert "Dear Mayor" in stored["acts"][0]["documents"][0]["html"]


def test_an_unfinished_case_is_saved_as_a_draft(editor, case):
    blocks = (act(""), document("", text=""))
    post(editor, case, case_form(*blocks, role="", origin=""))
    draft = CaseStudyPage.objects.get(pk=case.pk).get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == ["act", "document"]


def test_what_is_missing_is_listed_with_its_place(editor, case):
    blocks = (TEXT, act("Monday", "Same"), END, act("Tuesday", "Same"), document("Late", text=""))
    response = post(editor, case, case_form(*blocks, origin="documented", **{"action-publish": "1"}))
    text = told(response)
    assert "Act: this stands below “Looking back”" in text
    assert "Document of the case: this stands below “Looking back”" in text
    assert "Late: A document needs a text, a picture or a file." in text
    assert "say where a documented case can be read" in text
    page = response.content.decode()
    assert 'id="panel-child-content-the_case-section"' in page
    assert 'href="' in text
