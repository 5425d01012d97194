"""What a learner sees of guests to be placed, before and after submitting.

As in `presentations` and `debriefs`: an allow-list; `_html` is trusted HTML; points are micro-points.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlacementShape:
    """A table or a car: "rect" or "circle" around its middle or from its corner, in the units of the drawing.

    `text` is written in its middle, "" = nothing.
    """

    kind: str
    x: int
    y: int
    w: int
    h: int
    text: str


@dataclass(frozen=True, slots=True)
class PlacementDrawing:
    """The frame of a drawing; places and shapes lie inside it. `seat` is the radius of a place."""

    top: int
    height: int
    seat: int
    shapes: tuple[PlacementShape, ...]


@dataclass(frozen=True, slots=True)
class PlacementPlace:
    """One place; `guest` is the id of who sits there and `mark` their letter, "" for nobody.

    `turn` says on which side its number stands: degrees, clockwise from below.
    """

    id: str
    number: int
    x: int
    y: int
    turn: int
    text: str
    guest: str
    mark: str
    guest_text: str


@dataclass(frozen=True, slots=True)
class PlacementGuest:
    """One guest or flag, marked by a letter; `about` says who that is. A fixed one has a place from the start."""

    id: str
    number: int
    mark: str
    field: str
    text: str
    about: str
    place: str
    place_text: str
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class PlacementRule:
    """One rule that the author shows from the start."""

    text: str
    reference: str
    is_hard: bool


@dataclass(frozen=True, slots=True)
class PlacementPresentation:
    """Guests to be placed; `answered` counts those the learner has placed, `repeated` names places given twice."""

    title: str
    intro_html: str
    possible: int
    prompt_html: str
    jurisdiction: str
    drawing: PlacementDrawing
    places: tuple[PlacementPlace, ...]
    guests: tuple[PlacementGuest, ...]
    repeated: tuple[str, ...]
    shown_rules: tuple[PlacementRule, ...]
    answered: int
    kind: str = "placement"


@dataclass(frozen=True, slots=True)
class PlacementVerdict:
    """One rule; `guests` names those between whom it was broken, `why` belongs to the key."""

    text: str
    source: str
    why: str
    is_hard: bool
    is_kept: bool
    lost: int
    guests: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PlacementMove:
    """Who goes where; `place` is empty for nowhere."""

    guest: str
    place: str


@dataclass(frozen=True, slots=True)
class PlacementRepair:
    """The one move or swap that gains most, and the micro-points it gains."""

    moves: tuple[PlacementMove, ...]
    gain: int


@dataclass(frozen=True, slots=True)
class PlacementTurn:
    """A question on which two jurisdictions judge the same plan differently."""

    kept_here: bool
    text_here: str
    source_here: str
    text_there: str
    source_there: str


@dataclass(frozen=True, slots=True)
class PlacementReplay:
    """The same plan under another jurisdiction; `earned` is what it would have earned there."""

    jurisdiction: str
    earned: int
    turns: tuple[PlacementTurn, ...]


@dataclass(frozen=True, slots=True)
class PlacementDebrief:
    """A plan with its points.

    Attributes:
        unavoidable: given back because no plan keeps every rule.
        floor: given back because the result does not count below 0.
        cap: taken, below 0, because a rule was broken that must not be.
        jurisdiction: under which it was scored, "" when the exercise has none.
        best: a best plan, () until the key is due.
        verdicts: broken rules, costliest first; the kept ones where they may be shown.
        repair: None when no single move helps.
    """

    title: str
    reveal: bool
    state: str
    earned: int
    possible: int
    unavoidable: int
    floor: int
    cap: int
    prompt_html: str
    jurisdiction: str
    drawing: PlacementDrawing
    seats: tuple[PlacementPlace, ...]
    best: tuple[PlacementPlace, ...]
    verdicts: tuple[PlacementVerdict, ...]
    repair: PlacementRepair | None
    replays: tuple[PlacementReplay, ...]
    why_html: str
    sources_html: str
    kind: str = "placement"
