"""The library: found, filtered, read and downloaded by anybody."""

import datetime
from uuid import UUID

import pytest
from django.utils import timezone

from courses.rules.types import Fact, LibraryReference, ReferenceBody
from courses.services import sync_library

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def reference(number, kind="networks", *, slug="", reviewed=None, **body):
    fields = {
        "title": f"Page {number}",
        "summary": "What it is for.",
        "themes": ("climate",),
        "facts": (Fact("Founded", "1990", "2025", "secondary", "Its own page says 1991."),),
        "body_html": "<p>Write to them first.</p>",
        "owner": "Networks desk",
    }
    bodies = {"en": ReferenceBody(**(fields | body))}
    return LibraryReference(UUID(int=number), kind, slug or f"page-{number}", reviewed or TODAY(), bodies)


def test_a_page_shows_its_facts_with_their_dates_and_marks(client):
    sync_library([reference(1, title="Towns of the Coast", slug="towns")])
    text = client.get("/library/networks/towns/").content.decode()
    for shown in ("Towns of the Coast", "1990", "as of 2025", "secondary source", "Its own page says 1991."):
        assert shown in text
    assert "Kept by: Networks desk" in text
    assert "more than a year" not in text


def test_a_page_that_nobody_has_checked_for_a_year_says_so(client):
    long_ago = TODAY() - datetime.timedelta(days=366)
    sync_library([reference(1, reviewed=long_ago), reference(2, reviewed=TODAY() - datetime.timedelta(days=365))])
    assert "for more than a year" in client.get("/library/networks/page-1/").content.decode()
    assert "for more than a year" not in client.get("/library/networks/page-2/").content.decode()
    assert client.get("/library/networks/").content.decode().count("more than a year ago") == 1


def test_a_template_can_be_downloaded_and_other_kinds_cannot(client):
    sync_library([reference(1, "templates", document=b"PK docx"), reference(2, "checklists")])
    page = client.get("/library/templates/page-1/").content.decode()
    assert 'href="/library/templates/page-1.docx"' in page
    answer = client.get("/library/templates/page-1.docx")
    assert (answer.content, answer["Content-Disposition"]) == (b"PK docx", 'attachment; filename="page-1.docx"')
    assert client.get("/library/templates/page-2.docx").status_code == 404
    assert ".docx" not in client.get("/library/checklists/page-2/").content.decode()


def test_the_month_of_a_check_is_written_as_the_language_does(client):
    sync_library([reference(1, reviewed=datetime.date(2026, 11, 23))])
    page = client.get("/library/networks/", headers={"Accept-Language": "es"}).content.decode()
    assert "noviembre de 2026" in page


def test_each_shelf_says_what_stands_on_it(client):
    listed = client.get("/library/").content.decode()
    for kind, words in (
        ("networks", "who may join"),
        ("checklists", "Print it and take it along."),
        ("templates", "Papers to fill in"),
        ("countries", "How the national side works"),
    ):
        assert listed.count(words) == 1, kind
        assert words in client.get(f"/library/{kind}/").content.decode()


@pytest.mark.parametrize("path", ["nothing/", "networks/nothing/", "templates/page-1/", "nothing/page-1/"])
def test_what_is_not_there_is_not_found(client, path):
    sync_library([reference(1)])
    assert client.get(f"/library/{path}").status_code == 404


def shown(client, path):
    text = client.get(path).content.decode()
    return [number for number in range(1, 4) if f">Page {number}<" in text]


def test_lists_are_filtered_by_words_and_theme(client):
    sync_library(
        [
            reference(1, body_html="<p>Harbours</p>", themes=("climate",)),
            reference(2, body_html="<p>Harbours</p>", themes=("peace",)),
            reference(3, "checklists", body_html="<p>Harbours</p>", themes=("peace",)),
        ]
    )
    assert shown(client, "/library/networks/") == [1, 2]
    assert shown(client, "/library/?q=harbour") == [1, 2, 3]
    assert shown(client, "/library/?q=harbour&theme=peace") == [2, 3]
    assert shown(client, "/library/networks/?theme=peace") == [2]
    assert shown(client, "/library/networks/?theme=nothing") == [1, 2]
    assert "All words must be found" in client.get("/library/?q=zebra").content.decode()


def test_the_search_of_the_site_finds_all_of_a_page(client):
    sync_library([reference(1, "templates", title="Gift register", body_html="<p>A watch with an engraving</p>")])
    for words in ("gift register", "engraving", "founded 1990", "climate"):
        text = client.get("/search/", {"q": words}).content.decode()
        assert 'href="/library/templates/page-1/"' in text, words
    sync_library([])
    assert "/library/templates/" not in client.get("/search/?q=engraving").content.decode()


def test_a_reader_gets_their_language_and_otherwise_the_first(client):
    french = {"fr": ReferenceBody("Les villes", "Un mot.", ("climat",), (), "<p>Bonjour</p>", "Bureau")}
    one, two = reference(1), reference(2)
    sync_library([LibraryReference(one.key, one.kind, one.slug, one.reviewed, {**one.bodies, **french}), two])
    assert "Les villes" in client.get("/library/networks/page-1/", headers={"Accept-Language": "fr"}).content.decode()
    assert "Les villes" not in client.get("/library/networks/page-1/").content.decode()
    listed = client.get("/library/networks/", headers={"Accept-Language": "fr"}).content.decode()
    assert "Les villes" in listed
    assert 'lang="en"><a href="/library/networks/page-2/">Page 2' in listed


@pytest.mark.parametrize("path", ["/library/", "/library/networks/", "/library/?q=write&theme=climate"])
def test_statements_do_not_grow_with_the_library(client, path, django_assert_max_num_queries):
    sync_library([reference(1)])
    client.get(path)
    with django_assert_max_num_queries(2):
        client.get(path)
    sync_library([reference(number) for number in range(1, 4)])
    with django_assert_max_num_queries(2):
        client.get(path)
