"""What was read of a negotiation. As in `types`: frozen values in the order of the file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IssueOption:
    id: str
    text: str
    yours: int
    theirs: int
    forbidden: bool


@dataclass(frozen=True, slots=True)
class Issue:
    id: str
    text: str
    note: str
    why: str
    options: tuple[IssueOption, ...]


@dataclass(frozen=True, slots=True)
class Message:
    id: str
    type: str
    text: str
    reply: str


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    event: str
    text: str


@dataclass(frozen=True, slots=True)
class NegotiationBody:
    """`reserve` is the least the learner may accept, `discount` what a round costs in per cent; `their_` likewise."""

    you: str
    counterpart: str
    briefing_html: str
    instructions_html: str
    issues: tuple[Issue, ...]
    reserve: int
    their_reserve: int
    rounds: int
    discount: int
    their_discount: int
    persona: str
    listens: bool
    messages: tuple[Message, ...]
    lines: tuple[Line, ...]
    points: int
    claim: int
    creation: int
    fairness: int
    process: int
    why_html: str
