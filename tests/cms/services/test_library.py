"""From the pages of the library to what is read."""

import json
from io import BytesIO

import pytest
from docx import Document
from wagtail.models import Locale

from cms.errors import PublishRefusedError
from cms.models import CoursePage
from cms.services import publishing
from cms.services.link_problems import expecting
from courses.models import Reference
from tests.factories import cms as make
from tests.factories import references as shelf

pytestmark = pytest.mark.django_db


def problems(page):
    return [problem.message for problem in publishing.problems_of(page)]


def test_what_is_published_is_read_and_what_is_not_is_gone(django_capture_on_commit_callbacks):
    page = shelf.make_reference("networks", title="Towns", slug="towns", themes="climate\nhealth")
    draft = shelf.make_reference(live=False)
    row = Reference.objects.get()
    assert (row.key, row.kind, row.slug, row.title) == (page.translation_key, "networks", "towns", "Towns")
    assert (row.themes, row.owner, row.facts[0]["text"]) == (["climate", "health"], "Protocol desk", "1990")
    assert "Stand at the door." in row.body_html
    assert not row.document
    publishing.publish(draft)
    page.unpublish()
    assert Reference.objects.get().key == draft.translation_key
    with django_capture_on_commit_callbacks(execute=True):
        draft.delete()
    assert not Reference.objects.exists()


def test_an_old_address_follows_the_page(client):
    page = shelf.make_reference("templates", slug="run-of-show")
    assert page.get_url() == "/library/templates/run-of-show/"
    assert client.get("/library/run-of-show/").status_code == 404


def text_of(document):
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_a_template_becomes_a_document_of_the_same_words():
    rich = (
        "<h2>Before</h2><p>Ring <b>twice</b>, [name of the guest].</p><ul><li>One<ul><li>Inner</li></ul></li></ul>"
        '<ol><li>First</li><li>Second</li></ol><p>See <a href="https://city.example/">there</a>.<br/>Then go.</p>'
    )
    callout = {"style": "rule", "title": "Ask", "text": "<p>First.</p>", "source": "Handbook"}
    term = make.make_term(term="alternat", definition="Each signs first once.")
    shelf.make_reference(
        "templates",
        title="Run of show",
        body=[
            make.text_block(rich),
            {"type": "heading", "id": "h", "value": {"text": "After", "level": "h3"}},
            {"type": "callout", "id": "c", "value": callout},
            shelf.table_block("Who does what", ["Time", "Who"], ["10:00", "[name]"], ["10:05", ""]),
            make.terms_block(term),
            shelf.sources_block("Handbook of the city"),
        ],
    )
    document = Document(BytesIO(Reference.objects.get().document))
    text = text_of(document)
    for line in (
        "Run of show",
        "Before",
        "Ring twice, [name of the guest].",
        "One",
        "Inner",
        "1.\tFirst",
        "2.\tSecond",
    ):
        assert line in text.split("\n"), line
    assert "See there (https://city.example/).\nThen go." in text
    assert "alternat: Each signs first once." in text
    assert "Handbook of the city (primary source)" in text
    box, table = document.tables
    assert [paragraph.text for paragraph in box.cell(0, 0).paragraphs] == ["Ask", "First.", "Handbook"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Time", "Who"],
        ["10:00", "[name]"],
        ["10:05", ""],
    ]
    marked = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.font.highlight_color]
    assert marked == ["[name of the guest]"]
    assert "Protocol desk" in document.sections[0].footer.paragraphs[0].text


def test_columns_of_a_document_are_as_wide_as_what_they_hold():
    long = "Rings the consulate at the number of the ministry's list"
    shelf.make_reference("templates", body=[shelf.table_block("", ["No.", "What", "By"], ["1", long, "AB"])])
    (table,) = Document(BytesIO(Reference.objects.get().document)).tables
    first, second, third = (cell.width for cell in table.rows[1].cells)
    assert first == third < second
    assert round(first.cm + second.cm + third.cm) == 17


def test_characters_that_no_document_may_hold_do_not_keep_it_from_being_made():
    body = [
        make.text_block("<p>Ring\x0btwice.</p>"),
        {"type": "heading", "id": "h", "value": {"text": "Then\x0bgo", "level": "h2"}},
        shelf.table_block("Who\x0b", ["Time\x0b"], ["10:00\x0b"]),
    ]
    shelf.make_reference("templates", title="Run\x0bof show", keeper="Protocol\x0bdesk", body=body)
    document = Document(BytesIO(Reference.objects.get().document))
    for line in ("Run of show", "Ring twice.", "Then go"):
        assert line in text_of(document).split("\n")
    assert "Protocol desk" in document.sections[0].footer.paragraphs[0].text


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("networks", {"facts": []}, "Facts: name at least one."),
        ("networks", {"body": []}, "Body: name the sources of the facts in a block of sources."),
        ("countries", {"facts": [shelf.fact_block("Calls", "Twice", as_of="")]}, "Calls: say as of when."),
        (
            "templates",
            {"body": [{"type": "quote", "id": "q", "value": {}}]},
            "Quotation: this has no place in a .docx.",
        ),
        ("templates", {"body": []}, "Body: write it."),
        ("checklists", {"body": [make.text_block("<p>" + "word " * 401 + "</p>")]}, "fits on one printed page"),
        ("checklists", {"body": [make.text_block("<ul>" + "<li>do</li>" * 29 + "</ul>")]}, "This one has 29 and 29."),
    ],
)
def test_what_its_kind_promises_is_checked(kind, fields, said):
    page = shelf.make_reference(kind, live=False, **fields)
    assert any(said in message for message in problems(page)), problems(page)


def test_a_recording_needs_its_transcript_as_in_a_lesson():
    bell = make.make_recording("audio", title="Bell", transcript="")
    page = shelf.make_reference("checklists", live=False, body=[make.recording_block(bell)])
    assert problems(page) == [
        "Audio 1: “Bell” has no transcript. Open it in the media library and write down what is said."
    ]


def linking(href):
    return [make.text_block(f'<p>Look <a href="{href}">here</a>.</p>')]


@pytest.mark.parametrize(
    "href",
    [
        "/library/networks/towns/",
        "/library/networks/towns/#facts",
        "/library/networks/",
        "/library/?theme=climate",
        "/library/glossary/#term-1",
        "https://elsewhere.example/library/nothing/",
        "/courses/",
    ],
)
def test_links_into_the_library_that_lead_somewhere(href):
    shelf.make_reference("networks", slug="towns")
    course, module, _lesson = make.make_tree()
    assert CoursePage.objects.filter(pk=course.pk).exists()
    make.make_lesson(parent=module, body=linking(href))


def test_links_into_the_library_that_lead_nowhere_are_refused():
    towns = shelf.make_reference("networks", slug="towns", live=False)
    _course, module, _lesson = make.make_tree()
    lesson = make.make_lesson(parent=module, live=False, body=linking("/library/networks/towns/"))
    message = (
        "Text 1: the link /library/networks/towns/ leads to no published page of the library. Publish that page first."
    )
    with pytest.raises(PublishRefusedError) as refused:
        publishing.publish(lesson)
    assert [problem.message for problem in refused.value.problems] == [message]
    with expecting({"/library/networks/towns/"}):
        assert problems(lesson) == []
    publishing.publish(towns)
    publishing.publish(lesson)


def test_a_link_to_a_page_that_is_chosen_follows_it():
    towns = shelf.make_reference("networks", slug="towns", live=False)
    _course, module, _lesson = make.make_tree()
    body = [make.text_block(f'<p><a linktype="page" id="{towns.pk}">Towns</a></p>')]
    lesson = make.make_lesson(parent=module, live=False, body=body)
    assert len(problems(lesson)) == 1
    publishing.publish(towns)
    assert problems(lesson) == []


def test_exercises_are_looked_through_as_well():
    _course, _module, lesson = make.make_tree()
    quiz = make.make_choice(parent=lesson, live=False, intro='<p><a href="/library/networks/gone/">x</a></p>')
    assert [message[:13] for message in problems(quiz)] == ["Introduction:"]


def test_a_link_by_the_address_of_a_translation_leads_nowhere():
    towns = shelf.make_reference("networks", slug="towns")
    french = translated(towns, slug="villes")
    lesson = make.make_lesson(parent=make.make_tree()[1], live=False, body=linking("/library/networks/villes/"))
    assert french.live
    assert len(problems(lesson)) == 1


def test_a_link_into_a_library_that_is_not_published_leads_nowhere():
    shelf.make_reference("networks", slug="towns")
    shelf.make_library().unpublish()
    lesson = make.make_lesson(parent=make.make_tree()[1], live=False, body=linking("/library/networks/towns/"))
    assert len(problems(lesson)) == 1


def test_a_translation_of_a_template_is_checked_as_a_template():
    template = shelf.make_reference("templates", slug="note")
    picture = make.figure_block(make.make_picture())
    french = translated(template, kind="checklists", body=[picture, shelf.sources_block()])
    assert any(".docx" in message for message in problems(french))


def translated(page, **fields):
    """Publish a French translation as far as it can be."""
    locale, _made = Locale.objects.get_or_create(language_code="fr")
    copy = page.copy_for_translation(locale, copy_parents=True)
    for name, value in fields.items():
        setattr(copy, name, json.dumps(value) if name == "body" else value)
    copy.save()
    type(copy).objects.filter(pk=copy.pk).update(live=True)
    return type(copy).objects.get(pk=copy.pk)
