import json

import pytest
from pyld.documentloader.frozen import BUNDLED_CONTEXTS
from pyld.jsonld import JsonLdError

from courses.credentials import contexts
from courses.credentials.errors import CredentialError


def test_both_vocabularies_are_there():
    for address in (contexts.CREDENTIALS, contexts.OPEN_BADGES):
        assert "@context" in contexts.loader()(address, {})["document"]


def test_two_packages_carry_the_same_vocabulary_of_credentials():
    ours = contexts.loader()(contexts.CREDENTIALS, {})["document"]
    assert ours == json.loads(BUNDLED_CONTEXTS[contexts.CREDENTIALS].read_text())


@pytest.mark.parametrize(
    "address", ["https://www.w3.org/2018/credentials/v1", "https://example.com/context", "file:///etc/passwd"]
)
def test_no_other_address_is_read(address):
    with pytest.raises(JsonLdError):
        contexts.loader()(address, {})


def test_a_file_that_changed_is_refused():
    with pytest.raises(CredentialError, match="not the one"):
        contexts._read("credentials-v2.json", "0" * 64)


def test_a_package_that_is_missing_is_named(monkeypatch):
    monkeypatch.setattr(contexts, "PACKAGE", "a_package_of_no_name")
    with pytest.raises(CredentialError, match="a_package_of_no_name"):
        contexts._folder()
