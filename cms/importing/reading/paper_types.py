"""What was read of questions with options, and of in-trays and red pens. Words and letters are named by their ids."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChoiceOption:
    id: str
    text: str
    right: bool
    why: str


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    id: str
    mode: str
    prompt_html: str
    points: int
    competency: str
    options: tuple[ChoiceOption, ...]
    why_html: str
    source: str
    difficulty: str


@dataclass(frozen=True, slots=True)
class BlueprintRow:
    id: str
    competency: str
    difficulty: str
    take: int


@dataclass(frozen=True, slots=True)
class ChoiceBody:
    """`points` and `exposure_percent` stand in a file only beside a blueprint."""

    questions: tuple[ChoiceQuestion, ...]
    shuffle: bool
    blueprint: tuple[BlueprintRow, ...]
    points: int
    exposure_percent: int


@dataclass(frozen=True, slots=True)
class Word:
    """An action, an office or a mark; `effect` is "" for all but marks."""

    id: str
    text: str
    about: str
    effect: str


@dataclass(frozen=True, slots=True)
class Remark:
    choice: str
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What letters and clauses share: their turn in the order, None for none, and what is said afterwards."""

    turn: int | None
    points: int
    why_html: str
    source: str
    feedback: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    id: str
    form: str
    sender: str
    date: str
    subject: str
    body_html: str
    action: str
    owner: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Clause:
    id: str
    label: str
    text_html: str
    verb: str
    wordings: tuple[ChoiceOption, ...]
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Turns:
    """The part that is put in order."""

    prompt_html: str
    points: int
    why_html: str


@dataclass(frozen=True, slots=True)
class IntrayBody:
    actions: tuple[Word, ...]
    owners: tuple[Word, ...]
    letters: tuple[Letter, ...]
    reply_to: str
    reply: tuple[ChoiceQuestion, ...]
    turns: Turns


@dataclass(frozen=True, slots=True)
class RedpenBody:
    document: str
    verbs: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    turns: Turns
