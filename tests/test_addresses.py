"""Every address of the site, asked by everybody: no key, no draft, no hidden name, no error, and nothing written."""

import hashlib
import itertools
import re
from dataclasses import replace
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from assessments import services as assessment_services
from cms.models import CourseDocument
from courses.views.library import DOCX
from tests.factories.keys import key_variables
from tests.factories.world import BODY, DRAFT, KEY, NAME, OTHER, TRIED, WORK, make_world

pytestmark = pytest.mark.django_db

DRAWN = {"branch", "negotiation", "network"}
GUESTS = ("guest", "other_guest")
# The same for everybody, so that caches may keep it.
FOR_EVERYBODY = ("/media/", "/.well-known/did.json", "/credentials/status/")
OURS = ("accounts", "assessments", "courses", "cms", "config")
SLOT = re.compile(r"<(?:\w+:)?(\w+)>")
# What finds a canary wherever the words beside it or its beginning are looked through.
SOUGHT = ("wait", "why", "note", "source", *(word[:5] for word in (KEY, DRAFT, NAME, OTHER, BODY)))
# Mail programs send it themselves, without a session (RFC 8058); what it takes is a signed link.
ONE_CLICK = "/learn/dilemma/stop/"
# All but the one that chooses a language, which changes nothing of anybody and goes without a token (config.urls).
FORM = re.compile(r'<form[^>]*method="post"(?! action="/language/")', re.IGNORECASE)


def routes(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def our_routes():
    """All but Wagtail's API for its editor: our class there only takes actions away (tests/cms/views)."""
    ours = (route for route, view in routes() if view.__module__.split(".")[0] in OURS)
    return sorted(route for route in ours if not route.startswith("cms/api/"))


def filled(route, values):
    slots = SLOT.findall(route)
    for chosen in itertools.product(*(values[slot] for slot in slots)):
        rest = iter(chosen)
        yield "/" + SLOT.sub(lambda _slot, rest=rest: str(next(rest)), route)


def addresses(world):
    ours = [path for route in our_routes() for path in filled(route, world.values)]
    pages = [page.url_path.removeprefix("/chancery") for page in world.pages]
    sign_in = sorted(f"/{route}" for route, _view in routes() if re.fullmatch(r"accounts/[a-z/-]+", route))
    links = ["/accounts/confirm-email/nothing/", "/accounts/password/reset/key/1-set-password/"]
    wagtail = ["/_util/login/", "/_util/authenticate_with_password/1/1/", "/documents/1/nothing.pdf"]
    documents = [document.url for document in CourseDocument.objects.all()]
    return [
        *ours,
        *sign_in,
        *links,
        *wagtail,
        *documents,
        *pages,
        "/",
        "/courses/",
        "/courses/the-course/?preview=true",
        *(f"/search/?q={text}" for text in SOUGHT),
        "/nothing/",
    ]


def browser(who, **options):
    """Open a browser for a person, a guest (their token) or nobody."""
    client = Client(**options)
    if isinstance(who, UUID):
        session = client.session
        assessment_services.remember_guest(session=session, guest=who)
        session.save()
    elif who:
        client.force_login(who)
    return client


def said(response):
    """Return status, headers and body as one text; of a .docx the words in it, which are packed."""
    body = response.getvalue() if response.streaming else response.content
    if response.headers.get("Content-Type") == DOCX:
        with ZipFile(BytesIO(body)) as packed:
            body = b"".join(packed.read(name) for name in packed.namelist() if name.endswith(".xml"))
    for (
        close
    ) in response._resource_closers:  # not response.close(), which would close the database of this test as well
        close()
    return f"{response.status_code} {dict(response.items())} {body.decode(errors='replace')}"


def rows():
    """Hash every table but that of the sessions."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table != "django_session":
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                stored = sorted(repr(row) for row in cursor.fetchall())
                found[table] = hashlib.sha256("\n".join(stored).encode()).hexdigest()
    return found


@pytest.fixture(scope="module")
def one_world(kept):
    with override_settings(CHANCERY_KEYS=key_variables(0)):
        yield make_world()


@pytest.fixture
def world(one_world):
    return replace(one_world, values=dict(one_world.values))


@pytest.fixture
def people(world):
    names = ("bo", "cleo", "ana", "cora", "otto", "nora", *GUESTS)
    return {None: None} | {name: getattr(world, name) for name in names}


def may_read(name, canary, path):
    """Ana reads her own name; coordinators read those of their people and city, on few pages only."""
    readers = {NAME: {"cora", "nora"}, OTHER: {"otto"}}[canary]
    return (name == "ana" and canary == NAME) or (
        name in readers and path.startswith(("/people/", "/account/", "/certificate-requests/"))
    )


def test_every_address_answers_everybody_without_a_secret_and_without_writing(world, browsers):
    before = rows()
    for name, client in browsers.items():
        for path in addresses(world):
            response = client.get(path)
            text = said(response)
            assert response.status_code < 500, (name, path)
            assert KEY not in text, (name, path)
            assert DRAFT not in text, (name, path)
            assert name == "ana" or BODY not in text, (name, path)
            assert name == "ana" or WORK not in text, (name, path)
            assert TRIED not in text or name == "guest", (name, path)
            for canary in (NAME, OTHER):
                assert may_read(name, canary, path) or canary.lower() not in text.lower(), (name, path)
            if name and name not in GUESTS:
                assert "no-store" in response["Cache-Control"] or path.startswith(FOR_EVERYBODY), (name, path)
    assert rows() == before


def test_what_lessons_say_is_found_by_those_enrolled_only(world, people):
    for name, user in people.items():
        assert (BODY in said(browser(user).get("/search/?q=wait"))) is (name == "ana")


@pytest.fixture
def browsers(people):
    return {name: browser(user) for name, user in people.items()}


def test_the_pages_about_people_open_to_their_coordinators_only(world, browsers):
    shown = [path for path in addresses(world) if "/people/" in path]
    paths = {path: [client.get(path).status_code for client in browsers.values()] for path in shown}
    yes, no, guests = 200, [302, 403, 403, 403], [302, 302]
    assert paths["/people/"] == [*no, yes, yes, yes, *guests]
    for rest in ("", "people.csv", f"{world.ana.key}/", f"{world.ana.key}/record/"):
        assert paths[f"/people/the-city/{rest}"] == [*no, yes, 404, yes, *guests]
        other = rest.replace(str(world.ana.key), str(world.values["person"][1]))
        assert paths[f"/people/other-city/{other}"] == [*no, 404, yes, 404, *guests]
        assert paths[f"/people/nothing/{rest}"] == [*no, 404, 404, 404, *guests]
    assert paths["/people/the-network/"] == [*no, 404, 404, yes, *guests]
    tries = {path: statuses for path, statuses in paths.items() if "/tries/" in path and yes in statuses}
    assert {path.split("/")[3] for path in tries} == {str(world.ana.key)}
    assert {tuple(tries[path]) for path in tries if path.startswith("/people/the-city/")} == {
        (*no, yes, 404, yes, *guests)
    }
    assert len(paths) == 136


def test_a_request_about_a_certificate_opens_to_who_asked_and_who_decides(world, browsers):
    """Who marks Ana's work decides about her name as well; another city's people find nothing."""
    asked, unknown = world.values["request_key"]
    found = {name: client.get(f"/certificate-requests/{asked}/").status_code for name, client in browsers.items()}
    yes, no, sign_in = 200, 404, 302
    strangers = {None: sign_in, "guest": sign_in, "other_guest": sign_in}
    assert found == {"bo": no, "cleo": no, "ana": yes, "cora": yes, "otto": no, "nora": yes, **strangers}
    assert [browser(user).get(f"/certificate-requests/{asked}/").status_code for user in (world.ines, world.ivo)] == [
        yes,
        no,
    ]
    assert {browser(user).get(f"/certificate-requests/{unknown}/").status_code for user in (world.ana, world.cora)} == {
        no
    }


def test_an_attempt_opens_to_its_owner_only(world, people, browsers):
    """Somebody else's and one that does not exist are alike; who is nobody yet is asked to sign in."""
    scored, *open_ones = world.values["key"][-4:-1]
    owners = {world.values["key"][1]: "ana", scored: "guest", open_ones[0]: "guest", open_ones[1]: "other_guest"}
    for key, owner in {**owners, UUID(int=1): "nobody"}.items():
        found = {name: client.get(f"/attempts/{key}/").status_code for name, client in browsers.items()}
        shown = 302 if key == scored else 200
        assert found == dict.fromkeys(people, 404) | ({owner: shown} if owner in people else {}) | {None: 302}, key
    assert TRIED in said(browser(world.guest).get(f"/attempts/{scored}/review/"))


def test_written_work_opens_to_the_markers_of_its_city_only(world, browsers):
    """Markers read the work and the exemplars, and nothing of whose it is; another city's finds nothing there."""
    waiting, scored, unknown = world.values["submission"]
    paths = [path for path in addresses(world) if path.startswith("/marking/")]
    assert len(paths) == 18
    for path in paths:
        is_background = path.endswith("/save/")
        refused = {name: 405 if is_background else 302 if name in (None, *GUESTS) else 403 for name in browsers}
        assert {name: client.get(path).status_code for name, client in browsers.items()} == refused, path
    ines, ivo = browser(world.ines), browser(world.ivo)
    assert WORK.lower() not in said(ines.get(f"/marking/{waiting}/")).lower()
    assert [user.post(f"/marking/{waiting}/open/").status_code for user in (ivo, ines)] == [404, 303]
    for path in paths:
        text = said(ines.get(path)).lower()
        assert (WORK.lower() in text) is (path == f"/marking/{waiting}/"), path
        assert not {NAME.lower(), world.ana.email, str(world.ana.key)} & set(re.findall(r"[\w@.-]+", text)), path
    found = [ivo.get(f"/marking/{key}/").status_code for key in (waiting, scored, unknown)]
    assert found == [404, 404, 404]
    assert [ines.get(f"/marking/{key}/").status_code for key in (scored, unknown)] == [404, 404]
    assert str(waiting) not in said(ivo.get("/marking/"))
    assert str(waiting) in said(ines.get("/marking/"))


def test_documents_of_drafts_open_to_editors_only(world, browsers):
    offered, hidden, unknown = (f"/downloads/{key}/" for key in world.values["document"])
    own = [document.url for document in CourseDocument.objects.order_by("pk")]
    paths = [offered, hidden, unknown, *own]
    for name, client in browsers.items():
        assert [client.get(path).status_code for path in paths] == [200, 404, 404, 404, 404], name
    ines = browser(world.ines)
    assert [ines.get(path).status_code for path in paths[:3]] == [200, 200, 404]


def test_coordinators_find_their_own_people_and_no_others(world):
    for user, own, others, home in (
        (world.cora, NAME, OTHER, "/people/the-city/"),
        (world.nora, NAME, OTHER, "/people/the-network/"),
        (world.otto, OTHER, NAME, "/people/other-city/"),
    ):
        for path in (home, f"{home}people.csv", "/people/"):
            text = said(browser(user).get(path)).lower()
            assert own.lower() in text, (user, path)
            assert others.lower() not in text, (user, path)


def test_learner_pages_allow_no_code_but_that_of_this_site(world, people):
    client = browser(world.ana)
    for path in addresses(world):
        response = client.get(path)
        if not path.startswith("/cms/"):
            assert re.search("default-src '(self|none)'", response["Content-Security-Policy"]), path
            assert "unsafe" not in response["Content-Security-Policy"], path
            assert response["X-Frame-Options"] == "SAMEORIGIN", path
            assert response["X-Content-Type-Options"] == "nosniff", path


def test_every_form_carries_its_token_and_nothing_changes_without_one(world):
    client = browser(world.ana, enforce_csrf_checks=True)
    before, forms = rows(), 0
    for path in addresses(world):
        page = said(client.get(path))
        assert page.count("csrfmiddlewaretoken") == len(FORM.findall(page)), path
        forms += len(FORM.findall(page))
        refused = 404 if path.startswith(ONE_CLICK) else 403
        assert client.post(path, {"action": "withhold", "reason": "x"}).status_code == refused, path
    assert rows() == before
    assert forms > 20


OPEN_IN_EDITOR = {"/cms/login/", "/cms/logout/", "/cms/jsi18n/", "/cms/sprite/"}


def editor_addresses(world):
    """Build every address of the editor: previews, drafts, histories, revisions, its own API."""
    for route, _view in routes():
        plain = re.sub(r"[\^$]", "", route)
        if not route.startswith("cms/") or f"/{plain}" in OPEN_IN_EDITOR:
            continue
        for page in world.secret_pages:
            numbers = {"revision_id": str(page.latest_revision_id)}
            path = SLOT.sub(lambda slot, page=page, numbers=numbers: numbers.get(slot[1], str(page.pk)), plain)
            yield "/" + path.replace(r"(\d+)", str(page.pk)).replace("(", "").replace("|", "").replace(")", "")


def test_the_editor_shows_nothing_to_who_has_no_business_there(world):
    paths = sorted(set(editor_addresses(world)))
    assert len(paths) > 200
    for user in (None, world.cleo):
        client = browser(user)
        for path in paths:
            response = client.get(path)
            assert response.status_code in {302, 403, 404}, (user, path)
            assert not {KEY, DRAFT} & set(re.findall(r"[A-Z]+", said(response))), (user, path)


def test_the_canaries_are_where_only_an_instructor_looks(world):
    for page in world.secret_pages:
        shown = said(browser(world.ines).get(f"/cms/pages/{page.pk}/edit/"))
        assert KEY in shown or DRAFT in shown


def test_who_may_edit_a_page_may_play_it_and_read_its_versions(world):
    answers = {}
    for user in (world.ines, world.bo, world.ana, None):
        for part in ("rehearse", "versions"):
            found = [browser(user).get(f"/cms/{part}/{page.pk}/").status_code for page in world.pages[3:8]]
            answers[user, part] = found
    expected = {world.ines: [200] * 5, world.bo: [403] * 5, world.ana: [403] * 5, None: [302] * 5}
    assert answers == {(user, part): expected[user] for user, part in answers}


def test_who_may_edit_a_lab_sees_it_drawn(world):
    """Pages of other kinds have no drawing."""
    answers = {}
    for user in (world.ines, world.bo, world.ana, None):
        answers[user] = [browser(user).get(f"/cms/drawing/{page.pk}/").status_code for page in world.pages[3:8]]
    drawn = [200 if getattr(page, "kind", "") in DRAWN else 404 for page in world.pages[3:8]]
    assert 200 in drawn
    assert answers == {world.ines: drawn, world.bo: [403] * 5, world.ana: [403] * 5, None: [302] * 5}
