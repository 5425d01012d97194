"""Which credentials are revoked: a bit each in lists of 131 072, so that no reader tells which one matters."""

import base64
import datetime
import gzip
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from courses.credentials.contexts import CREDENTIALS
from courses.credentials.errors import ProofError
from courses.credentials.moments import instant

BITS = 131_072
BYTES = BITS // 8
PREFIX = "u"


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """Where the bit of a credential stands: the address of a list, and the place in it."""

    url: str
    index: int


def place(serial: int) -> tuple[int, int]:
    """Say where the bit of a credential stands.

    Args:
        serial: its number among all that were issued, from 0.

    Returns:
        The number of the list and the place in it, both from 0.
    """
    return divmod(serial, BITS)


def status_list(url: str, issuer: str, revoked: Iterable[int], issued_at: datetime.datetime) -> dict[str, Any]:
    """Write a list.

    Args:
        url: its address.
        issuer: who keeps it, as an identifier.
        revoked: the places of what is revoked.
        issued_at: when.

    Returns:
        A credential without a proof. It does not expire: a list that outlives its issuer must stay readable.

    Raises:
        IndexError: a place is not in a list.

    Source:
        W3C Bitstring Status List 1.0, data model and Generate Algorithm.
    """
    bits = bytearray(BYTES)
    for index in revoked:
        if not 0 <= index < BITS:
            raise IndexError(f"{index} is no place in a list.")
        bits[index // 8] |= 0x80 >> index % 8
    packed = base64.urlsafe_b64encode(gzip.compress(bits, mtime=0)).decode().rstrip("=")
    return {
        "@context": [CREDENTIALS],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": instant(issued_at),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": PREFIX + packed,
        },
    }


def is_revoked(listed: Mapping[str, Any], index: int) -> bool:
    """Read a bit.

    Args:
        listed: a list whose proof was checked.
        index: the place.

    Returns:
        Whether it is set.

    Raises:
        ProofError: this is no list of revocations, or the place is not in it.

    Source:
        W3C Bitstring Status List 1.0, Validate Algorithm.
    """
    try:
        subject = listed["credentialSubject"]
        text = subject["encodedList"]
        if subject["statusPurpose"] != "revocation" or not text.startswith(PREFIX):
            raise ProofError("This is not a list of revocations.")
        packed = base64.urlsafe_b64decode(text.removeprefix(PREFIX) + "=" * (-(len(text) - 1) % 4))
        # No more is unpacked than a list holds: a small file could unpack to a very large one.
        bits = gzip.GzipFile(fileobj=io.BytesIO(packed)).read(BYTES)
    except (KeyError, TypeError, AttributeError, ValueError, OSError, EOFError):
        raise ProofError("The list of revocations cannot be read.") from None
    if not 0 <= index < len(bits) * 8:
        raise ProofError("The place is not in the list of revocations.")
    return bool(bits[index // 8] & 0x80 >> index % 8)
