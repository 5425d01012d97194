import pytest

from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def test_pages_speak_the_language_of_the_browser(client):
    response = client.get("/help/", headers={"accept-language": "fr"})
    assert response.headers["Content-Language"] == "fr"
    assert b'<html lang="fr" dir="ltr">' in response.content
    assert "Accept-Language" in response.headers["Vary"]


def test_the_person_s_own_language_wins(client):
    client.force_login(make_user(language="fr"))
    response = client.get("/help/", headers={"accept-language": "en"})
    assert response.headers["Content-Language"] == "fr"


def test_dates_are_shown_in_the_person_s_time_zone(client, settings, tmp_path):
    settings.CHANCERY_DEMO, settings.EMAIL_FILE_PATH = True, tmp_path
    letter = "To: a@b.example\nSubject: S\nDate: Sun, 03 May 2026 22:30:00 -0000\n\nText\n"
    (tmp_path / "1.log").write_text(letter)
    client.force_login(make_user(time_zone="Europe/Zagreb"))
    assert b"4 May 2026, 00:30" in client.get("/demo/mailbox/").content


def test_what_a_signed_in_person_sees_is_not_kept_by_caches(client):
    assert "Cache-Control" not in client.get("/help/").headers
    client.force_login(make_user())
    assert "no-store" in client.get("/help/").headers["Cache-Control"]
