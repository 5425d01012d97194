"""The parts of a rubric as they were written; ids are block ids."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RubricLevel:
    """What a text of one level looks like under one criterion."""

    points: int | None
    text: str


@dataclass(frozen=True, slots=True)
class RubricCriterion:
    """`levels` from the lowest to the highest, as many as the rubric names."""

    id: str
    name: str
    levels: tuple[RubricLevel, ...]
    question: str = ""
    competency: str | None = None


@dataclass(frozen=True, slots=True)
class RubricPaper:
    id: str
    title: str
    body_html: str


@dataclass(frozen=True, slots=True)
class RubricExemplar:
    """A whole text; `levels` holds the number of its level for each criterion, 1 being the lowest."""

    id: str
    title: str
    text: str
    levels: tuple[int, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class RubricCheck:
    """Something that can be looked for by rule; name, phrases and place are empty where the check needs none."""

    id: str
    check: str
    name: str = ""
    phrases: tuple[str, ...] = ()
    place: str = ""
