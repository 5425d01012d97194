"""Everything that a copy of our certificates needs to be checked without us."""

import datetime
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max

from courses.credentials.contexts import FILES
from courses.credentials.did import did_document_path
from courses.enums import Signature
from courses.models import Certificate, CertificateIssue, CertificateRevocation, Credential
from courses.selectors import credentials
from courses.selectors.certificates import CertificateView, readable, stranger_view
from courses.selectors.verdict import Check, check_of, own_keys, recorded_signature

CHUNK = 500
CREDENTIAL, TOKEN = "credential.json", "credential.jwt"


@dataclass(frozen=True, slots=True)
class Entry:
    """One certificate as strangers see it.

    Attributes:
        files: names and contents of its signed files; none where a stranger may not have them.
    """

    view: CertificateView
    check: Check
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Registry:
    """What stands beside the certificates.

    Attributes:
        as_of: the last change; None while nothing was issued.
        origin: the address that certificates and signatures name.
        did: who signs; empty where nobody can.
        files: path -> content of keys and lists.
        addresses: address that verifiers ask for -> path.
    """

    certificates: int
    as_of: datetime.datetime | None
    origin: str
    issuer: str
    did: str
    keys: tuple[credentials.PublicKey, ...]
    files: dict[str, bytes]
    addresses: dict[str, str]
    contexts: tuple[str, ...]


def registry() -> Registry:
    """Read what stands beside the certificates.

    Returns:
        Keys, lists of revocations and addresses, the same until something changes.
    """
    files: dict[str, bytes] = {}
    addresses: dict[str, str] = {}
    for site in (settings.CHANCERY_PUBLIC_URL, *settings.CHANCERY_FORMER_URLS):
        folder = "" if site == settings.CHANCERY_PUBLIC_URL else f"former/{urlsplit(site).netloc}/"
        for address, content in _published(site):
            path = folder + address.removeprefix(site + "/")
            files[path], addresses[address] = content, path
    return Registry(
        certificates=Certificate.objects.count(),
        as_of=_last_change(),
        origin=settings.CHANCERY_PUBLIC_URL,
        issuer=settings.CHANCERY_SITE_NAME,
        did=credentials.issuer_did(),
        keys=credentials.public_keys(),
        files=files,
        addresses=addresses,
        contexts=tuple(FILES),
    )


def _published(site: str) -> Iterator[tuple[str, bytes]]:
    """Give what verifiers ask for under an address of this site, today's or a former one: keys and lists."""
    host = "https://" + urlsplit(site).netloc
    documents = {host + did_document_path(credentials.issuer_did(site)): credentials.did_document(site)}
    documents |= {
        credentials.list_url(number, site): credentials.status_list(number, site)
        for number in credentials.status_lists()
    }
    yield from ((address, content) for address, content in documents.items() if content is not None)


def _last_change() -> datetime.datetime | None:
    moments = (
        CertificateIssue.objects.aggregate(last=Max("issued_at"))["last"],
        CertificateRevocation.objects.aggregate(last=Max("revoked_at"))["last"],
    )
    return max((moment for moment in moments if moment), default=None)


def entries(as_of: datetime.datetime) -> Iterator[Entry]:
    """Read all certificates as strangers see them, a few hundred at a time.

    Args:
        as_of: the moment to judge at.

    Yields:
        In the order of their addresses.
    """
    finder_of = functools.cache(own_keys)
    for certificate in readable(Certificate.objects.order_by("code")).iterator(chunk_size=CHUNK):
        view = stranger_view(certificate, now=as_of)
        credential = _newest(certificate)
        signature = recorded_signature(credential, finder_of) if credential else Signature.UNSIGNED
        check = check_of(view, signature, is_demonstration=False)
        yield Entry(view, check, _files(credential) if view.pdf_url and credential else {})


def _newest(certificate: Certificate) -> Credential | None:
    return getattr(list(certificate.issues.all())[-1], "credential", None)


def _files(credential: Credential) -> dict[str, str]:
    return {name: text for name, text in ((CREDENTIAL, credential.document), (TOKEN, credential.token)) if text}
