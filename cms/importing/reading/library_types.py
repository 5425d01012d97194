"""What files say of pictures, recordings and documents."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a lesson or an exercise. `file` is relative to the curriculum folder."""

    key: UUID
    file: str
    title: str
    alt: str


@dataclass(frozen=True, slots=True)
class Track:
    """A caption file. `file` is relative to the curriculum folder."""

    kind: str
    language: str
    file: str


@dataclass(frozen=True, slots=True)
class Recording:
    """The recording of an audio or video block; the transcript is its text. Files as in Track."""

    key: UUID
    kind: str
    file: str
    title: str
    language: str
    seconds: int
    transcript: str
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The document of a download block. `file` is relative to the curriculum folder."""

    key: UUID
    file: str
    title: str


LibraryItem = Picture | Recording | Document
