"""What a learner sees after submitting.

Until the key is due (`reveal` False) a debrief names criterion, rule and points only: right flags, ranks, qualities,
explanations and better answers are None, "" or (). Points are micro-points; a field ending in `_html` is trusted HTML.
"""

from dataclasses import dataclass

from assessments.rules.types.branch import BranchDebrief
from assessments.rules.types.hotspot import HotspotDebrief
from assessments.rules.types.negotiation import NegotiationDebrief
from assessments.rules.types.network import NetworkDebrief
from assessments.rules.types.papers import IntrayDebrief, RedpenDebrief
from assessments.rules.types.parts import ChoiceItemDebrief, OrderDebrief
from assessments.rules.types.placement import PlacementDebrief
from assessments.rules.types.rubric import RubricDebrief


@dataclass(frozen=True, slots=True)
class ChoiceDebrief:
    """A knowledge check with its points."""

    title: str
    reveal: bool
    state: str
    earned: int
    possible: int
    items: tuple[ChoiceItemDebrief, ...]
    sources_html: str
    kind: str = "choice"


@dataclass(frozen=True, slots=True)
class NumericItemDebrief:
    """One question; everything from `answer` on belongs to the key.

    Attributes:
        outcome: "full", "half", "none", "unanswered" or "invalid".
        given: the number as written; `problem` is the message key of why it could not be read.
        tolerance: "exact", "nominal", "relative" or "geometric".
        allowed: how far off an answer may be: an amount, per cent, or times as much.
        has_half: whether an answer within twice of that earns half the points.
    """

    id: str
    number: int
    competency: str | None
    outcome: str
    earned: int
    possible: int
    lost: int
    prompt_html: str
    given: str
    given_unit: str
    problem: str
    answer: str
    answer_unit: str
    tolerance: str
    allowed: str
    has_half: bool | None
    why_html: str
    source: str


@dataclass(frozen=True, slots=True)
class NumericDebrief:
    """Numbers worked out, with their points."""

    title: str
    reveal: bool
    state: str
    earned: int
    possible: int
    items: tuple[NumericItemDebrief, ...]
    sources_html: str
    kind: str = "numeric"


@dataclass(frozen=True, slots=True)
class MatchPairDebrief:
    """One pair; `is_right`, `answer` and `why` belong to the key. `given` is "" where nothing was chosen."""

    id: str
    number: int
    text: str
    given: str
    is_repeated: bool
    is_right: bool | None
    answer: str
    why: str


@dataclass(frozen=True, slots=True)
class MatchDebrief:
    """Matched pairs with their points.

    Attributes:
        floor: what was given back because the result does not count below 0.
        matched: how many pairs were right.
        repeated: right sides that were chosen more than once.
    """

    title: str
    reveal: bool
    state: str
    earned: int
    possible: int
    floor: int
    prompt_html: str
    matched: int
    repeated: tuple[str, ...]
    pairs: tuple[MatchPairDebrief, ...]
    why_html: str
    sources_html: str
    kind: str = "match"


@dataclass(frozen=True, slots=True)
class SjtCount:
    """How many raters gave a rating; `is_given` marks the learner's own."""

    rating: int
    raters: int
    is_given: bool


@dataclass(frozen=True, slots=True)
class SjtOptionDebrief:
    """One option; everything from `place` on belongs to the key.

    Attributes:
        given: the learner's rating or place, 0 for none.
        picked: "best", "worst" or "" for neither.
        place: by the mean of the ratings, 1 being the best; options with the same mean share one. 0 = not due.
        is_best: whether it is right as the best option, `is_worst` as the worst; None = not due.
        counts: every rating with its raters, () as long as the ratings are those of the authors.
        rating: the authors' rating, 0 where a panel has rated.
    """

    id: str
    text: str
    given: int
    picked: str
    place: int
    is_best: bool | None
    is_worst: bool | None
    counts: tuple[SjtCount, ...]
    rating: int
    why: str


@dataclass(frozen=True, slots=True)
class SjtPairDebrief:
    """Texts of two options that the learner did not put in the order of the ratings.

    Attributes:
        fault: "reversed", "tied" or "open" (a number was missing).
        agreeing: how many of the `raters` put `higher` above `lower`.
    """

    fault: str
    higher: str
    lower: str
    agreeing: int
    raters: int
    lost: int


@dataclass(frozen=True, slots=True)
class SjtItemDebrief:
    """One scenario; `pairs` belongs to the key.

    Attributes:
        outcome: "full", "part", "none", "unanswered" or "invalid".
        lost: what the scenario is worth less `earned`.
        floor: what was given back because no scenario counts below 0.
        raters: how many rated the options, 0 = not due.
    """

    id: str
    number: int
    outcome: str
    earned: int
    possible: int
    lost: int
    floor: int
    body_html: str
    question: str
    options: tuple[SjtOptionDebrief, ...]
    pairs: tuple[SjtPairDebrief, ...]
    raters: int


@dataclass(frozen=True, slots=True)
class SjtDebrief:
    """Situations judged, with their points.

    Attributes:
        mode: "rate", "rank" or "best-worst".
        panel: "panel", or "provisional" while the ratings are those of the authors.
        elevation: "lenient", "strict", "like" or "" for not known or not due.
        scatter: "extreme", "timid", "like" or "" for not known or not due.
    """

    title: str
    reveal: bool
    state: str
    earned: int
    possible: int
    mode: str
    panel: str
    items: tuple[SjtItemDebrief, ...]
    elevation: str
    scatter: str
    sources_html: str
    kind: str = "sjt"


Debrief = (
    ChoiceDebrief
    | OrderDebrief
    | BranchDebrief
    | NumericDebrief
    | MatchDebrief
    | SjtDebrief
    | PlacementDebrief
    | IntrayDebrief
    | RedpenDebrief
    | RubricDebrief
    | NegotiationDebrief
    | NetworkDebrief
    | HotspotDebrief
)
