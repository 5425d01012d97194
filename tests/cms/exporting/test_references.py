"""The library as files, and back."""

from cms.models import ReferencePage
from courses.models import Reference
from tests.factories import cms as make
from tests.factories import references as shelf


def test_the_library_survives_export_and_import(round_trip):
    term = make.make_term(term="alternat")
    body = [
        make.text_block('<p>See <a href="/library/templates/run-of-show/">there</a>, [name].</p>'),
        shelf.sources_block(),
    ]
    facts = [
        shelf.fact_block("Members: all", "61 towns\nin nine countries", note="# one"),
        shelf.fact_block("Fee", "0"),
    ]
    shelf.make_reference("templates", slug="run-of-show", facts=[], body=[make.terms_block(term)])
    shelf.make_reference("networks", slug="towns", themes="climate\nsmall towns", body=body, facts=facts)
    shelf.make_reference("countries", slug="belmora", live=False)
    first, second = round_trip()
    assert first == second
    library = {path for path in first if path.startswith("library/")}
    assert library == {"library/networks/towns.md", "library/templates/run-of-show.md"}
    page = ReferencePage.objects.get(slug="towns")
    assert (page.kind, page.themes, page.keeper) == ("networks", "climate\nsmall towns", "Protocol desk")
    assert [fact.text for fact in page.listed_facts()] == ["61 towns\nin nine countries", "0"]
    assert Reference.objects.count() == 2
