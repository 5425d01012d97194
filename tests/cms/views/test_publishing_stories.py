"""The advanced panel of a branching case: what an author saves there is published, and what is wrong is pointed at."""

import re

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from assessments.models import Exercise
from cms.models import BranchExercisePage
from tests.cms import forms
from tests.cms.views.test_publishing import messages_after, post
from tests.factories import cms as make

pytestmark = pytest.mark.django_db

LONG = [forms.effect("Time left", "-60")]
SCENES = (
    forms.scene("The door", forms.option("Go out"), forms.option("Wait", "poor", effects=LONG)),
    forms.scene(
        "The hall",
        forms.option("Speak", "best", "The end"),
        forms.option("Hide", "poor", "The end"),
        forms.option("Call", "acceptable", "The end", when=[forms.condition("time left", at_least="30")]),
    ),
    forms.scene("The end"),
    forms.scene("Too late"),
)
LATE = forms.event("The hour is over", forms.condition("Time left", at_most="0"), goes_on_to="Too late")
IN_TIME = forms.worth("In time", "3", forms.condition("Time left", at_least="60"))


@pytest.fixture
def case(instructor):
    return make.make_branch(parent=make.make_tree()[2], live=False)


def story_form(*, variables=None, events=None, worth=None, scenes=SCENES, publish=True):
    parts = {
        "scenes": scenes,
        "variables": [forms.clock()] if variables is None else variables,
        "events": [LATE] if events is None else events,
        "worth": [IN_TIME] if worth is None else worth,
    }
    action = {"action-publish": "1"} if publish else {}
    return forms.branch_form(**{name: identified(name, blocks) for name, blocks in parts.items()}, **action)


def identified(name, blocks):
    """Give blocks their ids, as the browser does."""
    stream = streamfield(list(blocks))
    for number in range(len(blocks)):
        stream[str(number)]["id"] = f"{name}-{number}"
    return stream


def definition_of(case):
    return Exercise.objects.get(key=case.translation_key).current_version.definition


def test_a_case_with_variables_is_published_with_them(editor, case):
    response = post(editor, case, story_form())
    assert "has been published" in messages_after(response)[0]
    definition = definition_of(case)
    (clock,) = definition["variables"]
    assert {name: clock[name] for name in ("low", "high", "start", "shown", "stops")} == {
        "low": 0,
        "high": 60,
        "start": 60,
        "shown": True,
        "stops": True,
    }
    door, hall, _end, late = definition["scenes"]
    assert door["options"][1]["effects"] == [{"var": clock["id"], "add": -60}]
    assert hall["options"][2]["when"] == [{"var": clock["id"], "at_least": 30}]
    (event,) = definition["events"]
    assert (event["to"], event["at"]) == (late["id"], [])
    assert event["when"] == [{"var": clock["id"], "at_most": 0}]
    assert definition["worth"][0]["points"] == 3


def test_a_simple_case_gets_nothing_of_it(editor, case):
    post(editor, case, story_form(variables=[], events=[], worth=[], scenes=SIMPLE))
    definition = definition_of(case)
    assert {"variables", "events", "worth"} & set(definition) == set()
    assert {"when", "effects"} & set(definition["scenes"][0]["options"][0]) == set()


SIMPLE = (forms.scene("The door", forms.option("Go out"), forms.option("Wait", "poor")), forms.scene("The end"))


@pytest.mark.parametrize(
    ("parts", "message", "field"),
    [
        ({"variables": []}, "There is no variable called “Time left”.", "scenes"),
        ({"variables": [forms.clock(), forms.clock("time  left")]}, "Two variables are called “", "variables"),
        (
            {"events": [forms.event("Late", goes_on_to="Nowhere"), LATE]},
            "Event “Late”: there is no scene called “Nowhere”.",
            "events",
        ),
        ({"worth": [forms.worth("Luck", "3", forms.condition("Luck", "1"))]}, "no variable called “Luck”", "worth"),
    ],
)
def test_a_name_that_means_nothing_is_pointed_at(editor, case, parts, message, field):
    response = post(editor, case, story_form(**parts))
    told = messages_after(response)[-1]
    assert message in told
    assert re.search(rf'#block-{field}-\d+-section"', told)
    assert not BranchExercisePage.objects.get(pk=case.pk).live


def test_a_fault_of_the_story_as_a_whole_is_pointed_at(editor, case):
    """Nothing ever brings the clock to 0 without the choice that costs the hour."""
    scenes = (forms.scene("The door", forms.option("Go out"), forms.option("Wait", "poor")), *SCENES[1:])
    told = messages_after(post(editor, case, story_form(scenes=scenes)))[-1]
    assert "Saved, but not published yet." in told
    assert "#block-" in told


def test_an_unfinished_panel_is_saved_and_the_scenes_can_be_played(editor, case):
    form = story_form(variables=[], events=[forms.event("")], publish=False)
    post(editor, case, form)
    draft = BranchExercisePage.objects.get(pk=case.pk).get_latest_revision_as_object()
    assert [block.block_type for block in draft.events] == ["event"]
    page = editor.get(reverse("cms:rehearse", args=[case.pk])).content.decode()
    assert "What is finished can be played below." in page
    assert 'name="option"' in page


def test_the_preview_plays_it(editor, case):
    post(editor, case, story_form())
    url = reverse("cms:rehearse", args=[case.pk])
    page = editor.get(url).content.decode()
    assert "Time left" in page
    second = re.findall(r'name="option" value="([^"]+)"', page)[1]
    page = editor.post(url, {"option": second}).content.decode()
    assert "The hour is over" in page
    assert "Too late" in page
    assert "What the learner is told at the end" in page
