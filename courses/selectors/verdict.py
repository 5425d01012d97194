"""Whether a certificate's page can be believed: its signature, the list of revocations, and that both say the same."""

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings

from courses.credentials import checking, did, jwt, proof, status
from courses.credentials.checking import Verdict
from courses.credentials.did import Finder
from courses.credentials.errors import CredentialError, ProofError
from courses.enums import CertificateVerdict, Signature
from courses.models import Credential
from courses.rules.validity import Validity
from courses.selectors import credentials
from courses.selectors.addresses import site_of
from courses.selectors.certificates import CertificateView, certificate_view

SIGNATURES = {
    Verdict.VALID: Signature.GOOD,
    Verdict.EXPIRED: Signature.GOOD,
    Verdict.REVOKED: Signature.REVOKED,
    Verdict.EARLY: Signature.UNCHECKED,
    Verdict.UNCHECKED: Signature.UNCHECKED,
    Verdict.INVALID: Signature.BROKEN,
}
VERDICTS = {
    Signature.GOOD: CertificateVerdict.VALID,
    Signature.RECORDED: CertificateVerdict.VALID,
    # Our own records and our own list of revocations say different things.
    Signature.REVOKED: CertificateVerdict.BROKEN,
    Signature.BROKEN: CertificateVerdict.BROKEN,
    Signature.UNCHECKED: CertificateVerdict.UNCHECKED,
    Signature.UNSIGNED: CertificateVerdict.UNCHECKED,
}
# What reading a signed file raises that somebody took apart.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Check:
    """What a page can say of a certificate.

    Attributes:
        is_demonstration: it certifies nothing, whatever else holds.
        former_site: the address that the site had when it was signed; empty where that is today's.
    """

    verdict: CertificateVerdict
    signature: Signature
    is_demonstration: bool
    former_site: str = ""


def verified(*, code: str, reader_id: int | None, now: datetime.datetime) -> tuple[CertificateView, Check] | None:
    """Read a certificate's public page and check what stands behind it, as any verifier would.

    Args:
        code: any text.
        reader_id: who asks; None for a stranger.
        now: the moment to judge at.

    Returns:
        What its newest issue says and what can be said of it; None when there is no such certificate. The statements of
        `certificate_view` and four more, however many certificates there are.
    """
    view = certificate_view(code=code, reader_id=reader_id)
    if view is None:
        return None
    found = Credential.objects.filter(issue__certificate__code=view.code, issue__number=view.issue_number)
    credential = found.select_related("issue").defer("issue__pdf").first()
    if credential is None:
        return view, check_of(view, Signature.UNSIGNED, is_demonstration=False)
    is_demonstration, site = _signed_as(credential)
    check = check_of(view, signature_of(credential, now=now), is_demonstration=is_demonstration)
    return view, replace(check, former_site="" if site == settings.CHANCERY_PUBLIC_URL else site)


def check_of(view: CertificateView, signature: Signature, *, is_demonstration: bool) -> Check:
    """Put together what the records say and what the check found.

    Args:
        view: of the certificate.
        signature: of its newest issue.
        is_demonstration: it was signed as one.

    Returns:
        Revoked and expired as the records say, whatever the check found, unless something was changed; valid only where
        both agree.
    """
    verdict = VERDICTS[signature]
    if view.validity != Validity.VALID and signature != Signature.BROKEN:
        verdict = CertificateVerdict(view.validity)
    return Check(verdict, signature, is_demonstration or view.is_demonstration)


def _signed_as(credential: Credential) -> tuple[bool, str]:
    """Say whether it was signed as a demonstration, and under which address of this site."""
    try:
        document = json.loads(credential.document)
        return document["issuer"]["id"].startswith(did.BY_KEY), _site(document)
    except UNREADABLE:
        return False, ""


def _site(document: Mapping[str, Any]) -> str:
    """Name the address of this site under which something was signed; empty where it is none that we know of."""
    return site_of(document["credentialStatus"]["statusListCredential"])


def signature_of(credential: Credential, *, now: datetime.datetime) -> Signature:
    """Check what was signed for an issue of a certificate, with our own keys and lists.

    Args:
        credential: with its issue.
        now: the moment to judge at.

    Returns:
        `GOOD` only where the signature and the list of revocations were checked, and what was signed is what the
        records say.
    """
    try:
        document = json.loads(credential.document)
        site = _site(document)
        verdict = checking.check(document, finder=own_keys(site), lists=_lists(credential, document, site), now=now)
        is_same = says_the_same(document, credential.issue.snapshot)
    except CredentialError:
        return Signature.UNCHECKED
    except UNREADABLE:
        return Signature.BROKEN
    return SIGNATURES[verdict] if is_same else Signature.BROKEN


def recorded_signature(credential: Credential, finder_of: Callable[[str], Finder]) -> Signature:
    """Check what was signed for an issue as cheaply as it can be, for a copy of very many.

    Args:
        credential: with its issue.
        finder_of: our own keys, by the address that we had.

    Returns:
        `RECORDED` only where the token, or the proof where no token holds, is ours, and says what the records say, and
        the key of the proof is one of ours still. A token costs a tenth of a proof. Whether it is on a list, the
        records tell.
    """
    try:
        document = json.loads(credential.document)
        finder = finder_of(_site(document))
        for one in document["proof"]:
            finder.proof_key(document["issuer"]["id"], one["verificationMethod"])
        if not _holds(credential.token, document, finder):
            proof.verify(document, finder.proof_key)
        is_same = says_the_same(document, credential.issue.snapshot)
    except (ProofError, *UNREADABLE):
        return Signature.BROKEN
    except CredentialError:
        return Signature.UNCHECKED
    return Signature.RECORDED if is_same else Signature.BROKEN


def _holds(token: str, document: Mapping[str, Any], finder: Finder) -> bool:
    """Tell whether a token is ours, and that of a document."""
    try:
        return jwt.from_jwt(token, finder) == {name: value for name, value in document.items() if name != "proof"}
    except CredentialError:
        return False


def own_keys(site: str) -> Finder:
    """Gather our own keys.

    Args:
        site: an address that we have or had.

    Returns:
        A finder of them; of none while nobody can sign.
    """
    document = credentials.did_document(site)
    return Finder({credentials.issuer_did(site): json.loads(document)} if document else {})


def _lists(credential: Credential, document: Mapping[str, Any], site: str) -> dict[str, Any]:
    number, _place = status.place(credential.status_index)
    listed = credentials.status_list(number, site)
    return {document["credentialStatus"]["statusListCredential"]: json.loads(listed)} if listed else {}


def says_the_same(document: Mapping[str, Any], snapshot: Mapping[str, Any]) -> bool:
    """Compare what was signed with what the page shows.

    Args:
        document: a credential of ours.
        snapshot: as services.snapshot builds it.

    Returns:
        Whether address, moments, names, title, result and evidence agree.
    """
    subject = document["credentialSubject"]
    about = snapshot.get("programme") or snapshot["course"]
    names = [name for name in dict.fromkeys((snapshot["holder"], snapshot["latin_name"])) if name]
    result = subject.get("result", [{}])[0].get("value")
    percent = snapshot["result_percent"]
    return (
        document["id"] == snapshot["verify_url"]
        and _moment(document["validFrom"]) == _moment(snapshot["issued_at"])
        and _moment(document["awardedDate"]) == _moment(snapshot["finished_at"])
        and _moment(document.get("validUntil", "")) == _moment(snapshot.get("expires_at", ""))
        and [name["identityHash"] for name in subject["identifier"]] == names
        and subject["achievement"]["name"].endswith(about["title"])
        and result == (None if percent is None else str(percent))
        and [item["name"] for item in document.get("evidence", [])] == [item["title"] for item in snapshot["evidence"]]
    )


def _moment(text: str) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None
