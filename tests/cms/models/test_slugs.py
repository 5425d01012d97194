"""Addresses under /learn/ are plain: letters, digits and hyphens, whatever the titles."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from cms.models import CoursePage
from cms.services.publishing import problems_of
from courses.rules.types import SLUG
from tests.cms.forms import edit_url, lesson_form
from tests.factories import cms as make

pytestmark = pytest.mark.django_db

TITLES = {
    "La négociation à l’État": "la-negociation-a-letat",
    "Straße nach Łódź": "strasse-nach-lodz",
    "Αθήνα": "athina",
    "Москва": "moskva",
    "東京": "dongjing",
    "snake_case -- twice": "snake-case-twice",
    "…": "page",
    "word " * 30: "-".join(["word"] * 15),
}


def draft(title):
    page = CoursePage(title=title, summary="What it is about.", live=False)
    make.make_catalogue().add_child(instance=page)
    return page


@pytest.mark.parametrize(("title", "slug"), TITLES.items())
def test_a_title_in_any_script_makes_a_plain_address(title, slug):
    page = draft(title)
    assert page.slug == slug
    assert reverse("courses:course", args=[page.slug]) == f"/learn/{slug}/"
    assert problems_of(page) == ()


def test_the_same_title_makes_another_address():
    assert [draft("Αθήνα").slug, draft("Αθήνα").slug] == ["athina", "athina-2"]


@pytest.mark.parametrize("slug", ["négociation", "Big", "snake_case", "a--b", "x" * 81])
def test_another_address_becomes_one(slug):
    page = draft("Plain")
    page.slug = slug
    page.save()
    assert SLUG.fullmatch(page.slug)
    assert len(page.slug) <= 80


def test_the_editor_writes_a_typed_address_in_plain_letters(editor):
    page = make.make_tree()[2]
    editor.post(edit_url(page), lesson_form(("text", rich_text("<p>Wait.</p>")), slug="Négociation_à_Łódź"))
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().slug == "negociation-a-lodz"
    assert editor.get(edit_url(page)).status_code == 200
