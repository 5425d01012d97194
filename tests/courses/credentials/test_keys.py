import os

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from courses.credentials.errors import KeyFileError
from courses.credentials.keys import Kind, read_keys, write_key
from tests.courses.credentials.samples import DAY, START


def public_pem(key):
    return key.public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize(("kind", "chosen"), [(Kind.ED25519, "proof"), (Kind.RSA, "token")])
def test_a_new_key_is_read_back_and_signs_from_its_moment(tmp_path, kind, chosen):
    path = write_key(tmp_path / "keys", kind, START)
    ring = read_keys(tmp_path / "keys", {})
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    choose = getattr(ring, f"{chosen}_key")
    assert choose(START) == getattr(ring, chosen)[0]
    with pytest.raises(KeyFileError, match="no private"):
        choose(START - DAY)


def test_nothing_is_overwritten(tmp_path):
    path = write_key(tmp_path, Kind.ED25519, START)
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        write_key(tmp_path, Kind.ED25519, START)
    assert path.read_bytes() == before


def test_a_private_key_never_shows_in_a_message(tmp_path):
    write_key(tmp_path, Kind.ED25519, START)
    assert "rivate" not in repr(read_keys(tmp_path, {}))


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o610])
def test_a_private_key_that_others_may_reach_is_refused(tmp_path, mode):
    path = write_key(tmp_path, Kind.ED25519, START)
    path.chmod(mode)
    with pytest.raises(KeyFileError, match=f"Others may read the private key {path.stem}"):
        read_keys(tmp_path, {})


def test_the_newest_key_that_has_begun_signs_and_the_old_ones_stay(tmp_path):
    for days in (1, 0, 9):
        write_key(tmp_path, Kind.ED25519, START + days * DAY)
    ring = read_keys(tmp_path, {})
    assert [key.begins for key in ring.proof] == [START, START + DAY, START + 9 * DAY]
    assert ring.proof_key(START + 3 * DAY) == ring.proof[1]


def test_the_public_half_of_an_old_key_is_enough_but_does_not_sign(tmp_path):
    path = write_key(tmp_path, Kind.ED25519, START)
    write_key(tmp_path, Kind.ED25519, START + DAY)
    old = read_keys(tmp_path, {}).proof[0]
    path.write_bytes(public_pem(old))
    path.chmod(0o644)
    ring = read_keys(tmp_path, {})
    assert ring.proof[0].private is None
    assert ring.proof_key(START + DAY).private is not None
    with pytest.raises(KeyFileError, match="no private Ed25519 key"):
        ring.proof_key(START)


def test_keys_come_from_the_environment(tmp_path):
    pem = write_key(tmp_path, Kind.ED25519, START).read_text()
    ring = read_keys(None, {"CHANCERY_KEY_ED25519_20261123T120000Z": pem, "HOME": "/"})
    assert public_pem(ring.proof_key(START)) == public_pem(read_keys(tmp_path, {}).proof_key(START))


def test_a_key_that_is_there_twice_is_refused(tmp_path):
    pem = write_key(tmp_path, Kind.ED25519, START).read_text()
    with pytest.raises(KeyFileError, match="there twice"):
        read_keys(tmp_path, {"CHANCERY_KEY_ED25519_20261123T120000Z": pem})


def test_no_folder_means_no_keys(tmp_path):
    assert read_keys(tmp_path / "none", {}).proof == ()


def rsa_pem(bits):
    return generate_private_key(65537, bits).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("signing", b"", "not the name of a key"),
        ("ed25519-20261123T120000Z", b"hello", "not PEM"),
        ("ed25519-20261123T120000Z", 2048, "not of the kind"),
        ("rsa-20261123T120000Z", 1024, "fewer than 2048 bits"),
    ],
)
def test_what_is_not_a_key_is_refused_by_name(tmp_path, name, content, message):
    path = tmp_path / f"{name}.pem"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        file.write(rsa_pem(content) if isinstance(content, int) else content)
    with pytest.raises(KeyFileError, match=message) as caught:
        read_keys(tmp_path, {})
    assert name in str(caught.value)
