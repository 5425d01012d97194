"""Keys for signing, in the environment of a site: the first signs since 2020, the next one since a year later."""

from cryptography.hazmat.primitives import serialization

from tests.courses.credentials.samples import proof_key, token_key


def key_variables(*numbers: int, with_token: bool = True) -> dict[str, str]:
    found = {f"CHANCERY_KEY_ED25519_{2020 + number}0101T000000Z": pem(proof_key(number).private) for number in numbers}
    return found | ({"CHANCERY_KEY_RSA_20200101T000000Z": pem(token_key().private)} if with_token else {})


def pem(private) -> str:
    kind, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return private.private_bytes(serialization.Encoding.PEM, kind, plain).decode()
