"""What a learner sees of partners to be chosen under a budget, before and after submitting.

As in `presentations` and `debriefs`: an allow-list; `_html` is trusted HTML. Points are micro-points, weights and costs
are whole numbers of the exercise.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NetworkResource:
    """One part of the budget; `left` is what is left of it and `over` what is spent too much, one of them 0."""

    id: str
    text: str
    limit: int
    spent: int
    left: int
    over: int


@dataclass(frozen=True, slots=True)
class NetworkNeed:
    """One need; `group` is "topic", "region" or "language", `partners` are those of the chosen who meet it."""

    id: str
    group: str
    text: str
    about: str
    weight: int
    partners: tuple[str, ...]
    lost: int = 0


@dataclass(frozen=True, slots=True)
class NetworkCost:
    """What a candidate takes of one part of the budget."""

    resource: str
    text: str
    amount: int


@dataclass(frozen=True, slots=True)
class NetworkCandidate:
    """One possible partner and its point in a map of 1000 by 1000.

    Attributes:
        reference: where the facts come from, and `as_of` when they held.
        meets: ids of the needs that it meets.
        linked: ids of the candidates it is linked with; `linked_texts` their names.
        is_reached: not chosen, but linked with one that is.
    """

    id: str
    number: int
    text: str
    about: str
    topics: str
    regions: str
    languages: str
    reference: str
    as_of: str
    costs: tuple[NetworkCost, ...]
    meets: tuple[str, ...]
    linked: tuple[str, ...]
    linked_texts: tuple[str, ...]
    x: int
    y: int
    is_chosen: bool
    is_reached: bool


@dataclass(frozen=True, slots=True)
class NetworkLink:
    """A line of the map, between two candidates."""

    first: str
    second: str
    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class NetworkMap:
    """A choice of partners with everything that follows from it.

    Attributes:
        reach: weight of each candidate that is chosen or linked with one that is; 0 when links do not count.
        reached: how many of those there are.
        covered: weight of the needs that are met and of the reach, of at most `total`.
        spot: radius of a candidate in the drawing.
    """

    resources: tuple[NetworkResource, ...]
    needs: tuple[NetworkNeed, ...]
    candidates: tuple[NetworkCandidate, ...]
    links: tuple[NetworkLink, ...]
    reach: int
    reached: int
    covered: int
    total: int
    spot: int


@dataclass(frozen=True, slots=True)
class NetworkPresentation:
    """Partners to be chosen; `over` names the parts of the budget that are overspent."""

    title: str
    intro_html: str
    possible: int
    prompt_html: str
    map: NetworkMap
    over: tuple[str, ...]
    answered: int
    kind: str = "network"


@dataclass(frozen=True, slots=True)
class NetworkContribution:
    """What a chosen partner brings, in millionths of a unit of weight.

    Attributes:
        share: its Shapley value; the shares of all chosen add up to what they cover together.
        alone: what would be lost without it.
    """

    text: str
    share: int
    alone: int


@dataclass(frozen=True, slots=True)
class NetworkSwap:
    """The one change that helps most; `out` is "" where nobody has to go.

    Attributes:
        more: weight that is covered besides.
        gain: micro-points, 0 where chance still does better.
    """

    out: str
    into: str
    more: int
    gain: int


@dataclass(frozen=True, slots=True)
class NetworkBaseline:
    """A choice to compare with; `partners` is () until the key is due."""

    covered: int
    earned: int
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NetworkDebrief:
    """A choice with its points.

    Attributes:
        unavoidable: given back because no affordable choice covers everything.
        floor: given back because the result does not count below 0.
        over: the parts of the budget that were overspent.
        contributions: of each chosen partner, the largest first.
        greedy: what comes of always taking the partner that adds most.
        best: what the best choice comes to.
        swap: None when no single change helps.
    """

    title: str
    reveal: bool
    state: str
    earned: int
    possible: int
    unavoidable: int
    floor: int
    prompt_html: str
    over: tuple[NetworkResource, ...]
    map: NetworkMap
    contributions: tuple[NetworkContribution, ...]
    greedy: NetworkBaseline
    best: NetworkBaseline
    swap: NetworkSwap | None
    why_html: str
    sources_html: str
    kind: str = "network"
