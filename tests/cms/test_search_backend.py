"""The suite runs on SQLite and on PostgreSQL; what an editor types finds the same pages on both."""

import pytest
from wagtail.models import Page

from cms.models import Term
from tests.factories import cms as make

pytestmark = pytest.mark.django_db

TITLES = ("La négociation", "L’État et l’honneur", "Negotiation", "Tromsø")
ANSWERS = {
    "négociation": ["La négociation"],
    "negociation": ["La négociation"],
    "NÉGO": ["La négociation", "Negotiation"],
    "nego": ["La négociation", "Negotiation"],
    "etat": ["L’État et l’honneur"],
    "État": ["L’État et l’honneur"],
    "honneur etat": ["L’État et l’honneur"],
    "AND": [],
    '"negotiation': ["Negotiation"],
    "l'état": ["L’État et l’honneur"],
    "l’État": ["L’État et l’honneur"],
    "negociation*": ["La négociation"],
    "title:negotiation": [],
    "*": [],
    '"': [],
    "": [],
}


@pytest.fixture(scope="module")
def pages(kept):
    module = make.make_module(parent=make.make_course(title="Course", live=False), title="Module", live=False)
    return [make.make_lesson(parent=module, title=title, summary="Zebra.", live=False) for title in TITLES]


@pytest.mark.parametrize(("text", "titles"), ANSWERS.items())
def test_what_an_editor_types_finds_pages_without_accents(text, titles, pages):
    found = Page.objects.filter(pk__in=[page.pk for page in pages]).autocomplete(text)
    assert sorted(page.title for page in found) == titles


def test_whole_words_are_found_without_accents(pages):
    found = Page.objects.filter(pk__in=[page.pk for page in pages]).search('"negociation"')
    assert [page.title for page in found] == ["La négociation"]


def test_the_explorer_finds_them(editor, pages):
    shown = editor.get("/cms/pages/search/", {"q": "negociation"}).content.decode()
    assert "La négociation" in shown
    assert "Negotiation</a>" not in shown


def test_key_terms_are_found_without_accents(editor):
    make.make_term(term="Préséance")
    make.make_term(term="Placement")
    assert Term.objects.count() == 2
    shown = editor.get("/cms/snippets/cms/term/", {"q": "presea"}).content.decode()
    assert "Préséance" in shown
    assert "Placement" not in shown
