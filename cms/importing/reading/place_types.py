"""What an exercise file of kind placement holds, and the rule sets that it may name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody or a flag to be placed; `place` is the number of a place that is theirs from the start."""

    id: str
    text: str
    about: str
    delegation: str
    group: str
    roles: tuple[str, ...]
    since: str
    place: int | None


@dataclass(frozen=True, slots=True)
class PlacementRule:
    """A rule of placing; guests are named by id, and fields that its type does not use are empty."""

    id: str
    type: str
    text: str
    source: str
    why: str
    weight: int
    hard: bool
    jurisdiction: str
    topic: str
    guest: str
    other: str
    others: tuple[str, ...]
    places: tuple[int, ...]
    ranks: tuple[tuple[str, ...], ...]
    measure: str
    steps: int
    tag: str
    value: str


@dataclass(frozen=True, slots=True)
class RuleSource:
    text: str
    mark: str
    note: str


@dataclass(frozen=True, slots=True)
class RoleRule:
    """A rule about roles; fields that its type does not use are empty."""

    id: str
    type: str
    text: str
    source: str
    mark: str
    why: str
    weight: int
    hard: bool
    topic: str
    disputed: bool
    role: str
    other: str
    ranks: tuple[tuple[str, ...], ...]
    measure: str
    steps: int


@dataclass(frozen=True, slots=True)
class RuleSetFile:
    """A file of rule-sets/. `lines` maps a JSON Pointer into the file to its line."""

    file: str
    key: UUID
    slug: str
    title: str
    jurisdiction: str
    edition: str
    as_of: date
    review_on: date
    sources: tuple[RuleSource, ...]
    rules: tuple[RoleRule, ...]
    lines: Mapping[str, int] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PlacementBody:
    prompt_html: str
    points: int
    layout: str
    size: int
    guests: tuple[Guest, ...]
    jurisdictions: tuple[str, ...]
    rule_sets: tuple[RuleSetFile, ...]
    weights: tuple[tuple[str, int], ...]
    rules: tuple[PlacementRule, ...]
    rules_shown: bool
    why_html: str
