import pytest
from django.urls import reverse

from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["wagtailcore_login", "wagtailadmin_login"])
def test_there_is_one_way_to_sign_in(client, name):
    user = make_user()
    fields = {"username": user.email, "login": user.email, "password": "correct horse"}
    response = client.post(f"{reverse(name)}?next=/learn/", fields)
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/learn/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["password_reset/", "password_reset/confirm/MQ/set-password/"])
def test_there_is_one_way_to_a_new_password(client, path):
    assert client.get(f"/cms/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/api/v2/pages/", "/sitemap.xml"])
def test_pages_are_listed_by_no_machine_address(client, path):
    assert client.get(path, follow=True).status_code == 404


def test_visitors_choose_their_language_at_the_foot_of_a_page(client):
    assert 'name="language" value="fr" lang="fr">Français' in client.get("/help/").content.decode()
    # The form does not carry the address: pages that must be alike for all addresses stay so.
    response = client.post("/language/", {"language": "fr"}, headers={"Referer": "http://testserver/help/"})
    assert (response.status_code, response["Location"]) == (302, "http://testserver/help/")
    assert client.get("/help/")["Content-Language"] == "fr"
    assert 'name="language" value="fr" lang="fr" aria-current="true"' in client.get("/help/").content.decode()
    away = client.post("/language/", {"language": "es", "next": "https://elsewhere.example/"})
    assert away["Location"] == "/"


def test_who_is_signed_in_has_a_language_of_their_own(client):
    client.force_login(make_user())
    assert 'action="/language/"' not in client.get("/help/").content.decode()
