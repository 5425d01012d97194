"""RSA keys as JSON Web Keys."""

import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm
from jwt.utils import base64url_encode

REQUIRED = ("e", "kty", "n")


def public_jwk(public: RSAPublicKey) -> dict[str, Any]:
    """Write a key.

    Args:
        public: the public half.

    Returns:
        A JSON object with `e`, `kty` and `n` alone.

    Source:
        RFC 7517, RFC 7518 section 6.3.1.
    """
    whole = RSAAlgorithm.to_jwk(public, as_dict=True)
    return {name: whole[name] for name in REQUIRED}


def thumbprint(public: RSAPublicKey) -> str:
    """Name a key by what it is.

    Args:
        public: the public half.

    Returns:
        43 letters.

    Source:
        RFC 7638.
    """
    text = json.dumps(public_jwk(public), sort_keys=True, separators=(",", ":"))
    return base64url_encode(hashlib.sha256(text.encode()).digest()).decode()
