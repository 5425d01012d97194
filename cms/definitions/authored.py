"""What an instructor wrote, taken out of the page as plain values. Ids are block ids; `_html` is sanitised HTML."""

from dataclasses import dataclass
from decimal import Decimal

from cms.definitions.header import Header
from cms.definitions.negotiated import NegotiationAuthored
from cms.definitions.partners import Candidate, Need
from cms.definitions.pointed import HotspotAuthored
from cms.definitions.rubric_parts import RubricCheck, RubricCriterion, RubricExemplar, RubricPaper
from cms.definitions.seated import PlacementAuthored
from cms.definitions.story_parts import CaseEvent, CaseVariable, Condition, Effect, EndingWorth


@dataclass(frozen=True, slots=True)
class Answer:
    id: str
    text: str
    right: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    prompt_html: str
    mode: str
    options: tuple[Answer, ...]
    points: int = 1
    competency: str | None = None
    why_html: str = ""
    source: str = ""
    difficulty: str = ""


@dataclass(frozen=True, slots=True)
class BlueprintRow:
    """How many questions of one skill (None = that of the exercise) and difficulty an attempt is asked."""

    id: str
    competency: str | None
    difficulty: str
    take: int


@dataclass(frozen=True, slots=True)
class ChoiceAuthored:
    """With a `blueprint` some questions are asked; `points` and `exposure_percent` play a part only then."""

    header: Header
    questions: tuple[Question, ...]
    shuffle: bool = True
    blueprint: tuple[BlueprintRow, ...] = ()
    points: int = 10
    exposure_percent: int = 50
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    text: str
    same_as_above: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class OrderRule:
    """`higher` and `lower` name entries by their text."""

    id: str
    text: str
    higher: tuple[str, ...]
    lower: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderAuthored:
    """`entries` stand in the right order; `scoring` is "pairs", "ranks", "steps" or "places"."""

    header: Header
    prompt_html: str
    first_label: str
    last_label: str
    entries: tuple[Entry, ...]
    rules: tuple[OrderRule, ...] = ()
    why_html: str = ""
    points: int = 10
    scoring: str = "pairs"
    left_out: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """`goes_on_to` is the title of a scene; "" means the next scene in the list."""

    id: str
    text: str
    quality: str
    outcome_html: str = ""
    why: str = ""
    goes_on_to: str = ""
    when: tuple[Condition, ...] = ()
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene without options is an ending."""

    id: str
    title: str
    text_html: str
    options: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class BranchAuthored:
    header: Header
    scenes: tuple[Scene, ...]
    points: int = 20
    variables: tuple[CaseVariable, ...] = ()
    events: tuple[CaseEvent, ...] = ()
    worth: tuple[EndingWorth, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """`factor` says how much of the right answer's unit one of this is."""

    id: str
    text: str
    factor: Decimal | None


@dataclass(frozen=True, slots=True)
class NumberQuestion:
    """`tolerance` is "exact", "nominal", "relative" (`amount` in per cent) or "geometric" (times as much)."""

    id: str
    prompt_html: str
    value: Decimal | None
    tolerance: str = "exact"
    amount: Decimal | None = None
    half: bool = False
    units: tuple[Unit, ...] = ()
    points: int = 1
    competency: str | None = None
    why_html: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class NumericAuthored:
    header: Header
    questions: tuple[NumberQuestion, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    id: str
    text: str
    match: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class MatchAuthored:
    header: Header
    prompt_html: str
    pairs: tuple[Pair, ...]
    why_html: str = ""
    points: int = 5


@dataclass(frozen=True, slots=True)
class JudgedOption:
    """`ratings` as written: one number from 1 to 7, or one for each rater of a panel with spaces between."""

    id: str
    text: str
    ratings: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    id: str
    text_html: str
    question: str
    options: tuple[JudgedOption, ...]


@dataclass(frozen=True, slots=True)
class SjtAuthored:
    """`mode` is "rate", "rank" or "best-worst"; `panel` is "provisional" or "panel".

    `required` says whether it counts for the course, which a provisional key must not.
    """

    header: Header
    scenarios: tuple[Situation, ...]
    mode: str = "rate"
    panel: str = "provisional"
    points: int = 10
    required: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """Something to choose at every letter or clause; `effect` is what a mark does to a text, "" for other words."""

    id: str
    text: str
    about: str = ""
    effect: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said to whoever chooses a word, which is named by its text."""

    choice: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """`action` and `owner` name words by their text, "" = not asked; `turn` is None where the order does not matter."""

    id: str
    form: str
    sender: str
    date: str
    subject: str
    body_html: str
    action: str
    owner: str = ""
    turn: int | None = None
    why_html: str = ""
    feedback: tuple[Remark, ...] = ()
    points: int = 1
    source: str = ""


@dataclass(frozen=True, slots=True)
class IntrayAuthored:
    """`reply_to` names a letter by its subject; every question of the reply has one right answer."""

    header: Header
    actions: tuple[Word, ...]
    owners: tuple[Word, ...]
    letters: tuple[Letter, ...]
    reply_to: str = ""
    reply: tuple[Question, ...] = ()
    order_prompt_html: str = ""
    order_points: int = 4
    why_html: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """`verb` names a mark by its text; where that changes the text, one of the wordings is right, if there are any."""

    id: str
    label: str
    text_html: str
    verb: str
    wordings: tuple[Answer, ...] = ()
    turn: int | None = None
    why_html: str = ""
    feedback: tuple[Remark, ...] = ()
    points: int = 1
    source: str = ""


@dataclass(frozen=True, slots=True)
class RedpenAuthored:
    header: Header
    document: str
    verbs: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    order_prompt_html: str = ""
    order_points: int = 4
    why_html: str = ""


@dataclass(frozen=True, slots=True)
class RubricAuthored:
    """`levels` are the names of the levels, the lowest first."""

    header: Header
    prompt_html: str
    criteria: tuple[RubricCriterion, ...]
    levels: tuple[str, ...] = ()
    form: str = "memo"
    least: int = 200
    most: int = 350
    documents: tuple[RubricPaper, ...] = ()
    exemplars: tuple[RubricExemplar, ...] = ()
    checks: tuple[RubricCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkAuthored:
    """`hours` and `fee` are the budget (None = money plays no part), `reach` the weight of each candidate in reach."""

    header: Header
    prompt_html: str
    hours: int
    needs: tuple[Need, ...]
    candidates: tuple[Candidate, ...]
    fee: int | None = None
    currency: str = ""
    reach: int = 0
    why_html: str = ""
    points: int = 20


Authored = (
    ChoiceAuthored
    | OrderAuthored
    | BranchAuthored
    | NumericAuthored
    | MatchAuthored
    | SjtAuthored
    | PlacementAuthored
    | IntrayAuthored
    | RedpenAuthored
    | RubricAuthored
    | NegotiationAuthored
    | NetworkAuthored
    | HotspotAuthored
)
