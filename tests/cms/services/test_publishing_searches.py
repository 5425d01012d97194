"""A lab whose best plan takes long to find: published when it is found, also by the timetable."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.services import outbox
from assessments.models import Completion
from cms.errors import PublishRefusedError
from cms.models import PlacementExercisePage
from cms.services import publishing, schedule
from tests.bench.seating import seating
from tests.factories import cms as make
from tests.factories.cms import guest, seating_rule

pytestmark = pytest.mark.django_db

NOW = timezone.now()
SOON = NOW + datetime.timedelta(hours=1)
LATER = NOW + datetime.timedelta(hours=2)


def draft(**fields):
    """A problem of seventeen at one table, as an instructor writes it."""
    definition = seating(2, "one table")
    guests = [
        guest(entry["id"], entry["id"], place=1 if entry["place"] else None, **entry["tags"])
        for entry in definition["guests"]
    ]
    rules = [_written(rule) for rule in definition["rules"] if rule["type"] in WRITTEN]
    known = {"layout": "round", "size": 17, "guests": guests, "rules": rules}
    return make.make_placement(parent=make.make_tree()[2], live=False, **(known | fields))


WRITTEN = {
    "order": lambda rule: {"ranks": "\n".join(" = ".join(rank) for rank in rule["guests"]), "measure": "host"},
    "right_of": lambda rule: {"guest": rule["guest"], "other": rule["of"]},
    "near": lambda rule: {"guest": rule["guest"], "others": rule["any"], "steps": rule["steps"]},
    "apart": lambda rule: {"guest": rule["guests"][0], "other": rule["guests"][1], "steps": rule["steps"]},
    "alternate": lambda rule: {"tag": rule["tag"]},
}


def _written(rule):
    return seating_rule(rule["id"], rule["type"], weight=rule["weight"], **WRITTEN[rule["type"]](rule))


def test_it_is_told_how_far_the_search_is_and_published_when_it_is_done():
    page = draft()
    (problem,) = publishing.problems_of(page)
    assert problem.message.startswith("The best answer is being worked out: 0 %.")
    publishing.begin_search(page)
    assert outbox.sweep() == 1
    assert publishing.problems_of(page) == ()


def test_the_importer_waits_for_it():
    page = draft()
    publishing.search_now(page)
    publishing.publish(page)
    assert PlacementExercisePage.objects.get(pk=page.pk).live


def test_several_pages_published_at_once_do_not_wait_for_it(editor):
    page = draft()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor.post(f"{url}?id={page.pk}", {"include_descendants": ""}, follow=True)
    (message,) = response.context["messages"]
    assert "The best answer is being worked out: 0 %." in str(message)
    assert Completion.objects.get().found is None
    assert outbox.sweep() >= 1
    editor.post(f"{url}?id={page.pk}", {"include_descendants": ""})
    assert PlacementExercisePage.objects.get(pk=page.pk).live


def test_the_timetable_waits_for_it():
    page = draft(go_live_at=SOON)
    assert publishing.problems_of(page) == ()
    page.save_revision().publish()
    assert schedule.run_schedule(now=NOW) == 0
    page.revisions.update(content=page.revisions.last().content | {"go_live_at": None})
    assert schedule.run_schedule(now=LATER) == 0
    assert Completion.objects.get().found is None
    outbox.sweep()
    assert schedule.run_schedule(now=LATER) == 1
    assert PlacementExercisePage.objects.get(pk=page.pk).live


def test_what_is_no_sound_exercise_is_left_alone():
    for page in (make.make_tree()[2], draft(prompt=""), draft(size=3)):
        publishing.begin_search(page)
    assert not Completion.objects.exists()


def test_a_page_that_is_not_planned_is_refused_meanwhile():
    with pytest.raises(PublishRefusedError):
        draft().save_revision().publish()
