"""A credential as a signed token (VC-JWT): RS256, with the key in the header and the credential as the payload."""

from collections.abc import Mapping
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm

from courses.credentials.did import Finder
from courses.credentials.errors import KeyFileError, ProofError
from courses.credentials.jwk import public_jwk, thumbprint
from courses.credentials.keys import TokenKey
from courses.credentials.moments import read_instant
from courses.credentials.proof import issuer_of

ALGORITHM = "RS256"


def to_jwt(credential: Mapping[str, Any], *, key: TokenKey) -> str:
    """Sign a credential as a token.

    Args:
        credential: as `credential.build` gives it, without a proof.
        key: with its private half; the issuer is a site whose document lists it.

    Returns:
        A compact JWS, the same each time.

    Raises:
        KeyFileError: the private half is missing.

    Source:
        Open Badges 3.0, section 8.2 (JSON Web Token Proof Format).
    """
    if key.private is None:
        raise KeyFileError("Only the public half of the key is there.")
    header = {"typ": "JWT", "jwk": public_jwk(key.public)}
    return jwt.encode({**credential, **_claims(credential)}, key.private, algorithm=ALGORITHM, headers=header)


def from_jwt(token: str, finder: Finder) -> dict[str, Any]:
    """Check a token and read the credential in it. Whether it is still valid, `checking.standing` says.

    Args:
        token: a compact JWS.
        finder: of issuers' keys.

    Returns:
        The credential.

    Raises:
        ProofError: it does not hold, for any reason.
        UnknownIssuerError: the issuer's document is not at hand.
    """
    try:
        public = RSAAlgorithm.from_jwk(jwt.get_unverified_header(token)["jwk"])
        if not isinstance(public, RSAPublicKey):
            raise ProofError("The token's key is not a public RSA key.")
        payload = jwt.decode(token, public, algorithms=[ALGORITHM], options={"verify_exp": False, "verify_nbf": False})
        claims = {name: payload.pop(name) for name in ("iss", "jti", "nbf", "sub")}
        claims |= {"exp": payload.pop("exp")} if "exp" in payload else {}
        if claims != _claims(payload):
            raise ProofError("The token says something else than the credential in it.")
    except (jwt.InvalidTokenError, jwt.InvalidKeyError, KeyError, TypeError, ValueError):
        raise ProofError("The token is not signed as a credential is.") from None
    if thumbprint(public) not in finder.token_keys(issuer_of(payload)):
        raise ProofError("The key is none of those by which the issuer asserts.")
    return payload


def _claims(credential: Mapping[str, Any]) -> dict[str, Any]:
    claims = {
        "iss": issuer_of(credential),
        "jti": credential["id"],
        "nbf": int(read_instant(credential["validFrom"]).timestamp()),
        "sub": credential["credentialSubject"]["id"],
    }
    if "validUntil" in credential:
        claims["exp"] = int(read_instant(credential["validUntil"]).timestamp())
    return claims
