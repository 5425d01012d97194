"""Files that somebody was given: whether each is, letter by letter, what we signed.

What strangers hand in is never checked as a credential, which can cost a machine seconds. It is looked up by the
address that stands in it, and compared.
"""

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from courses.credentials.bake import unbake_png, unbake_svg
from courses.credentials.errors import BakingError
from courses.enums import FileFinding
from courses.models import Credential
from courses.selectors.addresses import site_of

PNG = b"\x89PNG\r\n\x1a\n"
TOKEN = re.compile(r"[\w-]+\.([\w-]+)\.[\w-]+")
ADDRESS = re.compile(r"/certificates/([0-9a-f]{32})/")


@dataclass(frozen=True, slots=True)
class FileView:
    """What was found.

    Attributes:
        code: of the certificate that it is of; empty where it is none of ours.
    """

    finding: FileFinding
    code: str = ""


def file_view(data: bytes) -> FileView:
    """Say what a file is.

    Args:
        data: any bytes: JSON, a token, or a PNG or SVG that carries one of them.

    Returns:
        Whether it is what we signed. One statement at most.
    """
    try:
        text = _signed_text(data)
        address = _address(text)
        match = ADDRESS.fullmatch(address.removeprefix(site_of(address)))
    except (BakingError, ValueError, TypeError, KeyError, RecursionError):
        return FileView(FileFinding.UNREADABLE)
    if match is None:
        return FileView(FileFinding.FOREIGN)
    issued = Credential.objects.filter(issue__certificate__code=match[1]).order_by("-issue__number")
    signed = list(issued.values_list("document", "token"))
    if not signed:
        return FileView(FileFinding.FOREIGN)
    if text in signed[0]:
        return FileView(FileFinding.GENUINE, match[1])
    is_earlier = any(text in files or digest_of(text) in files for files in signed[1:])
    return FileView(FileFinding.EARLIER if is_earlier else FileFinding.CHANGED, match[1])


def digest_of(text: str) -> str:
    """Return what is kept of a signed file with an earlier name that was erased.

    Args:
        text: the file; empty for none.

    Returns:
        A digest; empty for none. What is signed with a secret key cannot be guessed from it.
    """
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}" if text else ""


def _signed_text(data: bytes) -> str:
    """Take the signed text out of a file.

    Raises:
        BakingError, ValueError: there is none.
    """
    if data.startswith(PNG):
        return unbake_png(data)
    text = data.decode().strip()
    return unbake_svg(data) if text.startswith("<") else text


def _address(text: str) -> str:
    """Read the address of the certificate that a text is of, which proves nothing yet.

    Raises:
        ValueError, TypeError, KeyError, RecursionError: there is none.
    """
    token = TOKEN.fullmatch(text)
    document: Any = json.loads(_padded(token[1]) if token else text)
    address = document["id"]
    if not isinstance(address, str):
        raise TypeError("no address")
    return address


def _padded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
