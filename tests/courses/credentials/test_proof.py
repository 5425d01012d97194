"""The vector is that of W3C vc-di-eddsa, appendix "Representation: eddsa-rdfc-2022"."""

import copy
import datetime
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld.documentloader.frozen import FrozenDocumentLoader

from courses.credentials import canonical, contexts, did, multibase, proof
from courses.credentials.errors import KeyFileError, ProofError, UnknownIssuerError
from courses.credentials.keys import ProofKey
from tests.courses.credentials.samples import DID, START, document, finder, proof_key, signed

EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
ISSUER = "https://vc.example/issuers/5678"
COVERED = (
    "4c4d3890a157f8d611b13c265c2c22f39aa0a567c7c7dd9ba3e45cd579784eeb"
    "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017"
)
SIGNATURE = "z21EVs3eXERqTn4acNHT9viboqgzUaQ3kTmhPT3eA8qrVPE7CrQq78WkzctnMX5W4CrzcKnHw8V6dvy5pgWYCU5e9"
VECTOR = {
    "@context": [contexts.CREDENTIALS, EXAMPLES],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": ISSUER,
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}


@pytest.fixture
def example_words(monkeypatch):
    """Let the vector use the vocabulary of examples, which is one rule."""
    documents = contexts.loader().documents | {EXAMPLES: {"@context": {"@vocab": f"{EXAMPLES[:-3]}#"}}}
    monkeypatch.setattr(canonical, "loader", lambda: FrozenDocumentLoader(documents))


def vector_key():
    private = Ed25519PrivateKey.from_private_bytes(multibase.decode(SECRET)[2:])
    return ProofKey(START, private.public_key(), private)


@pytest.mark.usefixtures("example_words")
def test_the_vector_of_the_specification_is_reproduced():
    assert did.did_key(vector_key()) == f"did:key:{PUBLIC}"
    created = datetime.datetime(2023, 2, 24, 23, 36, 38, tzinfo=datetime.UTC)
    made = proof.sign(VECTOR, key=vector_key(), method=f"{ISSUER}#{PUBLIC}", created=created)
    [of_it] = made["proof"]
    options = {name: value for name, value in of_it.items() if name != "proofValue"}
    assert canonical.digest(VECTOR, options).hex() == COVERED
    assert of_it["proofValue"] == SIGNATURE
    proof.verify(made, lambda _issuer, _method: vector_key().public)
    proof.verify(made | {"proof": of_it}, lambda _issuer, _method: vector_key().public)


def test_the_same_certificate_gives_the_same_bytes():
    assert json.dumps(signed()) == json.dumps(signed())


def test_the_order_of_members_and_the_layout_do_not_matter():
    again = json.loads(json.dumps(signed(), sort_keys=True, indent=2))
    proof.verify(again, finder().proof_key)


def leaves(value, path=()):
    if isinstance(value, dict | list):
        for name, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(member, (*path, name))
    else:
        yield path


def changed(value, path, change):
    found = copy.deepcopy(value)
    place = found
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = change(place[path[-1]])
    return found


LEAVES = list(leaves(signed()))


def flip(value, position, bit):
    if isinstance(value, bool):
        return not value
    position %= len(value)
    return value[:position] + chr(ord(value[position]) ^ 1 << bit) + value[position + 1 :]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LEAVES), st.integers(0, 200), st.integers(0, 6))
def test_one_flipped_bit_anywhere_fails(path, position, bit):
    spoilt = changed(signed(), path, lambda value: flip(value, position, bit))
    with pytest.raises((ProofError, UnknownIssuerError)):
        proof.verify(spoilt, finder().proof_key)


@pytest.mark.parametrize("path", LEAVES, ids=lambda path: ".".join(map(str, path)))
def test_every_claim_is_covered(path):
    spoilt = changed(signed(), path, lambda value: not value if isinstance(value, bool) else f"{value}x")
    with pytest.raises((ProofError, UnknownIssuerError)):
        proof.verify(spoilt, finder().proof_key)


def branches(value, path=()):
    if path:
        yield path
    if isinstance(value, dict | list):
        for name, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from branches(member, (*path, name))


JUNK = [None, {}, [], 0, -1.5, "", "x", True, [[]], {"": {}}, {"@id": 5}, {"@list": [[1]]}, 10**400]


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(list(branches(signed()))), st.sampled_from(JUNK))
def test_whatever_strangers_write_is_refused_in_one_way(path, junk):
    with pytest.raises((ProofError, UnknownIssuerError)):
        proof.verify(changed(signed(), path, lambda _value: junk), finder().proof_key)


@pytest.mark.parametrize(
    "addition",
    [
        {"grade": "A"},
        {"type": ["VerifiableCredential", "OpenBadgeCredential", "DiplomaCredential"]},
        {"@context": [contexts.CREDENTIALS, contexts.OPEN_BADGES, {"name": "https://example.com/other"}]},
        {"@context": [contexts.CREDENTIALS, contexts.OPEN_BADGES, "https://example.com/context"]},
        {"@context": None},
        {"evidence": []},
        {"credentialSubject": []},
        {"proof": []},
        {"proof": "none"},
        {"proof": signed()["proof"] * 2},
        {"issuer": None},
        {"proof": [signed()["proof"][0] | {"proofValue": "no signature"}]},
        {"proof": [signed()["proof"][0] | {"proofValue": None}]},
    ],
)
def test_what_is_added_or_taken_away_fails(addition):
    with pytest.raises(ProofError):
        proof.verify(signed() | addition, finder().proof_key)


def test_a_word_of_no_vocabulary_is_not_signed():
    with pytest.raises(ProofError, match="grade"):
        proof.sign(document() | {"grade": "A"}, key=proof_key(), method=f"{DID}#k", created=START)


def test_a_part_that_is_named_for_the_document_alone_is_refused():
    with pytest.raises(ProofError, match="_:b0"):
        proof.sign(
            document() | {"evidence": [{"id": "_:b0", "type": ["Evidence"]}]},
            key=proof_key(),
            method=f"{DID}#k",
            created=START,
        )


@pytest.mark.parametrize("part", ["cryptosuite", "proofPurpose", "type", "created", "verificationMethod", "proofValue"])
def test_a_proof_without_a_part_fails(part):
    made = signed()
    del made["proof"][0][part]
    with pytest.raises(ProofError, match="exactly one proof"):
        proof.verify(made, finder().proof_key)


def test_only_a_private_half_signs():
    with pytest.raises(KeyFileError):
        signed(key=ProofKey(START, proof_key().public))


def test_the_proof_of_another_document_fails():
    made = signed() | {"proof": signed(index=8)["proof"]}
    with pytest.raises(ProofError, match="not of this document"):
        proof.verify(made, finder().proof_key)


def test_threads_do_not_spoil_each_others_work():
    expected, interval = signed(), sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as threads:
            made = list(threads.map(lambda _number: signed(), range(40)))
    finally:
        sys.setswitchinterval(interval)
    assert made == [expected] * 40
