"""What an instructor wrote about the variables and events of a branching case; these are named by what they are called.

A condition on the variable "" is one on the number of decisions taken so far.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseWord:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseVariable:
    """A number, or one of `words`; `start` is a number or the text of a word, "" for the lowest or the first."""

    id: str
    name: str
    words: tuple[CaseWord, ...] = ()
    low: int = 0
    high: int = 10
    start: str = ""
    unit: str = ""
    shown: bool = True
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """Limits of a number, or the texts of words of which one must be the present one."""

    variable: str
    at_least: int | None = None
    at_most: int | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """`add` changes a number; `set` is a number or the text of a word."""

    variable: str
    add: int | None = None
    set: str = ""


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """`scenes` and `goes_on_to` are titles: () for every scene with choices, "" for going on where the story is."""

    id: str
    title: str
    text_html: str
    scenes: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    chance: int = 100
    effects: tuple[Effect, ...] = ()
    goes_on_to: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class EndingWorth:
    id: str
    text: str
    when: tuple[Condition, ...]
    points: int
