"""What every page of ours has in common: frame, headers, words, no code inside."""

import re
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import page_not_found, permission_denied, server_error

from tests.factories.accounts import make_user, make_verified_user

pytestmark = pytest.mark.django_db

TEMPLATES = Path(__file__).parents[2] / "templates"
OPEN_PAGES = [
    "/help/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/nothing/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/done/",
    "/accounts/password/reset/key/1-nothing/",
]
SIGNED_IN_PAGES = [
    "/account/",
    "/accounts/email/",
    "/accounts/logout/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
]


def assert_frame(page):
    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert page.index('class="skip-link"') < page.index("<header")
    assert re.search(r"<title>[^<]+ \| Chancery</title>", page)
    assert 'lang="en"' in page


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_open_pages_share_the_frame_and_the_security_policy(client, path):
    response = client.get(path)
    assert_frame(response.content.decode())
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", SIGNED_IN_PAGES)
def test_pages_behind_sign_in_share_the_frame(client, path):
    client.force_login(make_verified_user())
    assert_frame(client.get(path).content.decode())


@pytest.mark.parametrize("answer", [page_not_found, permission_denied])
def test_error_pages_share_the_frame(answer):
    request = RequestFactory().get("/nothing/")
    request.user, request.session = make_user(), {}
    assert_frame(answer(request, Exception()).content.decode())


@pytest.mark.django_db(databases=[])
def test_the_page_for_our_own_errors_needs_nothing():
    page = server_error(RequestFactory().get("/")).content.decode()
    assert page.count("<h1") == 1
    assert "answers that were saved are safe" in page


def test_the_frame_asks_the_database_for_session_and_user_only(client, django_assert_num_queries):
    client.force_login(make_user(is_staff=True))
    with django_assert_num_queries(2):
        client.get("/help/")


def test_the_editor_is_shown_to_who_may_edit(client):
    assert 'href="/cms/"' not in client.get("/help/").content.decode()
    client.force_login(make_user(is_staff=True))
    assert 'href="/cms/"' in client.get("/help/").content.decode()


def test_the_demo_ribbon_leads_to_the_mailbox(client, settings):
    assert reverse("demo:mailbox") not in client.get("/help/").content.decode()
    settings.CHANCERY_DEMO = True
    assert reverse("demo:mailbox") in client.get("/help/").content.decode()


def test_signing_out_from_the_frame_is_protected():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())
    assert client.post(reverse("account_logout")).status_code == 403
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("account*/**/*.html")), ids=lambda path: path.name)
def test_texts_of_templates_can_be_translated(template):
    text = re.sub(
        r"{%\s*blocktranslate.*?endblocktranslate\s*%}|{[%{#].*?[%}#]}|<[^>]+>",
        " ",
        template.read_text(),
        flags=re.DOTALL,
    )
    words = re.findall(r"[A-Za-z]{3,}", text)
    assert words == []
