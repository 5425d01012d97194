"""A protocol lab written in the real editor, published and read back."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from assessments.models import Exercise
from cms.models import PlacementExercisePage
from cms.services import schedule
from tests.cms import forms
from tests.factories import cms as make
from tests.factories.rule_sets import make_rule_set

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


ROLES = {"dean": "head of post", "cook": "local mayor"}


def form(rules, *sets, **fields):
    guests = [
        (
            "guest",
            {
                "text": f"The {name}",
                "about": "",
                "delegation": name[0],
                "group": "",
                "place": place,
                "roles": ROLES.get(name, "") if sets else "",
            },
        )
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
        "jurisdictions": "" if sets else "Here\nThere",
        "rule_sets": streamfield([("rule_set", str(found.pk)) for found in sets]),
        "weights": "",
        "rules": streamfield(rules),
        "why": rich_text(""),
        "points": "12",
        "comments": forms.COMMENTS,
        "action-publish": "action-publish",
    }
    return nested_form_data(forms.RULES | data | fields)


def editions(page):
    """What learners have of rule sets."""
    version = Exercise.objects.get(key=page.translation_key).current_version
    return [found["edition"] for found in version.definition["rule_sets"]] if version else None


def renew(home):
    home.edition = "2019"
    home.save_revision().publish()


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


def test_the_button_copies_the_rule_sets_of_that_moment(editor):
    page, home = make.make_placement(parent=make.make_tree()[2], live=False), make_rule_set()
    editor.post(forms.edit_url(page), form([], home))
    page = PlacementExercisePage.objects.get(pk=page.pk)
    assert (page.live, [taken["edition"] for taken in page.taken_rule_sets], editions(page)) == (
        True,
        ["2013"],
        ["2013"],
    )
    assert page.live_revision.content["taken_rule_sets"] == page.taken_rule_sets
    renew(home)
    editor.post(forms.edit_url(page), form([], home))
    assert editions(page) == ["2019"]


def test_a_new_lab_takes_its_rule_sets_at_once(editor):
    lesson = make.make_tree()[2]
    url = reverse("wagtailadmin_pages:add", args=["cms", "placementexercisepage", lesson.pk])
    editor.post(url, form([], make_rule_set()))
    assert editions(PlacementExercisePage.objects.get()) == ["2013"]


@pytest.mark.parametrize("was_live", [False, True])
def test_a_planned_lab_takes_what_is_published_on_its_day(editor, was_live):
    page, home = make.make_placement(parent=make.make_tree()[2], live=was_live), make_rule_set()
    before = Exercise.objects.get(key=page.translation_key).current_version
    later = timezone.localtime() + datetime.timedelta(hours=2)
    editor.post(forms.edit_url(page), form([], home, go_live_at=later.strftime("%Y-%m-%d %H:%M")))
    assert Exercise.objects.get(key=page.translation_key).current_version == before
    renew(home)
    due = page.revisions.exclude(approved_go_live_at=None).get()
    past = (timezone.now() - datetime.timedelta(minutes=1)).isoformat()
    due.content["go_live_at"] = past
    due.save(update_fields=["content"])
    assert schedule.run_schedule(now=later + datetime.timedelta(hours=1)) == 1
    assert editions(page) == ["2019"]


def test_the_last_approval_copies_them_too(admin_client, editor):
    page, home = make.make_placement(parent=make.make_tree()[2], live=False), make_rule_set()
    data = form([], home)
    del data["action-publish"]
    editor.post(forms.edit_url(page), data)
    page = page.get_latest_revision_as_object()
    make.submit_for_approval(page)
    renew(home)
    task = page.current_workflow_task_state
    admin_client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]))
    assert editions(page) == ["2019"]


def test_a_day_that_no_calendar_has_is_refused(editor):
    page = make.make_placement(parent=make.make_tree()[2], live=False)
    data = form([], make_rule_set(), **{"guests-1-value-since": "2011-77-99"})
    response = editor.post(forms.edit_url(page), data, follow=True)
    assert "Write a year, a month or a day: 2011, 2011-03 or 2011-03-24." in response.content.decode()
    assert not PlacementExercisePage.objects.get(pk=page.pk).live
