"""A negotiation written in the real editor, published and read back."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from assessments.models import Exercise
from cms.models import NegotiationExercisePage
from tests.cms import forms
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def issue(text, *options):
    listed = forms.listed([{"text": words, "own": str(own), "other": str(other)} for words, own, other in options])
    return "issue", {"text": text, "options": listed, "note": "", "why": ""}


ISSUES = [
    issue("Where", ("At home", 20, 0), ("There", 0, 40)),
    issue("Classes", ("Four", 0, 20), ("Twelve", 40, 0)),
]


def form(issues, **more):
    data = {
        "title": "The festival",
        "slug": "the-festival",
        "intro": rich_text(""),
        "own_name": "Calder Bay",
        "other_name": "Tolmera",
        "briefing": rich_text(""),
        "instructions": rich_text("<p>Children first.</p>"),
        "issues": streamfield(issues),
        "own_reserve": "20",
        "other_reserve": "15",
        "rounds": "5",
        "own_discount": "0",
        "other_discount": "0",
        "persona": "linear",
        "messages": streamfield([]),
        "lines": streamfield([("line", {"event": "open", "text": "Welcome."})]),
        "claim": "40",
        "creation": "30",
        "fairness": "15",
        "process": "15",
        "why": rich_text(""),
        "points": "20",
        "comments": forms.COMMENTS,
        "action-publish": "action-publish",
    }
    return nested_form_data(forms.RULES | data | more)


def test_a_negotiation_is_written_and_published(editor, instructor):
    page = make.make_negotiation(parent=make.make_tree()[2], live=False)
    assert editor.get(forms.edit_url(page)).status_code == 200
    response = editor.post(forms.edit_url(page), form(ISSUES))
    page = NegotiationExercisePage.objects.get(pk=page.pk)
    assert (response.status_code, page.live) == (302, True)
    definition = Exercise.objects.get(key=page.translation_key).current_version.definition
    assert [option["other"] for option in definition["issues"][0]["options"]] == [0, 40]
    assert (definition["counterpart"]["persona"], definition["counterpart"].get("model")) == ("linear", None)
    assert definition["bounds"]["rational"] > 0
    assert editor.get(forms.edit_url(page)).status_code == 200


def test_a_counterpart_may_listen(editor, instructor):
    page = make.make_negotiation(parent=make.make_tree()[2], live=False)
    editor.post(forms.edit_url(page), form(ISSUES, listens="on"))
    definition = Exercise.objects.get(key=page.translation_key).current_version.definition
    assert definition["counterpart"]["model"] == "frequency"


def test_time_may_cost_something(editor, instructor):
    page = make.make_negotiation(parent=make.make_tree()[2], live=False)
    editor.post(forms.edit_url(page), form(ISSUES, own_discount="2", other_discount="3"))
    definition = Exercise.objects.get(key=page.translation_key).current_version.definition
    assert (definition["own_discount"], definition["other_discount"]) == (2, 3)
    assert len(definition["bounds"]["later"]) == 4


def test_a_mistake_keeps_the_draft_and_is_named(editor, instructor):
    page = make.make_negotiation(parent=make.make_tree()[2], live=False)
    twice = [ISSUES[0], issue("where", ("Four", 0, 20), ("Twelve", 40, 0))]
    response = editor.post(forms.edit_url(page), form(twice), follow=True)
    assert "“where” stands in the list twice." in response.content.decode()
    assert not NegotiationExercisePage.objects.get(pk=page.pk).live


def test_a_draft_is_kept_without_its_numbers(editor, instructor):
    page = make.make_negotiation(parent=make.make_tree()[2], live=False)
    sent = form(ISSUES, own_reserve="", other_reserve="")
    del sent["action-publish"]
    assert editor.post(forms.edit_url(page), sent).status_code == 302
    draft = NegotiationExercisePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.title, draft.own_reserve) == ("The festival", None)
