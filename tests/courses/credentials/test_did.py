import pytest

from courses.credentials import did
from courses.credentials.errors import CredentialError, ProofError, UnknownIssuerError
from courses.credentials.keys import KeyRing
from tests.courses.credentials.samples import DAY, DID, START, finder, proof_key, ring


@pytest.mark.parametrize(
    ("address", "name", "path"),
    [
        ("https://learn.example.city", "did:web:learn.example.city", "/.well-known/did.json"),
        ("https://Learn.Example.City:8443/", "did:web:learn.example.city%3A8443", "/.well-known/did.json"),
        ("https://example.city/learn/it", "did:web:example.city:learn:it", "/learn/it/did.json"),
    ],
)
def test_a_site_is_named_by_its_address(address, name, path):
    assert did.did_web(address) == name
    assert did.did_document_path(name) == path


@pytest.mark.parametrize("address", ["http://localhost:8000", "", "learn.example.city"])
def test_only_https_can_be_relied_on(address):
    with pytest.raises(CredentialError, match="https"):
        did.did_web(address)


def test_the_document_lists_every_key_and_no_private_one():
    keys = KeyRing((proof_key(0), proof_key(1, START + DAY)), ring().token)
    document = did.did_document(DID, keys)
    assert document["assertionMethod"] == [did.method_of(DID, key) for key in (*keys.proof, *keys.token)]
    assert {frozenset(method) for method in document["verificationMethod"]} == {
        frozenset({"id", "type", "controller", "publicKeyMultibase"}),
        frozenset({"id", "type", "controller", "publicKeyJwk"}),
    }
    assert set(document["verificationMethod"][2]["publicKeyJwk"]) == {"kty", "n", "e"}


def test_a_key_is_found_by_its_address():
    method = did.method_of(DID, proof_key())
    assert finder().proof_key(DID, method).public_bytes_raw() == proof_key().public.public_bytes_raw()


def test_a_key_that_names_itself_needs_no_document():
    name = did.did_key(proof_key())
    found = did.Finder({}).proof_key(name, did.method_of(name, proof_key()))
    assert found.public_bytes_raw() == proof_key().public.public_bytes_raw()


def test_a_key_of_somebody_else_is_refused():
    name = did.did_key(proof_key(0))
    other = did.did_key(proof_key(1))
    with pytest.raises(ProofError, match="not the issuer's"):
        did.Finder({}).proof_key(name, did.method_of(other, proof_key(1)))
    with pytest.raises(ProofError, match="none of those"):
        finder().proof_key(DID, did.method_of(DID, proof_key(1)))


def test_a_key_that_the_issuer_no_longer_asserts_by_is_refused():
    document = did.did_document(DID, ring()) | {"assertionMethod": []}
    with pytest.raises(ProofError, match="none of those"):
        did.Finder({DID: document}).proof_key(DID, did.method_of(DID, proof_key()))


def test_the_document_of_another_is_no_document():
    document = did.did_document("did:web:other.example", ring())
    with pytest.raises(UnknownIssuerError):
        did.Finder({DID: document}).proof_key(DID, did.method_of(DID, proof_key()))


@pytest.mark.parametrize("name", ["did:key:zInvalid0", "did:key:z2", "did:key:x"])
def test_a_key_that_cannot_be_read_is_refused(name):
    with pytest.raises(ProofError):
        did.Finder({}).proof_key(name, f"{name}#{name.removeprefix('did:key:')}")
