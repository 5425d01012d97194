import pytest

from config import checks


@pytest.mark.parametrize("address", ["https://learn.example.org", "http://localhost:8000"])
def test_public_url_accepts_scheme_and_host(settings, address):
    settings.CHANCERY_PUBLIC_URL = address
    assert checks.public_url_is_an_address() == []


@pytest.mark.parametrize("address", ["learn.example.org", "ftp://example.org", "https://example.org/learn", ""])
def test_public_url_refuses_everything_else(settings, address):
    settings.CHANCERY_PUBLIC_URL = address
    assert [message.id for message in checks.public_url_is_an_address()] == ["config.E001"]


def test_secret_key_must_be_long(settings):
    settings.SECRET_KEY = "short"
    assert [message.id for message in checks.secret_key_is_long()] == ["config.E002"]
    settings.SECRET_KEY = "x" * 40
    assert checks.secret_key_is_long() == []


def test_demo_must_be_off_on_a_public_server(settings):
    settings.CHANCERY_DEMO = True
    assert [message.id for message in checks.demo_is_off()] == ["config.E003"]
    settings.CHANCERY_DEMO = False
    assert checks.demo_is_off() == []
