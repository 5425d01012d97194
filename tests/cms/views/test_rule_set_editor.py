"""Rule sets in the real editor: who may write, and who may publish."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.enums import EditorGroup
from cms.models import RuleSet
from tests.factories import cms as make
from tests.factories.rule_sets import make_rule_set

pytestmark = pytest.mark.django_db

RULE = {"source": "line 1", "mark": "primary", "why": "", "weight": "2", "topic": "who", "measure": ""}


def form(**fields):
    data = {
        "title": "Home list",
        "slug": "home-list",
        "jurisdiction": "Home",
        "edition": "2019",
        "as_of": "2019-01-01",
        "review_on": "2030-01-01",
        "sources": streamfield([("source", {"text": "The list", "mark": "primary", "note": ""})]),
        "rules": streamfield([("order", {"text": "Who first", "ranks": "consul\nmayor"} | RULE)]),
    }
    return nested_form_data(data | fields)


def edit(client, found, **fields):
    return client.post(reverse(RuleSet.snippet_viewset.get_url_name("edit"), args=[found.pk]), form(**fields))


def test_an_instructor_publishes_a_new_edition(editor):
    make.make_catalogue()
    found = make_rule_set()
    assert edit(editor, found, **{"action-publish": "yes"}).status_code == 302
    found.refresh_from_db()
    assert (found.live, found.edition, found.content().rules[0].ranks) == (True, "2019", (("consul",), ("mayor",)))


def test_an_author_writes_a_draft_and_cannot_publish_it(editor, instructor):
    make.make_catalogue()
    instructor.groups.set(Group.objects.filter(name=EditorGroup.AUTHORS))
    found = make_rule_set()
    assert edit(editor, found, **{"action-publish": "yes"}).status_code == 302
    found.refresh_from_db()
    assert (found.edition, found.has_unpublished_changes) == ("2013", True)


def test_a_dispute_without_a_jurisdiction_is_refused_in_words(editor):
    make.make_catalogue()
    found = make_rule_set()
    rules = streamfield([("order", {"text": "Who first", "ranks": "consul\nmayor", "disputed": "on"} | RULE)])
    response = edit(editor, found, rules=rules, jurisdiction="", **{"action-publish": "yes"})
    assert "is disputed, so it may count only where it holds" in response.content.decode()
    found.refresh_from_db()
    assert found.edition == "2013"
