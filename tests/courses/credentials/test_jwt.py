import base64
import json

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from jwt.algorithms import RSAAlgorithm

from courses.credentials.did import Finder
from courses.credentials.errors import KeyFileError, ProofError, UnknownIssuerError
from courses.credentials.jwt import from_jwt, to_jwt
from courses.credentials.keys import TokenKey
from tests.courses.credentials.samples import DAY, DID, START, document, finder, token_key


def unpacked(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def number(text):
    return int.from_bytes(unpacked(text), "big")


def made(**options):
    return to_jwt(document(**options), key=token_key())


def test_the_credential_is_read_back():
    assert from_jwt(made(valid_until=START + DAY), finder()) == document(valid_until=START + DAY)


def test_the_same_certificate_gives_the_same_token():
    assert made() == made()


def test_the_signature_holds_by_the_key_in_the_header_alone():
    header, payload, signature = made(valid_until=START + DAY).split(".")
    says = json.loads(unpacked(header))
    assert set(says) == {"alg", "typ", "jwk"}
    assert (says["alg"], says["typ"], set(says["jwk"])) == ("RS256", "JWT", {"kty", "n", "e"})
    public = RSAPublicNumbers(number(says["jwk"]["e"]), number(says["jwk"]["n"])).public_key()
    public.verify(unpacked(signature), f"{header}.{payload}".encode(), padding.PKCS1v15(), SHA256())
    claims = json.loads(unpacked(payload))
    assert claims["iss"] == DID
    assert claims["jti"] == claims["id"]
    assert claims["sub"] == claims["credentialSubject"]["id"]
    assert claims["exp"] - claims["nbf"] == 24 * 3600


@pytest.mark.parametrize("place", [10, 300, -5])
def test_one_changed_letter_fails(place):
    token = made()
    spoilt = list(token)
    spoilt[place] = "A" if spoilt[place] != "A" else "B"
    with pytest.raises(ProofError):
        from_jwt("".join(spoilt), finder())


@pytest.mark.parametrize("token", ["", "a.b.c", "e30.e30.e30"])
def test_what_is_no_token_fails(token):
    with pytest.raises(ProofError):
        from_jwt(token, finder())


def test_a_key_that_is_not_the_issuers_fails():
    private = generate_private_key(65537, 2048)
    token = to_jwt(document(), key=TokenKey(START, private.public_key(), private))
    with pytest.raises(ProofError, match="none of those"):
        from_jwt(token, finder())


def test_a_token_that_gives_its_private_key_away_fails():
    private = RSAAlgorithm.to_jwk(token_key().private, as_dict=True)
    token = jwt.encode({}, token_key().private, algorithm="RS256", headers={"jwk": private})
    with pytest.raises(ProofError, match="not a public RSA key"):
        from_jwt(token, finder())


def test_claims_that_contradict_the_credential_fail(monkeypatch):
    lie = {"iss": DID, "jti": "urn:other", "nbf": 0, "sub": "urn:me"}
    monkeypatch.setattr("courses.credentials.jwt._claims", lambda _credential: lie)
    token = made()
    monkeypatch.undo()
    with pytest.raises(ProofError, match="something else"):
        from_jwt(token, finder())


def test_without_the_issuers_document_nothing_is_known():
    with pytest.raises(UnknownIssuerError):
        from_jwt(made(), Finder({}))


def test_only_a_private_half_signs():
    with pytest.raises(KeyFileError):
        to_jwt(document(), key=TokenKey(START, token_key().public))
