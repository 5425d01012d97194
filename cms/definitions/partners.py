"""What an instructor wrote about partners to be chosen. Needs and candidates are named by their text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """`group` is "topic", "region" or "language"; a candidate that offers the same word meets it."""

    id: str
    group: str
    text: str
    about: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """`linked` names other candidates; a link holds both ways."""

    id: str
    text: str
    about: str = ""
    hours: int = 0
    fee: int = 0
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    source: str = ""
    as_of: str = ""
