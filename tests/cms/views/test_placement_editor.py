"""A protocol lab written in the real editor, published and read back."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from assessments.models import Exercise
from cms.models import PlacementExercisePage
from tests.cms import forms
from tests.factories import cms as make

pytestmark = pytest.mark.django_db

HEAD = {"source": "House rules", "why": "", "weight": "3", "jurisdiction": "", "topic": ""}


def rule(kind, **value):
    return kind, {"text": f"The rule {kind}"} | HEAD | value


RULES = [
    rule("right_of", guest="The dean", other="the host"),
    rule("near", guest="The dean", others=forms.listed(["The aide"]), steps="1", hard="on"),
    rule("order", ranks="The dean = The aide\nThe cook", measure="host", jurisdiction="Here", topic="who"),
    rule("place", guest="The aide", places="3, 4"),
    rule("apart", guest="The host", other="The cook", steps="2"),
    rule("alternate", tag="delegation"),
]


def form(rules):
    guests = [
        ("guest", {"text": f"The {name}", "about": "", "delegation": name[0], "group": "", "place": place})
        for name, place in (("host", "1"), ("dean", ""), ("aide", ""), ("cook", ""))
    ]
    data = {
        "title": "The dinner",
        "slug": "the-dinner",
        "intro": rich_text(""),
        "prompt": rich_text("<p>Seat them.</p>"),
        "layout": "round",
        "size": "5",
        "guests": streamfield(guests),
        "jurisdictions": "Here\nThere",
        "rule_sets": streamfield([]),
        "weights": "",
        "rules": streamfield(rules),
        "why": rich_text(""),
        "points": "12",
        "comments": forms.COMMENTS,
        "action-publish": "action-publish",
    }
    return nested_form_data(forms.RULES | data)


def test_a_lab_is_written_and_published(editor, instructor):
    page = make.make_placement(parent=make.make_tree()[2], live=False)
    assert editor.get(forms.edit_url(page)).status_code == 200
    response = editor.post(forms.edit_url(page), form(RULES))
    page = PlacementExercisePage.objects.get(pk=page.pk)
    assert (response.status_code, page.live) == (302, True)
    definition = Exercise.objects.get(key=page.translation_key).current_version.definition
    assert [entry["type"] for entry in definition["rules"]] == [kind for kind, _value in RULES]
    assert [len(rank) for rank in definition["rules"][2]["guests"]] == [2, 1]
    assert definition["rules"][1]["hard"] is True
    assert {entry["jurisdiction"] for entry in definition["bounds"]} == {"j1", "j2"}
    assert editor.get(forms.edit_url(page)).status_code == 200


def test_a_mistake_keeps_the_draft_and_is_named(editor, instructor):
    page = make.make_placement(parent=make.make_tree()[2], live=False)
    rules = [rule("right_of", guest="The bishop", other="The host")]
    response = editor.post(forms.edit_url(page), form(rules), follow=True)
    assert "Rule 1: nobody is called “The bishop”." in response.content.decode()
    assert not PlacementExercisePage.objects.get(pk=page.pk).live
