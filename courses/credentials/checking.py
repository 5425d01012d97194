"""What can be said of a credential today, from documents alone. Nothing is fetched, and a doubt is never “valid”."""

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from courses.credentials import proof, status
from courses.credentials.did import Finder
from courses.credentials.errors import ProofError, UnknownIssuerError
from courses.credentials.moments import read_instant


class Verdict(StrEnum):
    """What a check ends with.

    Attributes:
        EARLY: it becomes valid later.
        REVOKED: its issuer took it back, or issued it again.
        INVALID: it is not what its issuer signed.
        UNCHECKED: something that is needed to know was not at hand, or cannot be relied on itself.
    """

    VALID = "valid"
    EARLY = "early"
    EXPIRED = "expired"
    REVOKED = "revoked"
    INVALID = "invalid"
    UNCHECKED = "unchecked"


def check(
    credential: Mapping[str, Any], *, finder: Finder, lists: Mapping[str, Mapping[str, Any]], now: datetime.datetime
) -> Verdict:
    """Check a credential with a proof.

    Args:
        credential: any JSON object.
        finder: of issuers' keys.
        lists: the lists of revocations at hand, by address.
        now: the moment to judge at.

    Returns:
        The verdict. Revoked goes before expired, and both before what could not be checked.
    """
    try:
        proof.verify(credential, finder.proof_key)
    except UnknownIssuerError:
        return Verdict.UNCHECKED
    except ProofError:
        return Verdict.INVALID
    return standing(credential, finder=finder, lists=lists, now=now)


def standing(
    credential: Mapping[str, Any], *, finder: Finder, lists: Mapping[str, Mapping[str, Any]], now: datetime.datetime
) -> Verdict:
    """Say how a credential stands whose signature was found good.

    Args:
        credential: out of `jwt.from_jwt`, or with a proof that was verified.
        finder: of issuers' keys.
        lists: the lists of revocations at hand, by address.
        now: the moment to judge at.

    Returns:
        Any verdict; `INVALID` where it is signed but not made as a credential is.
    """
    try:
        begins = read_instant(credential["validFrom"])
        ends = read_instant(credential["validUntil"]) if "validUntil" in credential else None
        revoked = _is_revoked(credential, finder, lists)
    except (KeyError, TypeError, ValueError):
        return Verdict.INVALID
    if revoked:
        return Verdict.REVOKED
    if ends is not None and ends <= now:
        return Verdict.EXPIRED
    if revoked is None:
        return Verdict.UNCHECKED
    return Verdict.EARLY if begins > now else Verdict.VALID


def _is_revoked(credential: Mapping[str, Any], finder: Finder, lists: Mapping[str, Mapping[str, Any]]) -> bool | None:
    """Look at its bit; None where the list is missing or cannot be relied on."""
    entry = credential["credentialStatus"]
    index = int(entry["statusListIndex"])
    listed = lists.get(entry["statusListCredential"])
    if listed is None or entry["statusPurpose"] != "revocation":
        return None
    try:
        proof.verify(listed, finder.proof_key)
        is_the_one = listed.get("id") == entry["statusListCredential"]
        if not is_the_one or proof.issuer_of(listed) != proof.issuer_of(credential):
            return None
        return status.is_revoked(listed, index)
    except (ProofError, UnknownIssuerError):
        return None
