"""Who signs: did:web under the public address of the site, or did:key, which is the key itself (demonstrations).

The document of did:web lists every key of the ring, so that what an earlier key signed stays checkable.
"""

import urllib.parse
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from courses.credentials import multibase
from courses.credentials.errors import CredentialError, ProofError, UnknownIssuerError
from courses.credentials.jwk import public_jwk, thumbprint
from courses.credentials.keys import KeyRing, ProofKey, TokenKey

CONTEXT = [
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/jwk/v1",
]
WELL_KNOWN = "/.well-known/did.json"
ED25519 = b"\xed\x01"
BY_KEY = "did:key:"


def did_web(public_url: str) -> str:
    """Name a site.

    Args:
        public_url: its address, https.

    Returns:
        Such as did:web:learn.example.city, or did:web:example.city:learn for an address with a path.

    Raises:
        CredentialError: the address is not https, without which nobody can rely on it.

    Source:
        W3C CCG did:web, method-specific identifier.
    """
    parts = urllib.parse.urlsplit(public_url)
    if parts.scheme != "https" or not parts.netloc:
        raise CredentialError(f"Credentials need a public address with https, not {public_url!r}.")
    folders = [urllib.parse.quote(folder) for folder in parts.path.split("/") if folder]
    return ":".join(["did:web", parts.netloc.lower().replace(":", "%3A"), *folders])


def did_document_path(did: str) -> str:
    """Say where the document of a site stands.

    Args:
        did: as `did_web` gives it.

    Returns:
        A path at its host.

    Source:
        W3C CCG did:web, Read (Resolve).
    """
    folders = did.split(":")[3:]
    return "/" + "/".join([*folders, "did.json"]) if folders else WELL_KNOWN


def did_key(key: ProofKey) -> str:
    """Name a key by itself.

    Args:
        key: for proofs.

    Returns:
        Such as did:key:z6Mk…

    Source:
        W3C CCG did:key, format.
    """
    return BY_KEY + _multikey(key.public)


def method_of(did: str, key: ProofKey | TokenKey) -> str:
    """Give the address of a key.

    Args:
        did: of whom it is.
        key: of either kind.

    Returns:
        The identifier and a fragment: the key itself or, for an RSA key, its thumbprint.
    """
    return f"{did}#{thumbprint(key.public) if isinstance(key, TokenKey) else _multikey(key.public)}"


def did_document(did: str, keys: KeyRing) -> dict[str, Any]:
    """Write the document of a site.

    Args:
        did: as `did_web` gives it.
        keys: all that it stands by.

    Returns:
        A JSON object for `did_document_path`.

    Source:
        W3C Controlled Identifiers 1.0, controlled identifier documents.
    """
    multikeys = [
        {"id": method_of(did, key), "type": "Multikey", "controller": did, "publicKeyMultibase": _multikey(key.public)}
        for key in keys.proof
    ]
    tokens = [
        {"id": method_of(did, key), "type": "JsonWebKey", "controller": did, "publicKeyJwk": public_jwk(key.public)}
        for key in keys.token
    ]
    methods: list[dict[str, Any]] = [*multikeys, *tokens]
    return {
        "@context": CONTEXT,
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


class Finder:
    """Finds the keys of issuers in their documents, none of which is fetched."""

    def __init__(self, documents: Mapping[str, Mapping[str, Any]]) -> None:
        """Remember documents by the identifier that they are about."""
        self.documents = documents

    def proof_key(self, issuer: str, method: str) -> Ed25519PublicKey:
        """Find a key for proofs.

        Args:
            issuer: whose it must be.
            method: its address.

        Returns:
            The key.

        Raises:
            ProofError: it is not a key by which the issuer asserts.
            UnknownIssuerError: the document of the issuer is not at hand.
        """
        text = issuer.removeprefix(BY_KEY)
        if not issuer.startswith(BY_KEY):
            text = self._method(issuer, method).get("publicKeyMultibase", "")
        elif method != f"{issuer}#{text}":
            raise ProofError("The key is not the issuer's.")
        return _ed25519(text)

    def token_keys(self, issuer: str) -> list[str]:
        """List the keys for tokens.

        Args:
            issuer: whose they must be.

        Returns:
            Their thumbprints.

        Raises:
            UnknownIssuerError: the document of the issuer is not at hand, as that of did:key never is.
        """
        methods = self._methods(issuer)
        return [name.rpartition("#")[2] for name, method in methods.items() if "publicKeyJwk" in method]

    def _method(self, issuer: str, name: str) -> Mapping[str, Any]:
        try:
            return self._methods(issuer)[name]
        except KeyError:
            raise ProofError("The key is none of those by which the issuer asserts.") from None

    def _methods(self, issuer: str) -> dict[str, Mapping[str, Any]]:
        document = self.documents.get(issuer)
        if document is None or document.get("id") != issuer:
            raise UnknownIssuerError(f"The keys of {issuer} are not at hand.")
        asserting = document["assertionMethod"]
        return {
            method["id"]: method
            for method in document["verificationMethod"]
            if method["id"] in asserting and method["controller"] == issuer
        }


def _multikey(public: Ed25519PublicKey) -> str:
    return multibase.encode(ED25519 + public.public_bytes_raw())


def _ed25519(text: str) -> Ed25519PublicKey:
    try:
        data = multibase.decode(text)
        if not data.startswith(ED25519):
            raise ProofError("The key is not an Ed25519 key.")
        return Ed25519PublicKey.from_public_bytes(data.removeprefix(ED25519))
    except ValueError:
        raise ProofError("The key cannot be read.") from None
