"""What a learner sees of an in-tray and of a red pen, before and after submitting.

As in `presentations` and `debriefs`: an allow-list; `_html` is trusted HTML; points are micro-points.
"""

from dataclasses import dataclass

from assessments.rules.types.parts import ChoiceItem, ChoiceItemDebrief, OrderDebrief, OrderPresentation


@dataclass(frozen=True, slots=True)
class PaperWord:
    """Something to choose everywhere in an exercise, such as an action or an office, and what is meant by it."""

    text: str
    about: str


@dataclass(frozen=True, slots=True)
class PaperStep:
    """One thing to do: `part` is "letter", "clause", "reply" or "order"; `field` is its anchor on a page."""

    number: int
    part: str
    field: str
    text: str
    answered: bool


@dataclass(frozen=True, slots=True)
class IntrayLetter:
    """One piece of the in-tray; `form` is "letter", "email", "call" or "message"."""

    id: str
    number: int
    field: str
    form: str
    sender: str
    date: str
    subject: str
    body_html: str
    questions: tuple[ChoiceItem, ...]
    answered: bool


@dataclass(frozen=True, slots=True)
class IntrayPresentation:
    """An in-tray; `reply_to` is the subject of the letter to answer.

    `answered` counts the steps that are done, `current` is the number of the first that is not, 0 for none.
    """

    title: str
    intro_html: str
    possible: int
    actions: tuple[PaperWord, ...]
    owners: tuple[PaperWord, ...]
    letters: tuple[IntrayLetter, ...]
    reply_to: str
    reply: tuple[ChoiceItem, ...]
    order: OrderPresentation | None
    steps: tuple[PaperStep, ...]
    answered: int
    current: int
    kind: str = "intray"


@dataclass(frozen=True, slots=True)
class RedpenMark:
    """One mark to choose for a clause: a verb, or another wording; `effect` is "keep", "change", "strike" or "ask"."""

    id: str
    text: str
    effect: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class RedpenClause:
    """One clause or line; `change_to` is the verb before the other wordings, "" where there are none.

    `chosen` is the mark set so far.
    """

    id: str
    number: int
    field: str
    label: str
    text_html: str
    possible: int
    verbs: tuple[RedpenMark, ...]
    change_to: str
    wordings: tuple[RedpenMark, ...]
    chosen: RedpenMark | None
    answered: bool


@dataclass(frozen=True, slots=True)
class RedpenPresentation:
    """A document to be marked; `answered` counts the steps that are done."""

    title: str
    intro_html: str
    possible: int
    document: str
    verbs: tuple[PaperWord, ...]
    clauses: tuple[RedpenClause, ...]
    order: OrderPresentation | None
    steps: tuple[PaperStep, ...]
    answered: int
    kind: str = "redpen"


@dataclass(frozen=True, slots=True)
class IntrayLetterDebrief:
    """One piece of the in-tray with the points of its questions."""

    id: str
    number: int
    form: str
    sender: str
    date: str
    subject: str
    body_html: str
    questions: tuple[ChoiceItemDebrief, ...]
    earned: int
    possible: int
    lost: int


@dataclass(frozen=True, slots=True)
class IntrayDebrief:
    """An in-tray with its points."""

    title: str
    reveal: bool
    state: str
    earned: int
    possible: int
    items: tuple[IntrayLetterDebrief, ...]
    reply_to: str
    reply: tuple[ChoiceItemDebrief, ...]
    order: OrderDebrief | None
    sources_html: str
    kind: str = "intray"


@dataclass(frozen=True, slots=True)
class RedpenClauseDebrief:
    """One clause with its points; `effect` says what the learner's mark does to the text, "" for no mark."""

    number: int
    label: str
    effect: str
    change_to: str
    wordings: tuple[str, ...]
    question: ChoiceItemDebrief


@dataclass(frozen=True, slots=True)
class RedpenDebrief:
    """A marked document with its points."""

    title: str
    reveal: bool
    state: str
    earned: int
    possible: int
    document: str
    clauses: tuple[RedpenClauseDebrief, ...]
    order: OrderDebrief | None
    sources_html: str
    kind: str = "redpen"
