"""Who signs certificates: the keys of the site, and the name under which it signs with them."""

import datetime
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from courses.credentials import did, keys, proof
from courses.credentials.errors import CredentialError, KeyFileError
from courses.credentials.keys import KeyRing, ProofKey, TokenKey


@dataclass(frozen=True, slots=True)
class Signer:
    """With what is signed now.

    Attributes:
        issuer: the name of the site; of a demonstration, its key.
        token_key: None where credentials get no token.
    """

    issuer: str
    proof_key: ProofKey
    token_key: TokenKey | None
    is_demonstration: bool

    @property
    def method(self) -> str:
        """The address of the key for proofs."""
        return did.method_of(self.issuer, self.proof_key)

    def sign(self, document: Mapping[str, Any], created: datetime.datetime) -> dict[str, Any]:
        """Put a proof on a document."""
        return proof.sign(document, key=self.proof_key, method=self.method, created=created)


def key_ring() -> KeyRing:
    """Read the keys of the site; a file that was added or changed is seen at once.

    Returns:
        All of them, kept until one changes.

    Raises:
        KeyFileError: one cannot be read, or may be read by others.
    """
    folder = Path(settings.CHANCERY_KEYS_DIR)
    files = [(path.name, path.stat()) for path in sorted(folder.glob("*.pem"))]
    state = tuple((name, stat.st_mtime_ns, stat.st_size, stat.st_mode) for name, stat in files)
    return _read(folder, state, tuple(sorted(settings.CHANCERY_KEYS.items())))


@functools.lru_cache(maxsize=4)
def _read(folder: Path, _state: tuple[Any, ...], environ: tuple[tuple[str, str], ...]) -> KeyRing:
    return keys.read_keys(folder, dict(environ))


def signer(site: str = "") -> Signer | None:
    """Say who signs now, and with what.

    Args:
        site: a former address of this site, to sign for what carries it; empty for today's.

    Returns:
        The newest keys that have begun; in a demonstration always the oldest, whose name is the issuer's. None while
        there is no private key for proofs, or the address of the site is not https.

    Raises:
        KeyFileError: a key cannot be read, or may be read by others.
    """
    ring, now = key_ring(), timezone.now()
    try:
        if settings.CHANCERY_DEMO:
            key = ring.proof_key(min((key.begins for key in ring.proof), default=now))
            return Signer(did.did_key(key), key, None, is_demonstration=True)
        issuer = did.did_web(site or settings.CHANCERY_PUBLIC_URL)
        return Signer(issuer, ring.proof_key(now), _token_key(ring, now), is_demonstration=False)
    except CredentialError:
        return None


def _token_key(ring: KeyRing, now: datetime.datetime) -> TokenKey | None:
    try:
        return ring.token_key(now)
    except KeyFileError:
        return None


def signing_problem() -> str:
    """Say what is missing for certificates to be signed in full.

    Returns:
        A sentence for whoever runs the site; empty where nothing is missing.
    """
    try:
        found = signer()
    except KeyFileError as error:
        return str(error)
    if found is not None:
        without_token = found.token_key is None and not found.is_demonstration
        lost = "Certificates have no token (VC-JWT), because there is no RSA key. Run manage.py new_key rsa."
        return lost if without_token else ""
    if settings.CHANCERY_DEMO or settings.CHANCERY_PUBLIC_URL.startswith("https:"):
        return "Certificates are issued without a credential, because there is no key. Run manage.py new_key."
    return "Certificates are issued without a credential, because PUBLIC_URL does not begin with https."
