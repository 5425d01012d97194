import importlib

import pytest
from django.core.exceptions import ImproperlyConfigured

REQUIRED = {
    "CHANCERY_SECRET_KEY": "k" * 50,
    "CHANCERY_ALLOWED_HOSTS": "learn.example.org",
    "PUBLIC_URL": "https://learn.example.org",
    "CHANCERY_DEMO": "1",
}


@pytest.fixture
def production(monkeypatch):
    for name, value in REQUIRED.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("CHANCERY_PROXIES", raising=False)
    module = importlib.import_module("config.settings.production")
    return lambda: importlib.reload(module)


def test_a_public_server_never_runs_the_demo_and_keeps_cookies_to_https(production):
    settings = production()
    assert (settings.DEBUG, settings.CHANCERY_DEMO) == (False, False)
    assert settings.SESSION_COOKIE_SECURE
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_SECURE
    assert settings.SECURE_HSTS_SECONDS >= 31_536_000


def test_limits_of_sign_in_count_people_and_not_the_proxy_before_them(production, monkeypatch):
    assert production().ALLAUTH_TRUSTED_PROXY_COUNT == 1
    monkeypatch.setenv("CHANCERY_PROXIES", "0")
    assert production().ALLAUTH_TRUSTED_PROXY_COUNT == 0


@pytest.mark.parametrize("name", ["CHANCERY_SECRET_KEY", "CHANCERY_ALLOWED_HOSTS", "PUBLIC_URL"])
def test_a_public_server_is_not_guessed(production, monkeypatch, name):
    monkeypatch.delenv(name)
    with pytest.raises(ImproperlyConfigured, match=name):
        production()
