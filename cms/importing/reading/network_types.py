"""What an exercise file of kind network holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    id: str
    group: str
    text: str
    about: str
    weight: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """`linked` holds ids of other candidates."""

    id: str
    text: str
    about: str
    hours: int
    fee: int
    topics: tuple[str, ...]
    regions: tuple[str, ...]
    languages: tuple[str, ...]
    linked: tuple[str, ...]
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class NetworkBody:
    """`fee` is None where money plays no part."""

    prompt_html: str
    points: int
    hours: int
    fee: int | None
    currency: str
    reach: int
    needs: tuple[Need, ...]
    candidates: tuple[Candidate, ...]
    why_html: str
