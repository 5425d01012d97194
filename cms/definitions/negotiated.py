"""What an instructor wrote of a negotiation. As in `authored`: ids are block ids, `_html` is sanitised HTML."""

from dataclasses import dataclass

from cms.definitions.header import Header


@dataclass(frozen=True, slots=True)
class IssueOption:
    """`own` and `other` say what it is worth to the learner's side and to the counterpart, None while not written."""

    id: str
    text: str
    own: int | None
    other: int | None
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """`note` is for the learner from the start, `why` (what the other side makes of it) for afterwards."""

    id: str
    text: str
    options: tuple[IssueOption, ...]
    note: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class TableMessage:
    """`type` is "question", "reason", "concern", "package" or "thanks"; `reply` what the counterpart says to it."""

    id: str
    type: str
    text: str
    reply: str = ""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """Words of the counterpart; `event` is "open", "first", "hold", "move", "last", "accept", "end" or "leave"."""

    id: str
    event: str
    text: str


@dataclass(frozen=True, slots=True)
class Shares:
    """How the points are shared out, as parts of the whole."""

    claim: int = 40
    creation: int = 30
    fairness: int = 15
    process: int = 15


@dataclass(frozen=True, slots=True)
class NegotiationAuthored:
    """Without messages the usual ones are offered; an event without a line has the usual one.

    Attributes:
        own_name: whom the learner speaks for; `other_name` who sits opposite.
        instructions_html: confidential; `briefing_html` is what both sides know.
        own_reserve: the least the learner's side may accept, None while not written; `other_reserve` likewise.
        rounds: offers that the learner may make.
        own_discount: per cents that a deal loses for the learner with each round; `other_discount` for the counterpart.
        persona: "boulware", "linear", "conceder", "tit-for-tat" or "nice-tit-for-tat".
        listens: whether the counterpart keeps count of what the learner asks for.
    """

    header: Header
    own_name: str
    other_name: str
    instructions_html: str
    issues: tuple[Issue, ...]
    own_reserve: int | None
    other_reserve: int | None
    briefing_html: str = ""
    rounds: int = 6
    own_discount: int = 0
    other_discount: int = 0
    persona: str = "boulware"
    listens: bool = False
    messages: tuple[TableMessage, ...] = ()
    lines: tuple[SpokenLine, ...] = ()
    shares: Shares = Shares()
    why_html: str = ""
    points: int = 20
