"""Partners to be chosen, written in the real editor, published and read back."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from assessments.models import Exercise
from cms.models import NetworkExercisePage
from tests.cms import forms
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def candidate(name, hours, linked=(), **value):
    texts = dict.fromkeys(("about", "topics", "regions", "languages", "source", "as_of"), "")
    named = {"text": f"The {name}", "hours": str(hours), "fee": "0", "linked": forms.listed(list(linked))}
    return "candidate", named | texts | value


def form(**more):
    need = {"group": "topic", "text": "Climate", "about": "", "weight": "3"}
    data = {
        "title": "Which networks",
        "slug": "which-networks",
        "intro": rich_text(""),
        "prompt": rich_text("<p>Choose.</p>"),
        "hours": "100",
        "fee": "",
        "currency": "EUR",
        "needs": streamfield([("need", need), ("need", need | {"text": "Asia", "group": "region"})]),
        "candidates": streamfield(
            [
                candidate("club", 90, topics="Climate\nTrade"),
                candidate("pact", 50, topics="climate"),
                candidate("ring", 50, ["The pact"], regions="Asia"),
            ]
        ),
        "reach": "1",
        "why": rich_text(""),
        "points": "12",
        "comments": forms.COMMENTS,
        "action-publish": "action-publish",
    }
    return nested_form_data(forms.RULES | data | more)


def test_an_exercise_is_written_and_published(editor, instructor):
    page = make.make_network(parent=make.make_tree()[2], live=False)
    assert editor.get(forms.edit_url(page)).status_code == 200
    response = editor.post(forms.edit_url(page), form())
    page = NetworkExercisePage.objects.get(pk=page.pk)
    assert (response.status_code, page.live) == (302, True)
    definition = Exercise.objects.get(key=page.translation_key).current_version.definition
    club, pact, ring = (entry["id"] for entry in definition["candidates"])
    assert definition["bounds"]["chosen"] == sorted([pact, ring])
    assert definition["links"] == [sorted([pact, ring])]
    assert [len(entry["meets"]) for entry in definition["candidates"]] == [1, 1, 1]
    assert club not in definition["bounds"]["chosen"]
    assert editor.get(forms.edit_url(page)).status_code == 200


def test_a_mistake_keeps_the_draft_and_is_named(editor, instructor):
    page = make.make_network(parent=make.make_tree()[2], live=False)
    candidates = streamfield(
        [candidate("club", 90, ["The moon"], topics="Climate"), candidate("ring", 50, regions="Asia")]
    )
    response = editor.post(forms.edit_url(page), form(candidates=candidates), follow=True)
    assert "No candidate is called “The moon”." in response.content.decode()
    assert not NetworkExercisePage.objects.get(pk=page.pk).live
