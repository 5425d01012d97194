"""Which files may be uploaded, and what they are served as. Only names and first bytes are looked at."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

HEAD_BYTES = 16
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest files that are taken, in megabytes (millions of bytes)."""

    audio: int = 50
    video: int = 200
    document: int = 10
    captions: int = 1


class MediaKind(StrEnum):
    """What a learner does with a recording: hear it or see it."""

    AUDIO = "audio"
    VIDEO = "video"


MEDIA_TYPES: dict[MediaKind, dict[str, str]] = {
    MediaKind.AUDIO: {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg"},
    MediaKind.VIDEO: {"mp4": "video/mp4", "webm": "video/webm"},
}
CAPTIONS_TYPE = "text/vtt; charset=utf-8"
STREAMED_TYPES = MEDIA_TYPES[MediaKind.AUDIO] | MEDIA_TYPES[MediaKind.VIDEO] | {"vtt": CAPTIONS_TYPE}
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
DOCUMENT_TYPES = {
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "odt": f"{_OPEN}.text",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "ods": f"{_OPEN}.spreadsheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}
_LONGEST_STEM = 60
_UNSAFE = re.compile(r"[^a-z0-9]+")


def _is_mp4(head: bytes) -> bool:
    return head[4:8] == b"ftyp"


def _is_mp3(head: bytes) -> bool:
    return head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0)  # noqa: PLR2004  (the frame sync of MPEG audio: eleven ones)


def _begins(mark: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(mark)


_ZIP, _WEBM = _begins(b"PK\x03\x04"), _begins(b"\x1a\x45\xdf\xa3")
_MARKS: dict[str, Callable[[bytes], bool]] = {
    "mp4": _is_mp4, "m4a": _is_mp4, "mp3": _is_mp3, "webm": _WEBM, "ogg": _begins(b"OggS"), "pdf": _begins(b"%PDF-"),
    "docx": _ZIP, "odt": _ZIP, "xlsx": _ZIP, "ods": _ZIP, "pptx": _ZIP,
}  # fmt: skip


def suffix_of(name: str) -> str:
    """Return the last part of a file name.

    Args:
        name: a file name or path.

    Returns:
        What stands behind the last point, in small letters; "" without a point.
    """
    return name.rpartition("/")[2].rpartition(".")[2].lower() if "." in name.rpartition("/")[2] else ""


def begins_as(suffix: str, head: bytes) -> bool:
    """Say whether a file begins as its name promises.

    Args:
        suffix: one of those above.
        head: the first `HEAD_BYTES` bytes, or all if there are fewer.

    Returns:
        True when it does; for plain texts, when there is no zero byte and no HTML or drawing.
    """
    if suffix in _MARKS:
        return _MARKS[suffix](head)
    return b"\0" not in head and not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def safe_name(name: str) -> str:
    """Make a name that is safe on every system and in every address.

    Args:
        name: the name a person gave the file.

    Returns:
        Small letters, digits and single hyphens, a point, and the suffix; never empty.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    suffix = _UNSAFE.sub("", suffix_of(last))
    stem = last.rpartition(".")[0] if suffix_of(last) else last
    letters = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    plain = _UNSAFE.sub("-", letters.lower())[:_LONGEST_STEM].strip("-") or "file"
    return f"{plain}.{suffix}" if suffix else plain
