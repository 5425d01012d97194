"""An in-tray and a red pen written in the real editor, published and read back."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from assessments.models import Exercise
from cms.models import IntrayExercisePage, RedpenExercisePage
from tests.cms import forms
from tests.factories import cms as make

pytestmark = pytest.mark.django_db

JUDGED = {"turn": "", "why": rich_text("<p>So it is.</p>"), "points": "2", "source": ""}
ORDER = {"order_prompt": rich_text(""), "order_points": "4", "why": rich_text("")}


def letter(subject, action, **value):
    head = {
        "form": "call",
        "sender": "The consul",
        "date": "Monday",
        "subject": subject,
        "body": rich_text("<p>Hm</p>"),
    }
    remarks = forms.listed([{"choice": "Pass it on", "text": "They wait."}])
    return "letter", head | JUDGED | {"action": action, "owner": "", "feedback": remarks} | value


def clause(label, verb, *wordings):
    listed = forms.listed([{"text": text, "right": right, "why": ""} for text, right in wordings])
    given = {"label": label, "text": rich_text("<p>All pay.</p>"), "verb": verb, "wordings": listed}
    return "clause", given | JUDGED | {"feedback": forms.listed([])}


def form(**fields):
    head = {"title": "Papers", "slug": "papers", "intro": rich_text(""), "comments": forms.COMMENTS}
    return nested_form_data(forms.RULES | head | ORDER | fields | {"action-publish": "action-publish"})


def tray(letters):
    words = [("action", {"text": text, "about": ""}) for text in ("Answer it", "Pass it on")]
    return form(
        actions=streamfield(words),
        owners=streamfield([]),
        letters=streamfield(letters),
        reply_to="",
        reply=streamfield([]),
    )


def test_an_in_tray_is_written_and_published(editor, instructor):
    page = make.make_intray(parent=make.make_tree()[2], live=False)
    assert editor.get(forms.edit_url(page)).status_code == 200
    letters = [letter("The visit", "answer it", turn="1"), letter("The claim", "Pass it on", turn="2")]
    response = editor.post(forms.edit_url(page), tray(letters))
    page = IntrayExercisePage.objects.get(pk=page.pk)
    assert (response.status_code, page.live) == (302, True)
    definition = Exercise.objects.get(key=page.translation_key).current_version.definition
    assert (definition["points"], len(definition["letters"]), definition["reply"]) == (8, 2, None)
    assert editor.get(forms.edit_url(page)).status_code == 200


def test_a_mistake_in_a_letter_keeps_the_draft_and_is_named(editor, instructor):
    page = make.make_intray(parent=make.make_tree()[2], live=False)
    response = editor.post(forms.edit_url(page), tray([letter("The visit", "Burn it")]), follow=True)
    assert "Number 1: no action is called “Burn it”." in response.content.decode()
    assert not IntrayExercisePage.objects.get(pk=page.pk).live


def test_a_red_pen_is_written_and_published(editor, instructor):
    page = make.make_redpen(parent=make.make_tree()[2], live=False)
    assert editor.get(forms.edit_url(page)).status_code == 200
    verbs = [("verb", {"text": text, "about": "", "effect": text.lower()}) for text in ("Keep", "Change", "Strike")]
    clauses = [clause("1", "Change", ("Half", "on"), ("More", "")), clause("2", "Keep", ("Less", ""))]
    data = form(document="Draft", verbs=streamfield(verbs), clauses=streamfield(clauses))
    response = editor.post(forms.edit_url(page), data)
    page = RedpenExercisePage.objects.get(pk=page.pk)
    assert (response.status_code, page.live) == (302, True)
    definition = Exercise.objects.get(key=page.translation_key).current_version.definition
    assert [len(item["options"]) for item in definition["items"]] == [4, 3]
    assert [sum(option["right"] for option in item["options"]) for item in definition["items"]] == [1, 1]


@pytest.mark.parametrize(("model", "words"), [("intrayexercisepage", "Pass it on"), ("redpenexercisepage", "Strike")])
def test_a_new_page_begins_with_the_usual_words(editor, instructor, model, words):
    parent = make.make_tree()[2]
    page = editor.get(reverse("wagtailadmin_pages:add", args=["cms", model, parent.pk])).content.decode()
    assert words in page
    made = IntrayExercisePage() if model.startswith("intray") else RedpenExercisePage()
    stream = made.actions if model.startswith("intray") else made.verbs
    assert len(stream) in {4, 5}
