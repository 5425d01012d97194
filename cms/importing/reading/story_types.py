"""What a file of kind branch holds beside its scenes. Variables, words and scenes are named by their ids."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseWord:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseVariable:
    """A number, or one of `words`; `start` is a number or the id of a word."""

    id: str
    name: str
    words: tuple[CaseWord, ...]
    low: int
    high: int
    start: str
    unit: str
    shown: bool
    stops: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """`variable` may be "turn", the number of decisions taken."""

    variable: str
    at_least: int | None
    at_most: int | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """`set` is a number or the id of a word, "" where something is added."""

    variable: str
    add: int | None
    set: str


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """`scenes` () = every scene with options; `next` "" = the story goes on as it was."""

    id: str
    title: str
    body_html: str
    scenes: tuple[str, ...]
    when: tuple[Condition, ...]
    chance: int
    effects: tuple[Effect, ...]
    next: str
    why: str


@dataclass(frozen=True, slots=True)
class EndingWorth:
    id: str
    text: str
    when: tuple[Condition, ...]
    points: int
