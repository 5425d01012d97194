"""What a learner sees of a branching case, before and after submitting."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BranchVariable:
    """A variable as the learner sees it.

    Attributes:
        text: what it stands at, with its unit.
        before: what it stood at before the last decision; "" when that was the same.
        number: the same as a number, None for words; `low` and `high` are its limits.
    """

    id: str
    name: str
    text: str
    before: str
    number: int | None
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class BranchEvent:
    """Something that happened by itself."""

    id: str
    title: str
    body_html: str


@dataclass(frozen=True, slots=True)
class BranchOption:
    """One way on."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class BranchScene:
    """The present scene; `step` is the number of the decision to take, and an ending offers no options."""

    id: str
    step: int
    title: str
    body_html: str
    options: tuple[BranchOption, ...]


@dataclass(frozen=True, slots=True)
class BranchStep:
    """A decision already taken, with what happened then; `events` in their order."""

    number: int
    scene_id: str
    scene_title: str
    scene_body_html: str
    option_id: str
    option_text: str
    outcome_html: str
    events: tuple[BranchEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class BranchPresentation:
    """A branching case: what happened so far and the present scene.

    Attributes:
        variables: those that the learner may see.
        events: what has just happened, on the way into the present scene.
        opening: what happened before the first decision.
    """

    title: str
    intro_html: str
    possible: int
    history: tuple[BranchStep, ...]
    scene: BranchScene
    finished: bool
    variables: tuple[BranchVariable, ...] = ()
    events: tuple[BranchEvent, ...] = ()
    opening: tuple[BranchEvent, ...] = ()
    kind: str = "branch"


@dataclass(frozen=True, slots=True)
class BranchEventDebrief:
    """Something that happened by itself; `why` belongs to the key."""

    id: str
    title: str
    body_html: str
    why: str


@dataclass(frozen=True, slots=True)
class BranchAlternative:
    """A best option where another was taken."""

    option_id: str
    text: str
    outcome_html: str
    why: str


@dataclass(frozen=True, slots=True)
class BranchCondition:
    """Something that an option asks for.

    Attributes:
        name: of the variable; "" for the number of decisions taken.
        relation: "at_least", "at_most" or "is".
        text: the number with its unit, or the words.
    """

    name: str
    relation: str
    text: str


@dataclass(frozen=True, slots=True)
class BranchWithheld:
    """An option that was not offered, with the conditions that failed."""

    option_id: str
    text: str
    conditions: tuple[BranchCondition, ...]


@dataclass(frozen=True, slots=True)
class BranchChange:
    """A variable that stands at one text here and at another there."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class BranchWorth:
    """What an ending is worth beyond its decisions, in whole option points of any sign."""

    text: str
    points: int


@dataclass(frozen=True, slots=True)
class BranchEnding:
    """The scene in which a path ends; `worth` belongs to the key."""

    scene_id: str
    title: str
    body_html: str
    worth: tuple[BranchWorth, ...] = ()


@dataclass(frozen=True, slots=True)
class BranchRoadStep:
    """One step of a road not taken."""

    scene_id: str
    scene_title: str
    option_id: str
    option_text: str
    outcome_html: str
    why: str
    events: tuple[BranchEventDebrief, ...] = ()


@dataclass(frozen=True, slots=True)
class BranchInstead:
    """How it would have gone on from a decision with the best option, the same events willing.

    Attributes:
        differences: variables right after the decision, `before` as they were and `after` as they would have been.
        road: that decision and those after it; `ending` is where they lead.
    """

    differences: tuple[BranchChange, ...]
    road: tuple[BranchRoadStep, ...]
    ending: BranchEnding


@dataclass(frozen=True, slots=True)
class BranchDecision:
    """One decision taken; `quality`, `why`, `better`, `withheld` and `instead` belong to the key.

    Attributes:
        events: what happened right after it.
        changes: variables that stand at something else after it.
        withheld: options of the scene that were not offered.
        instead: None when nothing was lost.
    """

    number: int
    scene_id: str
    scene_title: str
    scene_body_html: str
    option_id: str
    option_text: str
    outcome_html: str
    earned: int
    possible: int
    lost: int
    is_costliest: bool
    quality: str
    why: str
    better: tuple[BranchAlternative, ...]
    events: tuple[BranchEventDebrief, ...] = ()
    changes: tuple[BranchChange, ...] = ()
    withheld: tuple[BranchWithheld, ...] = ()
    instead: BranchInstead | None = None


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A variable over time: at the start and after each decision."""

    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BranchDebrief:
    """A branching case with its points.

    Attributes:
        ending: where the learner's path ended, None when it did not.
        road: the best way on from the costliest decision, () until the key is due or when nothing was lost.
        road_from: number of the costliest decision, 0 when nothing was lost.
        road_ending: where that road ends.
        events: what happened before the first decision.
        table: variables over time; those that the learner does not see only when the key is due.
        best: the best path with the events of this attempt, () until the key is due or in a case without variables.
        best_ending: where that path ends.
    """

    title: str
    reveal: bool
    state: str
    earned: int
    possible: int
    decisions: tuple[BranchDecision, ...]
    ending: BranchEnding | None
    road: tuple[BranchRoadStep, ...]
    road_from: int
    road_ending: BranchEnding | None
    sources_html: str
    events: tuple[BranchEventDebrief, ...] = ()
    table: tuple[BranchRow, ...] = ()
    best: tuple[BranchRoadStep, ...] = ()
    best_ending: BranchEnding | None = None
    kind: str = "branch"
