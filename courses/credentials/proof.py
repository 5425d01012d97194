"""The proof inside a credential: cryptosuite eddsa-rdfc-2022. The same document and key give the same bytes.

The proof is a list of one, as the schema of Open Badges 3.0 asks.
"""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from courses.credentials import multibase
from courses.credentials.canonical import digest
from courses.credentials.errors import KeyFileError, ProofError
from courses.credentials.keys import ProofKey
from courses.credentials.moments import instant

FIXED = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofPurpose": "assertionMethod"}
PARTS = {*FIXED, "created", "verificationMethod", "proofValue"}


def sign(document: Mapping[str, Any], *, key: ProofKey, method: str, created: datetime.datetime) -> dict[str, Any]:
    """Put a proof on a document.

    Args:
        document: without one.
        key: with its private half.
        method: the address of the key, as `did.method_of` gives it.
        created: when.

    Returns:
        The document with its proof.

    Raises:
        KeyFileError: the private half is missing.
        ProofError: something in the document would not be covered.

    Source:
        W3C vc-di-eddsa, section 3.2.1.
    """
    if key.private is None:
        raise KeyFileError("Only the public half of the key is there.")
    options = {**FIXED, "created": instant(created), "verificationMethod": method}
    value = multibase.encode(key.private.sign(digest(document, options)))
    return {**document, "proof": [{**options, "proofValue": value}]}


def verify(signed: Mapping[str, Any], find_key: Callable[[str, str], Ed25519PublicKey]) -> None:
    """Check the proof of a document.

    Args:
        signed: with one proof.
        find_key: gives the key for an issuer and the address of one of its keys; raises if it is not the issuer's.

    Raises:
        ProofError: it does not hold, for any reason.
        UnknownIssuerError: as `find_key` raises it.

    Source:
        W3C vc-di-eddsa, section 3.2.2.
    """
    proof = _only_proof(signed)
    document = {name: value for name, value in signed.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    try:
        signature = multibase.decode(proof["proofValue"])
        covered = digest(document, options)
        find_key(issuer_of(document), proof["verificationMethod"]).verify(signature, covered)
    except InvalidSignature:
        raise ProofError("The signature is not of this document and key.") from None
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError):
        raise ProofError("The document is not made as a credential is.") from None


def issuer_of(document: Mapping[str, Any]) -> str:
    """Say who issued a document.

    Args:
        document: a credential.

    Returns:
        The identifier.

    Raises:
        ProofError: it names nobody.
    """
    issuer = document.get("issuer")
    name = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    if not isinstance(name, str):
        raise ProofError("The document names no issuer.")
    return name


def _only_proof(signed: Mapping[str, Any]) -> Mapping[str, Any]:
    proofs = signed.get("proof")
    proof = proofs[0] if isinstance(proofs, list) and len(proofs) == 1 else proofs
    if not isinstance(proof, Mapping) or set(proof) != PARTS or any(proof[name] != FIXED[name] for name in FIXED):
        raise ProofError("The document does not carry exactly one proof of the kind eddsa-rdfc-2022.")
    return proof
