from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RubricLevel:
    points: int
    text: str


@dataclass(frozen=True, slots=True)
class RubricCriterion:
    """`levels` from the lowest to the highest; `competency` is a slug or empty."""

    id: str
    name: str
    question: str
    competency: str
    levels: tuple[RubricLevel, ...]


@dataclass(frozen=True, slots=True)
class RubricPaper:
    id: str
    title: str
    body_html: str


@dataclass(frozen=True, slots=True)
class RubricExemplar:
    """`levels` holds the number of its level for each criterion, 1 being the lowest."""

    id: str
    title: str
    text: str
    levels: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class RubricCheck:
    """`name`, `phrases` and `place` are empty where the check needs none."""

    id: str
    check: str
    name: str
    phrases: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class RubricBody:
    prompt_html: str
    form: str
    least: int
    most: int
    levels: tuple[str, ...]
    documents: tuple[RubricPaper, ...]
    criteria: tuple[RubricCriterion, ...]
    exemplars: tuple[RubricExemplar, ...]
    checks: tuple[RubricCheck, ...]
