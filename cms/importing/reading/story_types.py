"""What a file of kind branch holds. Variables, words and scenes are named by their ids."""

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


@dataclass(frozen=True, slots=True)
class SceneOption:
    id: str
    text: str
    quality: str
    next: str
    outcome_html: str
    why: str
    when: tuple[Condition, ...] = ()
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    id: str
    title: str
    body_html: str
    options: tuple[SceneOption, ...]


@dataclass(frozen=True, slots=True)
class BranchBody:
    points: int
    scenes: tuple[Scene, ...]
    variables: tuple[CaseVariable, ...] = ()
    events: tuple[CaseEvent, ...] = ()
    worth: tuple[EndingWorth, ...] = ()
