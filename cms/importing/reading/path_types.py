"""What programme.yaml says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Place:
    """A course, as its slug, or a lesson or case study of it, as “course/lesson”; `key` is that of its page."""

    address: str
    key: UUID
    line: int


@dataclass(frozen=True, slots=True)
class PathEntry:
    slug: str
    title: str
    sentence: str
    hours: int
    steps: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """`courses` are those that the certificate needs."""

    file: str
    key: UUID
    language: str
    slug: str
    title: str
    introduction_html: str
    courses: tuple[Place, ...]
    paths: tuple[PathEntry, ...]
    lines: Mapping[str, int] = field(compare=False, repr=False)

    def places(self) -> tuple[Place, ...]:
        return (*self.courses, *(step for path in self.paths for step in path.steps))
