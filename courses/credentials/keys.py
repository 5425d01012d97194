"""Signing keys: PEM in files that only their owner reads, or in the environment; never in the database or its backup.

A key's name says its kind and from when it signs: in a folder `ed25519-20261123T120000Z.pem`, in the environment
CHANCERY_KEY_ED25519_20261123T120000Z. To rotate is to add one. An old key stays, so that what it signed can be checked;
its public half is enough. A key that was stolen is deleted: nothing that it signed is believed any more.
"""

import datetime
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key

from courses.credentials.errors import KeyFileError

ENVIRONMENT = "CHANCERY_KEY_"
NAME = re.compile(r"(ed25519|rsa)-(\d{8}T\d{6}Z)")
BEGINS = "%Y%m%dT%H%M%SZ"
FOR_OTHERS = 0o077
RSA_BITS = 3072
FEWEST_RSA_BITS = 2048


class Kind(StrEnum):
    """What a key signs: Ed25519 proofs inside credentials, RSA tokens."""

    ED25519 = "ed25519"
    RSA = "rsa"


@dataclass(frozen=True, slots=True)
class ProofKey:
    """A key for proofs inside credentials.

    Attributes:
        begins: from when it signs; until when, the next one says.
        private: None where only the public half was kept.
    """

    begins: datetime.datetime
    public: Ed25519PublicKey
    private: Ed25519PrivateKey | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A key for credentials as JSON Web Tokens; the attributes are those of `ProofKey`."""

    begins: datetime.datetime
    public: RSAPublicKey
    private: RSAPrivateKey | None = field(default=None, repr=False)


AnyKey = TypeVar("AnyKey", ProofKey, TokenKey)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All keys that the site has ever signed with and still stands by, of each kind the oldest first."""

    proof: tuple[ProofKey, ...] = ()
    token: tuple[TokenKey, ...] = ()

    def proof_key(self, moment: datetime.datetime) -> ProofKey:
        """Choose the key that signs proofs.

        Args:
            moment: of signing.

        Returns:
            The newest that has begun.

        Raises:
            KeyFileError: there is none, or its private half is missing.
        """
        return _newest(self.proof, moment, "Ed25519")

    def token_key(self, moment: datetime.datetime) -> TokenKey:
        """Choose the key that signs tokens, as `proof_key` does.

        Args:
            moment: of signing.

        Returns:
            The newest that has begun.

        Raises:
            KeyFileError: there is none, or its private half is missing.
        """
        return _newest(self.token, moment, "RSA")


def _newest(keys: Sequence[AnyKey], moment: datetime.datetime, name: str) -> AnyKey:
    found = [key for key in keys if key.begins <= moment]
    if not found or found[-1].private is None:
        raise KeyFileError(f"There is no private {name} key to sign with now.")
    return found[-1]


def read_keys(folder: Path | None, environ: Mapping[str, str]) -> KeyRing:
    """Read all keys.

    Args:
        folder: with files NAME.pem; None or missing where there is none.
        environ: the environment.

    Returns:
        The keys, of each kind the oldest first.

    Raises:
        KeyFileError: one cannot be read, is not what its name says, is there twice, or may be read by others.
    """
    keys: dict[str, ProofKey | TokenKey] = {}
    for name, pem, mode in (*_in_folder(folder), *_in_environment(environ)):
        if name in keys:
            raise KeyFileError(f"The key {name} is there twice.")
        keys[name] = _read(name, pem, mode)
    ordered = sorted(keys.values(), key=lambda key: key.begins)
    return KeyRing(
        proof=tuple(key for key in ordered if isinstance(key, ProofKey)),
        token=tuple(key for key in ordered if isinstance(key, TokenKey)),
    )


def write_key(folder: Path, kind: Kind, begins: datetime.datetime) -> Path:
    """Make a new key.

    Args:
        folder: where; made if it is missing, for the owner only.
        kind: of the key.
        begins: from when it is to sign.

    Returns:
        The new file, which only its owner reads.

    Raises:
        FileExistsError: there is a key of that name; nothing is overwritten.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    private = Ed25519PrivateKey.generate() if kind is Kind.ED25519 else generate_private_key(65537, RSA_BITS)
    path = folder / f"{kind}-{begins.astimezone(datetime.UTC).strftime(BEGINS)}.pem"
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    return path


def _in_folder(folder: Path | None) -> Iterator[tuple[str, bytes, int]]:
    if folder is None or not folder.is_dir():
        return
    for path in sorted(folder.glob("*.pem")):
        with path.open("rb") as file:
            yield path.stem, file.read(), os.fstat(file.fileno()).st_mode


def _in_environment(environ: Mapping[str, str]) -> Iterator[tuple[str, bytes, int]]:
    for variable in sorted(environ):
        if variable.startswith(ENVIRONMENT):
            kind, _, begins = variable.removeprefix(ENVIRONMENT).partition("_")
            yield f"{kind.lower()}-{begins}", environ[variable].encode(), 0


def _read(name: str, pem: bytes, mode: int) -> ProofKey | TokenKey:
    match = NAME.fullmatch(name)
    if match is None:
        raise KeyFileError(f"{name} is not the name of a key. Name it like ed25519-20261123T120000Z.")
    begins = datetime.datetime.strptime(match[2], BEGINS).replace(tzinfo=datetime.UTC)
    private = None
    try:
        if b"PRIVATE KEY" in pem:
            private = serialization.load_pem_private_key(pem, password=None)
        public = private.public_key() if private else serialization.load_pem_public_key(pem)
    except (ValueError, TypeError):
        raise KeyFileError(f"The key {name} is not PEM without a password.") from None
    if private and mode & FOR_OTHERS:
        raise KeyFileError(f"Others may read the private key {name}. Run chmod 600 on its file.")
    return _of_kind(name, Kind(match[1]), begins, public, private)


def _of_kind(name: str, kind: Kind, begins: datetime.datetime, public: object, private: object) -> ProofKey | TokenKey:
    if kind is Kind.ED25519 and isinstance(public, Ed25519PublicKey):
        return ProofKey(begins, public, private if isinstance(private, Ed25519PrivateKey) else None)
    if kind is Kind.RSA and isinstance(public, RSAPublicKey):
        if public.key_size < FEWEST_RSA_BITS:
            raise KeyFileError(f"The key {name} has fewer than {FEWEST_RSA_BITS} bits.")
        return TokenKey(begins, public, private if isinstance(private, RSAPrivateKey) else None)
    raise KeyFileError(f"The key {name} is not of the kind that its name says.")
