"""A certificate and keys for tests, the same each time."""

import datetime
import functools
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from courses.credentials import credential, did, proof, status
from courses.credentials.keys import KeyRing, ProofKey, TokenKey

START = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
SITE = "https://learn.example.city"
DID = "did:web:learn.example.city"
LIST = f"{SITE}/certificates/status/0"
CODE = "0123456789abcdef" * 2
WORDS = credential.Words(description="A course on protocol.", criteria="Every required lesson was completed.")


def proof_key(number=0, begins=START):
    private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(bytes([number])).digest())
    return ProofKey(begins, private.public_key(), private)


@functools.cache
def token_key():
    private = generate_private_key(65537, 2048)
    return TokenKey(START, private.public_key(), private)


def ring():
    return KeyRing((proof_key(),), (token_key(),))


def snapshot(**changes):
    """Give what services.snapshot gives for a course."""
    return {
        "format": 1,
        "code": CODE,
        "holder": "Zoë Đặng 李",
        "latin_name": "Zoe Dang Li",
        "issued_at": "2026-11-23T12:00:00+00:00",
        "issuer": {"name": "Example City", "url": SITE},
        "verify_url": f"{SITE}/certificates/{CODE}/",
        "language": "en",
        "course": {"key": "b5b2a6e0-6d1c-4d44-9a8b-111111111111", "title": "Protocol for city officials", "version": 3},
        "minutes": 240,
        "competencies": ["Receive a delegation", "Order of precedence"],
        "outcomes": ["Write a run of show"],
        "result_percent": 84,
        "pass_percent": 70,
        "finished_by": "course",
        "finished_at": "2026-11-22T09:30:00+00:00",
        "evidence": [
            {"key": "k1", "title": "Seating a dinner", "percent": 90, "version": "ab" * 32, "weight": 2},
            {"key": "k2", "title": "A note verbale", "percent": None, "version": "", "weight": 1},
        ],
    } | changes


def programme_snapshot():
    """Give what services.snapshot gives for a programme."""
    found = snapshot(result_percent=None, pass_percent=None, competencies=[], outcomes=[])
    del found["course"]
    item = {"key": "k", "title": "Protocol", "percent": 84, "code": "f" * 32, "finished_at": "", "by_examination": True}
    return found | {
        "programme": {"key": "c5b2a6e0-6d1c-4d44-9a8b-111111111111", "title": "City diplomacy"},
        "evidence": [item],
    }


def document(*, issuer=DID, index=7, url=LIST, says=None, **options):
    entry = status.StatusEntry(url, index)
    return credential.build(says or snapshot(), issuer=issuer, status=entry, words=WORDS, **options)


def signed(*, key=None, issuer=DID, created=START, **options):
    key = key or proof_key()
    return proof.sign(document(issuer=issuer, **options), key=key, method=did.method_of(issuer, key), created=created)


def signed_list(*revoked, key=None, issuer=DID, url=LIST):
    key = key or proof_key()
    listed = status.status_list(url, issuer, revoked, START)
    return proof.sign(listed, key=key, method=did.method_of(issuer, key), created=START)


def finder(*keys, issuer=DID):
    return did.Finder({issuer: did.did_document(issuer, KeyRing(keys or (proof_key(),), (token_key(),)))})


def made_text():
    """Give a certificate as it is handed out."""
    return json.dumps(signed(), ensure_ascii=False)
