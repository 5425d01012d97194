"""What a learner sees of a talk with a counterpart, before and after submitting, and where the talk stands.

As in `presentations` and `debriefs`: an allow-list; `_html` is trusted HTML; points are micro-points. Worths are whole
numbers in the units of the author; shares are whole percents.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NegotiationState:
    """Where a talk stands.

    Attributes:
        step: moves made so far, up to the first that was not possible.
        valid: False when there was such a move.
        finished: whether a deal was reached or the learner walked away.
        outcome: "agreed", "walked", or "" while the talk goes on.
        can_offer: whether an offer may follow.
        can_accept: whether an offer of the counterpart lies on the table.
    """

    step: int
    valid: bool
    finished: bool
    outcome: str
    can_offer: bool
    can_accept: bool


@dataclass(frozen=True, slots=True)
class NegotiationTerm:
    """What an offer says on one issue; `is_forbidden` by the mandate of the learner."""

    issue: str
    option: str
    is_forbidden: bool


@dataclass(frozen=True, slots=True)
class NegotiationOffer:
    """An offer on every issue with its worth to the learner; `is_below` the `least` they may accept in its round."""

    terms: tuple[NegotiationTerm, ...]
    worth: int
    least: int
    is_below: bool


@dataclass(frozen=True, slots=True)
class NegotiationExchange:
    """One move of the learner and what the counterpart did about it.

    Attributes:
        number: of the move, from 1.
        move: "offer", "accept" or "walk".
        offer: what the learner offered or accepted; None when they walked away.
        message: what the learner said, "" for nothing.
        told: what the counterpart answers to that, "" for nothing.
        event: "first", "hold", "move" or "last" with a counter-offer, "accept", "end" or "leave".
        says: the words that go with it, "" when the author wrote none.
        counter: what the counterpart offers instead, None when the talk is over.
    """

    number: int
    move: str
    offer: NegotiationOffer | None
    message: str
    told: str
    event: str
    says: str
    counter: NegotiationOffer | None


@dataclass(frozen=True, slots=True)
class NegotiationOption:
    """One option of an issue with its worth to the learner."""

    id: str
    text: str
    worth: int
    is_forbidden: bool


@dataclass(frozen=True, slots=True)
class NegotiationIssue:
    """One issue; `about` says more of it, `chosen` is the id of the option in the offer being prepared, "" for none."""

    id: str
    number: int
    field: str
    text: str
    about: str
    options: tuple[NegotiationOption, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class NegotiationMessage:
    """One short message: "question", "reason", "concern", "package" or "thanks"."""

    id: str
    type: str
    text: str


@dataclass(frozen=True, slots=True)
class NegotiationPresentation:
    """A talk as far as it has come, and the table with the learner's own worths; nothing of the other side's.

    Attributes:
        reserve: what the learner has without a deal: the least that they may accept in the first round.
        least: the least that the next offer, or the last one, must be worth.
        discount: per cents that a deal loses for the learner with each round that passes, 0 for none.
        most: worth of the best option of every issue that the mandate allows.
        rounds: offers that the learner may make.
        rounds_left: how many of them are left.
        issues: with the offer being prepared; at first the learner's last offer.
        prepared: that offer when it names every issue, otherwise None.
        opening: what the counterpart says first.
        standing: the counterpart's last offer while it can be accepted.
        outcome: "agreed", "walked", or "" while the talk goes on.
    """

    title: str
    intro_html: str
    possible: int
    instructions_html: str
    briefing_html: str
    own_name: str
    other_name: str
    reserve: int
    least: int
    discount: int
    most: int
    rounds: int
    rounds_left: int
    issues: tuple[NegotiationIssue, ...]
    messages: tuple[NegotiationMessage, ...]
    prepared: NegotiationOffer | None
    opening: str
    talk: tuple[NegotiationExchange, ...]
    standing: NegotiationOffer | None
    can_offer: bool
    can_accept: bool
    finished: bool
    outcome: str
    kind: str = "negotiation"


@dataclass(frozen=True, slots=True)
class NegotiationReason:
    """Why points were lost; `numbers` fill the sentence."""

    key: str
    numbers: dict[str, int]
    lost: int


@dataclass(frozen=True, slots=True)
class NegotiationCriterion:
    """One line of the score.

    Attributes:
        id: "claim", "creation", "fairness" or "process".
        earned: with everything that was given back or taken.
        possible: what it is worth.
        given_back: because even the best deal loses it.
        capped: taken, below 0, because the mandate was broken.
        reasons: of what the line lost before that.
    """

    id: str
    earned: int
    possible: int
    given_back: int
    capped: int
    reasons: tuple[NegotiationReason, ...]


@dataclass(frozen=True, slots=True)
class NegotiationPoint:
    """A deal in the picture: what it is worth to each side."""

    own: int
    other: int


@dataclass(frozen=True, slots=True)
class NegotiationDeal:
    """A deal with its terms and what it is worth to each side."""

    terms: tuple[NegotiationTerm, ...]
    own: int
    other: int


@dataclass(frozen=True, slots=True)
class NegotiationStep:
    """A move of the learner in the light of both sides' worths.

    Attributes:
        number: of the move, from 1.
        own: worth of the offer to the learner; `other` to the counterpart.
        step: against the own offer before: "fortunate", "selfish", "concession", "unfortunate", "nice" or "silent"; ""
            for the first offer and for a move that is no offer.
        counter: the counterpart's answer, None when there was none.
    """

    number: int
    own: int
    other: int
    step: str
    counter: NegotiationPoint | None


@dataclass(frozen=True, slots=True)
class NegotiationPlot:
    """Every deal as a point, those that no other is better than, and the path of the talk.

    Attributes:
        deals: different points, sorted; a fixed sample of them when there are many.
        is_sample: whether `deals` is a sample.
        frontier: deals inside the mandate that cannot be bettered for one side without loss for the other, the
            counterpart's best first; those acceptable to both only.
        offers: the learner's offers in the order in which they were made.
        counters: those of the counterpart.
        agreement: where the talk ended, None without a deal.
        kalai: the deal with the most equal relative gains, None when no deal is acceptable to both.
        nash: the deal with the largest product of gains, None likewise.
        own_reserve: the least the learner may accept; `other_reserve` the counterpart.
        own_most: the most that any deal is worth to the learner; `other_most` to the counterpart.
    """

    deals: tuple[NegotiationPoint, ...]
    is_sample: bool
    frontier: tuple[NegotiationDeal, ...]
    offers: tuple[NegotiationPoint, ...]
    counters: tuple[NegotiationPoint, ...]
    agreement: NegotiationPoint | None
    kalai: NegotiationPoint | None
    nash: NegotiationPoint | None
    own_reserve: int
    other_reserve: int
    own_most: int
    other_most: int


@dataclass(frozen=True, slots=True)
class NegotiationWorth:
    """One option with its worth to both sides."""

    text: str
    own: int
    other: int
    is_forbidden: bool
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class NegotiationInterest:
    """One issue as both sides saw it; `why` says what made it matter to the other."""

    text: str
    why: str
    options: tuple[NegotiationWorth, ...]


@dataclass(frozen=True, slots=True)
class NegotiationWaiting:
    """What time cost.

    Attributes:
        discount: per cents that a deal lost for the learner with each round; `other_discount` for the counterpart.
        passed: rounds before the deal, None without one.
        lost: what the deal lost in worth to the learner, to the nearest whole; `other_lost` to the counterpart.
        gain_percent: that loss as a share of what the deal was worth to the learner above their least at first; None
            without a deal, or when nothing of it is left.
    """

    discount: int
    other_discount: int
    passed: int | None
    lost: int
    other_lost: int
    gain_percent: int | None


@dataclass(frozen=True, slots=True)
class NegotiationFigures:
    """How a talk was led and how its deal stands; a step is a change between two offers of the learner.

    Attributes:
        opening_percent: what the first offer asked of what could be gained, None without an offer or a possible deal.
        largest_concession: the most that the learner gave up in one step.
        unfortunate_percent: share of steps that were worse for both, None without a step.
        steps_towards: steps that were fortunate, nice or a concession; `steps_otherwise` the others.
        sensitivity: the first of these divided by the others, in hundredths; None when there are no others.
        trading: correlation, over the issues, of what the learner gave up of the most they could have and how much more
            the issue counts for the other side, in hundredths; None when it says nothing.
        trading_gap: why it is None: "no_deal", "one_issue", "worthless" (an issue is worth nothing to the learner) or
            "alike" (everything was given up, or counts, alike); "" when it is not.
        inferior_percent: of the deals inside the mandate that are better or worse for both sides, or better or worse
            for one and alike for the other, the share of the worse; None without a deal, or when there are none.
        waiting: what time cost, None where it costs nothing.
    """

    opening_percent: int | None
    largest_concession: int
    unfortunate_percent: int | None
    steps_towards: int
    steps_otherwise: int
    sensitivity: int | None
    trading: int | None
    trading_gap: str
    inferior_percent: int | None
    waiting: NegotiationWaiting | None


@dataclass(frozen=True, slots=True)
class NegotiationKey:
    """What is told once the key is due.

    Attributes:
        persona: how the counterpart bargains; `listens` whether it kept count of what the learner asked for.
        agreement: None without a deal.
        own_percent: of what could be gained, the part that was; `other_percent` likewise. None when nothing could be.
        left_percent: the largest equal gain that both could still have had; None without a deal.
        better: a deal that both would have preferred, None when there is none.
        free_gain: a deal that one side would have preferred at no cost to the other, None when there is none.
        best: a deal that earns most, None when walking away is right.
        figures: of the talk; they never count.
    """

    persona: str
    listens: bool
    interests: tuple[NegotiationInterest, ...]
    steps: tuple[NegotiationStep, ...]
    plot: NegotiationPlot
    agreement: NegotiationDeal | None
    own_percent: int | None
    other_percent: int | None
    left_percent: int | None
    better: NegotiationDeal | None
    free_gain: NegotiationDeal | None
    best: NegotiationDeal | None
    figures: NegotiationFigures


@dataclass(frozen=True, slots=True)
class NegotiationDebrief:
    """A talk with its points.

    Attributes:
        outcome: "agreed", "walked", or "" when the talk had not ended.
        reserve: what the learner has without a deal: the least that they may accept in the first round.
        discount: per cents that a deal loses for the learner with each round that passes, 0 for none.
        agreement: the deal with its worth to the learner, None without one.
        is_below: whether less was accepted than the mandate allows.
        forbidden: terms that the mandate does not allow, yet agreed to.
        questions: questions asked; `packages` messages that tied issues together.
        advice: one thing to try next time: "mandate", "talk", "question", "steps", "claim", "creation", "fairness" or
            "walk"; "" when nothing was lost.
        key: None until the key is due.
    """

    title: str
    reveal: bool
    state: str
    earned: int
    possible: int
    own_name: str
    other_name: str
    outcome: str
    reserve: int
    discount: int
    rounds: int
    criteria: tuple[NegotiationCriterion, ...]
    talk: tuple[NegotiationExchange, ...]
    opening: str
    agreement: NegotiationOffer | None
    is_below: bool
    forbidden: tuple[NegotiationTerm, ...]
    questions: int
    packages: int
    advice: str
    key: NegotiationKey | None
    why_html: str
    sources_html: str
    kind: str = "negotiation"
