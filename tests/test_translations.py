"""The catalogues are whole, agree with the source, and reach the people who chose their language."""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import User
from cms.services.setup import ensure_site
from tests.factories.accounts import make_user
from tests.factories.assessments import finish_attempt, make_attempt, make_published_exercise
from tests.factories.courses import lesson_item, make_course, make_enrolment
from tests.forbidden import ROOT, tracked

LOCALE = ROOT / "locale"
APPS = ("accounts", "assessments", "cms", "config", "courses")
MARKED = re.compile(r"""\{%\s*translate\s+("[^"]*"|'[^']*')|\b_\(("[^"]*"|'[^']*')\)""")
PLACES = re.compile(r"%\(\w+\)s|%%|\{\w+\}|</?\w+[^>]*>")
WRONG_SIGNS = {
    "fr": re.compile(r"[^\s\u202f;:!?«][;!?»]|\w:(?!//|\d)| [;:!?%»](?!\()|«[^\u202f]|'|\.\.\."),
    "es": re.compile(r"\s[;:!?»](?!\()|«\s|'|[“”]|\.\.\.|^[^¿]*\?|^[^¡]*!"),
}
# Which of the two forms stands with 0, 1 and 2 things.
PLURALS = {"fr": (0, 0, 1), "es": (1, 0, 1)}
GETTERS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}


def entries(text):
    """Read a catalogue: one dictionary for each entry, keyword -> text, comments under "#"."""
    for block in text.strip().split("\n\n"):
        entry, keyword = {"#": ""}, ""
        for line in block.splitlines():
            if line.startswith("#"):
                entry["#"] += line
                continue
            before, quote, after = line.partition('"')
            keyword = before.strip() or keyword
            entry[keyword] = entry.get(keyword, "") + ast.literal_eval(quote + after)
        yield entry


@pytest.fixture(scope="module", params=[code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def folder(language):
    return LOCALE / language / "LC_MESSAGES"


@pytest.fixture(scope="module")
def catalogue(folder):
    return list(entries((folder / "django.po").read_text(encoding="utf-8")))[1:]


def pairs(catalogue):
    for entry in catalogue:
        if "msgid_plural" in entry:
            yield entry["msgid"], entry["msgstr[0]"]
            yield entry["msgid_plural"], entry["msgstr[1]"]
        else:
            yield entry["msgid"], entry["msgstr"]


def test_every_message_is_translated_for_certain(catalogue):
    assert len(catalogue) > 900
    assert [source for source, translated in pairs(catalogue) if not translated.strip()] == []
    assert [entry["msgid"] for entry in catalogue if "fuzzy" in entry["#"]] == []


def test_both_sides_have_the_same_places_and_tags(catalogue):
    differ = [source for source, translated in pairs(catalogue) if places(source) != places(translated)]
    assert differ == []


def places(text):
    return sorted(PLACES.findall(text))


def test_each_language_is_set_with_its_own_signs(catalogue, language):
    plain = ((source, PLACES.sub("x", translated)) for source, translated in pairs(catalogue))
    assert [source for source, translated in plain if WRONG_SIGNS[language].search(translated)] == []


def test_the_catalogue_names_no_file_and_no_person(folder):
    text = (folder / "django.po").read_text(encoding="utf-8")
    assert not re.search(r"^#:|@|POT-Creation-Date", text, re.MULTILINE)


def test_the_compiled_catalogue_says_the_same(catalogue, folder, language):
    with (folder / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for entry in catalogue:
        if "msgid_plural" in entry:
            both = [compiled.ngettext(entry["msgid"], entry["msgid_plural"], number) for number in (0, 1, 2)]
            assert both == [entry[f"msgstr[{form}]"] for form in PLURALS[language]]
        elif "msgctxt" in entry:
            assert compiled.pgettext(entry["msgctxt"], entry["msgid"]) == entry["msgstr"]
        else:
            assert compiled.gettext(entry["msgid"]) == entry["msgstr"]


def test_every_marked_text_of_the_templates_is_in_the_catalogue(catalogue):
    known = {entry["msgid"] for entry in catalogue}
    templates = [path for path in tracked() if path.suffix in {".html", ".txt"} and "templates" in path.parts]
    marked = {
        ast.literal_eval(first or second).replace("%", "%%"): path.name
        for path in templates
        for first, second in MARKED.findall(path.read_text(encoding="utf-8"))
    }
    assert len(marked) > 300
    assert {text: name for text, name in marked.items() if text not in known} == {}


def test_every_marked_text_of_the_code_is_in_the_catalogue(catalogue):
    known = {entry["msgid"] for entry in catalogue}
    sources = [path for path in tracked() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in APPS]
    marked = {text: path.name for path in sources for text in texts_in(path)}
    assert len(marked) > 400
    assert {text: name for text, name in marked.items() if text not in known} == {}


def texts_in(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTERS:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield first.value


@pytest.fixture
def course(db):
    return make_course(lesson_item("first-steps"), slug="protocol")


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def french_reader(client, course):
    reader = make_user(language="fr")
    make_enrolment(course, reader)
    client.force_login(reader)
    return client


def test_who_chose_french_gets_french_pages(french_reader):
    page = page_of(french_reader, "/learn/")
    assert '<html lang="fr"' in page
    assert "<h1>Mon parcours</h1>" in page
    assert "Leçon suivante" in page
    assert "My learning" not in page


def test_who_chose_spanish_gets_spanish_pages_that_ask_for_review(client, course):
    reader = make_user(language="es")
    make_enrolment(course, reader)
    client.force_login(reader)
    page = page_of(client, "/learn/")
    assert '<html lang="es"' in page
    assert "Lección siguiente" in page
    assert "pendiente de revisión por hablantes nativos" in page


def test_a_language_that_was_reviewed_asks_for_nothing(french_reader):
    assert "langue maternelle" not in page_of(french_reader, "/learn/")


def test_english_texts_are_marked_on_french_pages(french_reader):
    dashboard = page_of(french_reader, "/learn/")
    assert re.search(r'<h2 class="card__title" lang="en">First steps</h2>', dashboard)
    lesson = page_of(french_reader, "/learn/protocol/first-steps/")
    assert '<h1 lang="en">First steps</h1>' in lesson
    assert '<div class="prose" lang="en"><p>Body of First steps</p></div>' in lesson
    name = page_of(french_reader, "/learn/protocol/certificate/")
    assert re.search(r'<p class="eyebrow" lang="en">', name)


def test_exercises_mark_their_language_while_taken_and_afterwards(french_reader):
    attempt = make_attempt(make_published_exercise("order", title="Who ranks first"), User.objects.get())
    taken = page_of(french_reader, f"/attempts/{attempt.key}/")
    assert '<h1 lang="en">Who ranks first</h1>' in taken
    assert "est mon classement</span>" in taken
    finish_attempt(attempt, is_right=False)
    assert '<h1 lang="en">Who ranks first</h1>' in page_of(french_reader, f"/attempts/{attempt.key}/review/")
    assert '<p class="eyebrow" lang="en">Who ranks first</p>' in page_of(
        french_reader, f"/attempts/{attempt.key}/receipt/"
    )


def test_the_front_page_speaks_french_until_an_editor_rewrites_it(client, db):
    home = ensure_site().get_parent().specific
    french = {"accept-language": "fr"}
    assert "<h1>Le monde vient à l" in client.get("/", headers=french).content.decode()
    assert "<h1>The world comes to city hall</h1>" in client.get("/").content.decode()
    home.title = "Welcome to <Port Alder>"
    home.save_revision().publish()
    page = client.get("/", headers=french).content.decode()
    assert '<h1><span lang="en">Welcome to &lt;Port Alder&gt;</span></h1>' in page
    assert "<h1>Welcome to &lt;Port Alder&gt;</h1>" in client.get("/").content.decode()


def test_who_chose_english_gets_english_whatever_the_browser_asks(client, course):
    reader = make_user(language="en")
    make_enrolment(course, reader)
    client.force_login(reader)
    page = client.get("/learn/", headers={"accept-language": "fr"}).content.decode()
    assert '<html lang="en"' in page
    assert "<h1>My learning</h1>" in page
    assert 'lang="fr"' not in page


def test_a_visitor_is_answered_in_the_language_of_the_browser(client, course):
    page = client.get("/accounts/login/", headers={"accept-language": "fr-CA,fr;q=0.9"}).content.decode()
    assert '<html lang="fr"' in page
    assert "Se connecter" in page
