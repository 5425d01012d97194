"""Questions and orders as a learner sees them, alone and as parts of other kinds of exercise.

As in `presentations` and `debriefs`: an allow-list; `_html` is trusted HTML; points are micro-points.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChoiceOption:
    """One option of a question."""

    id: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceItem:
    """One question; `field` names its form field, `mode` is "single" or "multiple", `possible` is in micro-points."""

    id: str
    number: int
    field: str
    mode: str
    possible: int
    prompt_html: str
    options: tuple[ChoiceOption, ...]
    answered: bool


@dataclass(frozen=True, slots=True)
class OrderEntry:
    """One entry at its present place.

    Attributes:
        number: its place, from 1.
        field: name of the form field that takes its mark.
        mark: "same" when it shares the rank of the one above, "out" when it is left out, else "".
        level: number of the rank that the learner gave it, from 1; None when it is left out.
    """

    id: str
    number: int
    text: str
    is_first: bool
    is_last: bool
    field: str = ""
    mark: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class OrderPresentation:
    """An ordering exercise in the learner's present order; entries may share a rank or be left out where it says so."""

    title: str
    intro_html: str
    possible: int
    prompt_html: str
    first_label: str
    last_label: str
    entries: tuple[OrderEntry, ...]
    confirmed: bool
    may_share: bool = False
    may_leave_out: bool = False
    kind: str = "order"


@dataclass(frozen=True, slots=True)
class ChoiceOptionDebrief:
    """One option; `right` and `why` belong to the key."""

    id: str
    text: str
    chosen: bool
    right: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class ChoiceItemDebrief:
    """One question.

    Attributes:
        outcome: "full", "part", "none", "unanswered" or "invalid".
        earned: 0 to what the question is worth.
        lost: what the question is worth less `earned`.
        floor: what was given back because no question counts below 0.
    """

    id: str
    number: int
    mode: str
    competency: str | None
    outcome: str
    earned: int
    possible: int
    lost: int
    floor: int
    prompt_html: str
    options: tuple[ChoiceOptionDebrief, ...]
    why_html: str
    source: str


@dataclass(frozen=True, slots=True)
class OrderEntryDebrief:
    """One entry; `rank`, `note` and whether it is out of place belong to the key."""

    id: str
    number: int
    text: str
    rank: int | None
    note: str
    is_misplaced: bool = False


@dataclass(frozen=True, slots=True)
class OrderPair:
    """Texts of two entries that stood the wrong way round."""

    higher: str
    lower: str


@dataclass(frozen=True, slots=True)
class OrderGroup:
    """What was wrong in one way.

    Attributes:
        rule: number of the rule that the pairs are under, None for those under no rule.
        text, pairs, entries: they belong to the key.
        kind: "reversed" pairs; "together", put at one rank; "apart", put at different ranks; "missing" entries, left
            out; "extra" ones, put in.
    """

    rule: int | None
    text: str
    lost: int
    pairs: tuple[OrderPair, ...]
    kind: str = "reversed"
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderDebrief:
    """An ordering exercise with its points.

    Attributes:
        floor: what was given back because the result does not count below 0.
        pairs: how many pairs of entries have a fixed order.
        reversed_pairs: how many of them stood the wrong way round.
        given: the learner's order, () when there is none; where entries may share a rank, `number` is that of the rank.
        key: one inner tuple per rank, () until the key is due.
        scoring: "pairs", "compared" (shared ranks or things to leave out), "steps" or "places".
        left_out: what the learner left out.
        strangers: what does not belong, () until the key is due.
        must_share: whether equal ranks had to be recognised.
        in_place: how many entries stand right, by steps or by places; or how many comparisons are right.
    """

    title: str
    reveal: bool
    state: str
    earned: int
    possible: int
    floor: int
    prompt_html: str
    first_label: str
    last_label: str
    pairs: int
    reversed_pairs: int
    given: tuple[OrderEntryDebrief, ...]
    key: tuple[tuple[OrderEntryDebrief, ...], ...]
    groups: tuple[OrderGroup, ...]
    why_html: str
    sources_html: str
    kind: str = "order"
    scoring: str = "pairs"
    in_place: int = 0
    left_out: tuple[OrderEntryDebrief, ...] = ()
    strangers: tuple[OrderEntryDebrief, ...] = ()
    must_share: bool = False
