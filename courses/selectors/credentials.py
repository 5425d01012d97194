"""What anybody needs to check our certificates: the credentials, the lists of revocations and the public keys."""

import datetime
import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from cryptography.hazmat.primitives import serialization
from django.conf import settings
from django.db.models import F
from django.urls import reverse

from courses.credentials import did, status
from courses.credentials.errors import KeyFileError
from courses.credentials.keys import Kind, ProofKey, TokenKey
from courses.models import CertificateIssue, CertificateRevocation, Credential
from courses.selectors.certificates import file_of
from courses.selectors.signing import key_ring, signer

MOST_LISTS = 2**31


@dataclass(frozen=True, slots=True)
class SignedView:
    """A credential as it is handed out.

    Attributes:
        document: JSON with its proof, letter by letter as it was signed.
        token: the same as a token; empty where there is none.
        number: of the issue.
        title: of the course or programme, in `language`.
        issuer: the name of the site when it was issued.
        is_demonstration: it certifies nothing.
    """

    document: str
    token: str
    number: int
    title: str
    language: str
    issuer: str
    is_demonstration: bool


def signed(*, code: str, reader_id: int | None) -> SignedView | None:
    """Read the credential of a certificate's newest issue.

    Args:
        code: any text.
        reader_id: who asks; None for a stranger.

    Returns:
        None when there is no such certificate, it is not signed yet, or the reader may not have its file. The holder
        may have the credential of a revoked one: whoever checks it is told so. Three statements.
    """
    issue = file_of(code=code, reader_id=reader_id, tells_itself=True)
    found = Credential.objects.filter(issue=issue).first() if issue else None
    if issue is None or found is None:
        return None
    says: Mapping[str, Any] = issue.snapshot
    return SignedView(
        document=found.document,
        token=found.token,
        number=issue.number,
        title=(says.get("programme") or says["course"])["title"],
        language=says["language"],
        issuer=says["issuer"]["name"],
        is_demonstration=json.loads(found.document)["issuer"]["id"].startswith(did.BY_KEY),
    )


def list_url(number: int, site: str = "") -> str:
    """Return the permanent address of a list of revocations.

    Args:
        number: of the list, from 0.
        site: a former address of this site; empty for today's.

    Returns:
        An absolute address.
    """
    return (site or settings.CHANCERY_PUBLIC_URL) + reverse("status_list", args=[number])


def status_lists() -> list[int]:
    """Number the lists of revocations.

    Returns:
        From 0, none while nothing was signed. One statement.
    """
    last = Credential.objects.order_by("-status_index").values_list("status_index", flat=True).first()
    return [] if last is None else list(range(status.place(last)[0] + 1))


def status_list(number: int, site: str = "") -> bytes | None:
    """Give a list of revocations, signed.

    Args:
        number: of the list, any.
        site: a former address of this site, for what was signed under it; empty for today's.

    Returns:
        JSON, the same until something in the list or the key changes; None where there is no such list, or nobody can
        sign. Three statements.

    Raises:
        KeyFileError: a key cannot be read, or may be read by others.
    """
    by = signer(site)
    if by is None or number >= MOST_LISTS:
        return None
    begins = number * status.BITS
    places = range(begins, begins + status.BITS)
    if not Credential.objects.filter(status_index__gte=places.start, status_index__lt=places.stop).exists():
        return None
    over = dict(_over(places))
    changed = max([by.proof_key.begins, *over.values()])
    return _signed_list(list_url(number, site), site, by.method, frozenset(index - begins for index in over), changed)


def _over(places: range) -> Iterator[tuple[int, datetime.datetime]]:
    """Find what is valid no more, and since when: replaced by the next issue or, before that, revoked.

    Both are asked of all lists, as they are few among all that was issued: asked of one list, SQLite goes through
    everything in it.
    """
    place = "credential__status_index"
    replaced = CertificateIssue.objects.filter(certificate__issues__number=F("number") - 1, number__gt=1)
    over = chain(
        replaced.values_list(f"certificate__issues__{place}", "issued_at"),
        CertificateRevocation.objects.values_list(f"issue__{place}", "revoked_at"),
    )
    yield from ((index, since) for index, since in over if index is not None and index in places)


@functools.lru_cache(maxsize=8)
def _signed_list(url: str, site: str, method: str, over: frozenset[int], changed: datetime.datetime) -> bytes:
    by = signer(site)
    if by is None or by.method != method:
        raise KeyFileError("The key changed meanwhile.")
    return _json(by.sign(status.status_list(url, by.issuer, over, changed), changed))


def issuer_did(site: str = "") -> str:
    """Name who signs.

    Args:
        site: a former address of this site; empty for today's.

    Returns:
        The identifier of the site, or of a demonstration; empty while nobody can sign.

    Raises:
        KeyFileError: a key cannot be read, or may be read by others.
    """
    by = signer(site)
    return by.issuer if by else ""


def did_document(site: str = "") -> bytes | None:
    """Give the document that names the site's keys.

    Args:
        site: a former address of this site; empty for today's.

    Returns:
        JSON; None for a demonstration, which is its own key, and where nobody can sign.

    Raises:
        KeyFileError: a key cannot be read, or may be read by others.
    """
    by = signer(site)
    return None if by is None or by.is_demonstration else _json(did.did_document(by.issuer, key_ring()))


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that the site signs or signed with.

    Attributes:
        method: its address.
        ends: when the next one of its kind began; None for the newest.
        pem: the public half.
    """

    kind: Kind
    method: str
    begins: datetime.datetime
    ends: datetime.datetime | None
    pem: str


def public_keys() -> tuple[PublicKey, ...]:
    """List all keys of the site with their periods.

    Returns:
        Of each kind the oldest first; nothing while nobody can sign.

    Raises:
        KeyFileError: a key cannot be read, or may be read by others.
    """
    by, ring = signer(), key_ring()
    if by is None:
        return ()
    kinds: list[tuple[Kind, Sequence[ProofKey | TokenKey]]] = [(Kind.ED25519, ring.proof), (Kind.RSA, ring.token)]
    return tuple(
        PublicKey(kind, did.method_of(by.issuer, key), key.begins, following.begins if following else None, _pem(key))
        for kind, found in kinds
        for key, following in zip_longest(found, found[1:])
    )


def _pem(key: ProofKey | TokenKey) -> str:
    spki = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public.public_bytes(serialization.Encoding.PEM, spki).decode()


def _json(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
