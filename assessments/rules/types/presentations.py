"""What a learner may see before the key is due: an allow-list, one class per thing shown.

A field ending in `_html` is trusted, sanitised HTML; every other text is plain.
"""

from dataclasses import dataclass

from assessments.rules.types.branch import BranchPresentation
from assessments.rules.types.hotspot import HotspotPresentation
from assessments.rules.types.negotiation import NegotiationPresentation
from assessments.rules.types.network import NetworkPresentation
from assessments.rules.types.papers import IntrayPresentation, RedpenPresentation
from assessments.rules.types.parts import ChoiceItem, OrderPresentation
from assessments.rules.types.placement import PlacementPresentation
from assessments.rules.types.rubric import RubricPresentation


@dataclass(frozen=True, slots=True)
class ChoicePresentation:
    """A knowledge check; `answered` counts the questions with an answer.

    `pool` counts those that these were drawn from, 0 where all are asked.
    """

    title: str
    intro_html: str
    possible: int
    items: tuple[ChoiceItem, ...]
    answered: int
    pool: int = 0
    kind: str = "choice"


@dataclass(frozen=True, slots=True)
class NumericUnit:
    """One unit to choose from."""

    id: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class NumericItem:
    """One question; `text` is the number as written, `problem` the message key of why it cannot be read.

    `field` and `unit_field` name its form fields; the second is needed only where there are several units.
    """

    id: str
    number: int
    field: str
    unit_field: str
    possible: int
    prompt_html: str
    units: tuple[NumericUnit, ...]
    text: str
    problem: str
    answered: bool


@dataclass(frozen=True, slots=True)
class NumericPresentation:
    """Numbers to work out; `answered` counts the questions with a number that can be read."""

    title: str
    intro_html: str
    possible: int
    items: tuple[NumericItem, ...]
    answered: int
    kind: str = "numeric"


@dataclass(frozen=True, slots=True)
class MatchTarget:
    """One right side to choose from."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class MatchItem:
    """One left side; `chosen` is the id of the right side chosen for it, "" for none."""

    id: str
    number: int
    field: str
    text: str
    chosen: str
    chosen_text: str
    answered: bool


@dataclass(frozen=True, slots=True)
class MatchPresentation:
    """Pairs to be matched; `repeated` names right sides that are chosen more than once."""

    title: str
    intro_html: str
    possible: int
    prompt_html: str
    items: tuple[MatchItem, ...]
    targets: tuple[MatchTarget, ...]
    repeated: tuple[str, ...]
    answered: int
    kind: str = "match"


@dataclass(frozen=True, slots=True)
class SjtOption:
    """One option; `field` names the form field of its rating or place, `given` is that number, 0 for none."""

    id: str
    text: str
    field: str
    given: int


@dataclass(frozen=True, slots=True)
class SjtItem:
    """One scenario.

    Attributes:
        field: its anchor on a page.
        scale: the numbers to choose from; () where best and worst are picked.
        best_field: form field of the best option; `worst_field` that of the worst.
        best: id of the option picked, "" for none; `worst` likewise.
        repeated: places that were given to several options.
        is_same: whether the same option was picked as best and as worst.
        answered: whether nothing is missing and nothing is given twice.
    """

    id: str
    number: int
    field: str
    possible: int
    body_html: str
    question: str
    scale: tuple[int, ...]
    options: tuple[SjtOption, ...]
    best_field: str
    worst_field: str
    best: str
    worst: str
    repeated: tuple[int, ...]
    is_same: bool
    answered: bool


@dataclass(frozen=True, slots=True)
class SjtPresentation:
    """Situations to judge; `answered` counts the scenarios with any answer.

    Attributes:
        mode: "rate", "rank" or "best-worst".
        panel: "panel", or "provisional" while the ratings are those of the authors.
    """

    title: str
    intro_html: str
    possible: int
    mode: str
    panel: str
    items: tuple[SjtItem, ...]
    answered: int
    kind: str = "sjt"


Presentation = (
    ChoicePresentation
    | OrderPresentation
    | BranchPresentation
    | NumericPresentation
    | MatchPresentation
    | SjtPresentation
    | PlacementPresentation
    | IntrayPresentation
    | RedpenPresentation
    | RubricPresentation
    | NegotiationPresentation
    | NetworkPresentation
    | HotspotPresentation
)
