"""What is shown of written work: the task with its rubric, what formative checks found, and marks with their reasons.

Points are micro-points; offsets count code points of the text; a field ending in `_html` is trusted HTML, every other
text is plain. Exemplars belong to the key.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckPlace:
    """A stretch of the text: `text[start:end]` is `quote`, in the paragraph of this number (from 1)."""

    start: int
    end: int
    quote: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """What one formative check says; it never counts.

    Attributes:
        id: of the check.
        check: what is looked for, for instance "part" or "length".
        name: the author's words for it, "" where the check speaks for itself.
        outcome: "found", "not_found" or "cannot_tell".
        is_good: whether that is as it should be; None when the check cannot tell.
        message: message key.
        params: JSON values that fill the message.
        places: evidence in the text, the first ones.
    """

    id: str
    check: str
    name: str
    outcome: str
    is_good: bool | None
    message: str
    params: dict[str, int | str]
    places: tuple[CheckPlace, ...]


@dataclass(frozen=True, slots=True)
class RubricDocument:
    """A paper that the task gives."""

    id: str
    title: str
    body_html: str


@dataclass(frozen=True, slots=True)
class RubricCell:
    """What the text looks like at one level of a criterion; `worth` in micro-points."""

    level: str
    name: str
    text: str
    worth: int


@dataclass(frozen=True, slots=True)
class RubricCriterion:
    """One criterion; `cells` from the lowest level to the highest."""

    id: str
    number: int
    name: str
    question: str
    possible: int
    cells: tuple[RubricCell, ...]


@dataclass(frozen=True, slots=True)
class RubricLevel:
    """One level of the scale that all criteria share."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class RubricPresentation:
    """A written task with what has been written so far.

    Attributes:
        form: "memo", "note-verbale", "letter", "readout", "term-sheet" or "other".
        least: fewest words wanted; `most` likewise.
        longest: most characters that are kept.
        field: form field of the text.
        paragraphs: the text as paragraphs.
        answered: 1 when something is written.
    """

    title: str
    intro_html: str
    possible: int
    prompt_html: str
    form: str
    least: int
    most: int
    longest: int
    documents: tuple[RubricDocument, ...]
    levels: tuple[RubricLevel, ...]
    criteria: tuple[RubricCriterion, ...]
    field: str
    text: str
    words: int
    paragraphs: tuple[str, ...]
    findings: tuple[CheckFinding, ...]
    answered: int
    kind: str = "rubric"


@dataclass(frozen=True, slots=True)
class RubricSentence:
    """`text` is the text from `start` to `end`; `number` counts through the whole text from 1."""

    number: int
    start: int
    end: int
    text: str

    @property
    def place(self) -> str:
        return f"{self.start}-{self.start + len(self.text.rstrip())}"


@dataclass(frozen=True, slots=True)
class RubricParagraph:
    """A paragraph, numbered from 1, with its sentences; these are the whole of it."""

    number: int
    start: int
    end: int
    sentences: tuple[RubricSentence, ...]

    @property
    def place(self) -> str:
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class RubricPassage:
    """A stretch of the text that the marks of a criterion point at; it bears the criterion's number and name."""

    criterion: str
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class RubricPiece:
    """A stretch of a paragraph in which no passage begins or ends but at its edges.

    Attributes:
        is_marked: whether it is in a passage.
        opens: passages that begin with it; `closes` those that end with it.
    """

    text: str
    is_marked: bool
    opens: tuple[RubricPassage, ...]
    closes: tuple[RubricPassage, ...]


@dataclass(frozen=True, slots=True)
class RubricMark:
    """One criterion as it was marked; before that `level` is "" and nothing is earned.

    Attributes:
        level: id of the level given; `level_name` and `text` are its words.
        best: what the highest level looks like, "" when that was given.
        comment: the marker's reason.
        quote: the passage that the marker points at, "" for none.
    """

    id: str
    number: int
    name: str
    question: str
    earned: int
    possible: int
    level: str
    level_name: str
    text: str
    best: str
    comment: str
    quote: str


@dataclass(frozen=True, slots=True)
class RubricExemplarLevel:
    """The level that an exemplar shows on one criterion."""

    criterion: str
    level: str


@dataclass(frozen=True, slots=True)
class RubricExemplar:
    """A whole text with its marks; `earned` in micro-points."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    why: str
    earned: int
    levels: tuple[RubricExemplarLevel, ...]


@dataclass(frozen=True, slots=True)
class RubricDebrief:
    """Written work after it was handed in.

    Attributes:
        state: "answered" once it is marked, "needs_marking" before that.
        comment: the marker's words on the whole.
        criteria: the rubric; `marks` the level of each criterion, in the same order.
        pieces: the paragraphs, cut where passages begin and end.
        exemplars: () until the key is due.
    """

    title: str
    reveal: bool
    state: str
    earned: int
    possible: int
    prompt_html: str
    form: str
    paragraphs: tuple[str, ...]
    pieces: tuple[tuple[RubricPiece, ...], ...]
    words: int
    comment: str
    marks: tuple[RubricMark, ...]
    levels: tuple[RubricLevel, ...]
    criteria: tuple[RubricCriterion, ...]
    findings: tuple[CheckFinding, ...]
    exemplars: tuple[RubricExemplar, ...]
    sources_html: str
    kind: str = "rubric"

    @property
    def has_passages(self) -> bool:
        return any(piece.is_marked for pieces in self.pieces for piece in pieces)
