"""The two vocabularies that credentials are written in, from files of an installed package. Nothing is ever fetched.

openbadgeslib carries them as their publishers wrote them; PyLD has the first, but not Open Badges. Its files are read,
its code is not run. What is signed depends on every letter of them, so that a file that changed is refused.
"""

import functools
import hashlib
import importlib.util
import json
from pathlib import Path
from typing import Any

from pyld.documentloader.frozen import FrozenDocumentLoader

from courses.credentials.errors import CredentialError

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
PACKAGE = "openbadgeslib"
FILES = {
    CREDENTIALS: ("credentials-v2.json", "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"),
    OPEN_BADGES: ("ob-v3p0-context-3.0.3.json", "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84"),
}


@functools.cache
def loader() -> FrozenDocumentLoader:
    """Give what PyLD reads vocabularies with.

    Returns:
        A loader that knows the two and refuses every other address.

    Raises:
        CredentialError: a file is not the one that its publisher wrote.
    """
    return FrozenDocumentLoader({address: _read(*file) for address, file in FILES.items()})


def _read(name: str, digest: str) -> dict[str, Any]:
    data = (_folder() / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise CredentialError(f"The vocabulary {name} is not the one that credentials are signed under.")
    return dict(json.loads(data))


def _folder() -> Path:
    """Find the package without running it."""
    package = importlib.util.find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise CredentialError(f"The package {PACKAGE} is not installed.")
    return Path(package.origin).parent / "ob3" / "contexts"
