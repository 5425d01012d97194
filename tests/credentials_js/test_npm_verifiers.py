"""Libraries from npm judge our certificates, offline: see verify.mjs. `make test-credentials` installs them."""

import pytest

from courses.credentials import did
from courses.credentials.keys import KeyRing
from tests.courses.credentials.samples import (
    DAY,
    DID,
    LIST,
    SITE,
    START,
    programme_snapshot,
    proof_key,
    signed,
    signed_list,
    snapshot,
    token_key,
)
from tests.credentials_js.node import judged

pytestmark = pytest.mark.node

SELF = did.did_key(proof_key())
OTHER = "did:web:other.example.city"
LONG_AGO = START - 300 * DAY
REVOKED = 9
SAYS = snapshot(issued_at=LONG_AGO.isoformat())


def issued(**options):
    return signed(**{"says": SAYS, "created": LONG_AGO} | options)


def flipped(listed):
    subject = listed["credentialSubject"]
    text = subject["encodedList"]
    return listed | {"credentialSubject": subject | {"encodedList": f"{text[:9]}{chr(ord(text[9]) ^ 1)}{text[10:]}"}}


def files():
    return {
        f"{SITE}/.well-known/did.json": did.did_document(DID, KeyRing((proof_key(1), proof_key()), (token_key(),))),
        "https://other.example.city/.well-known/did.json": did.did_document(OTHER, KeyRing((proof_key(1),))),
        LIST: signed_list(REVOKED),
        f"{LIST}/demonstrations": signed_list(issuer=SELF, url=f"{LIST}/demonstrations"),
        f"{LIST}/other": signed_list(issuer=OTHER, key=proof_key(1), url=f"{LIST}/other"),
        f"{LIST}/flipped": flipped(signed_list(url=f"{LIST}/flipped")),
    }


def credentials():
    return {
        "of a site": issued(),
        "of a programme": issued(says=programme_snapshot() | {"issued_at": LONG_AGO.isoformat()}),
        "demonstration": issued(issuer=SELF, url=f"{LIST}/demonstrations"),
        "by an earlier key": issued(key=proof_key(1)),
        "revoked": issued(index=REVOKED),
        "expired": issued(valid_until=LONG_AGO + DAY),
        "changed": issued() | {"name": "Another course"},
        "by the key that stayed": issued(issuer=OTHER, key=proof_key(1), url=f"{LIST}/other"),
        "by a deleted key": issued(issuer=OTHER, url=f"{LIST}/other"),
        "list missing": issued(url=f"{LIST}/missing"),
        "list flipped": issued(url=f"{LIST}/flipped"),
    }


@pytest.fixture(scope="module")
def verdicts():
    return judged(files(), credentials())


@pytest.mark.parametrize(
    "name", ["of a site", "of a programme", "demonstration", "by an earlier key", "by the key that stayed"]
)
def test_both_say_that_a_certificate_holds(verdicts, name):
    core = verdicts[name]["core"]
    assert (core["valid_signature"], core["revocation_status"], core["expiration"]) == (True, True, True)
    assert core["errors"] == []
    assert [*core["schemas"].values()] == [True]
    assert verdicts[name]["bazaar"] == {"verified": True, "revoked": False}


def test_both_see_that_one_was_revoked(verdicts):
    assert verdicts["revoked"]["core"]["revocation_status"] is False
    # "Verified" there means the signature alone.
    assert verdicts["revoked"]["bazaar"]["revoked"] is True


def test_both_see_that_one_has_expired(verdicts):
    assert verdicts["expired"]["core"]["expiration"] is False
    assert verdicts["expired"]["bazaar"]["verified"] is False


@pytest.mark.parametrize("name", ["changed", "by a deleted key"])
def test_both_refuse_what_the_issuer_did_not_sign(verdicts, name):
    assert verdicts[name]["core"]["errors"] != []
    assert "valid_signature" not in verdicts[name]["core"]
    assert verdicts[name]["bazaar"]["verified"] is False


@pytest.mark.parametrize("name", ["list missing", "list flipped"])
def test_neither_relies_on_a_list_that_is_missing_or_changed(verdicts, name):
    assert verdicts[name]["core"]["revocation_status"] is not True
    assert verdicts[name]["bazaar"]["verified"] is False
