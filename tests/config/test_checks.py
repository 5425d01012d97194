import pytest

from config import checks
from tests.factories.keys import key_variables


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


def problems():
    return [message.msg for message in checks.certificates_are_signed()]


def test_what_is_missing_for_certificates_to_be_signed_is_said_in_a_sentence(settings, tmp_path):
    (nothing,) = problems()
    assert "Run manage.py new_key." in nothing
    settings.CHANCERY_KEYS = key_variables(0, with_token=False)
    (only_one,) = problems()
    assert "Run manage.py new_key rsa." in only_one
    settings.CHANCERY_DEMO = True
    assert problems() == []
    settings.CHANCERY_DEMO, settings.CHANCERY_KEYS = False, key_variables(0)
    assert problems() == []
    settings.CHANCERY_PUBLIC_URL = "http://localhost:8000"
    (open_address,) = problems()
    assert "https" in open_address


def test_a_key_that_others_may_read_is_named(settings, tmp_path):
    settings.CHANCERY_KEYS_DIR = tmp_path
    key = tmp_path / "ed25519-20200101T000000Z.pem"
    (pem,) = key_variables(0, with_token=False).values()
    key.write_text(pem)
    key.chmod(0o640)
    (problem,) = problems()
    assert "chmod 600" in problem
