"""A talk, move by move: what the learner did and what the counterpart did about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessments.rules.scorers.negotiation.counterpart import Counterpart
from assessments.rules.scorers.negotiation.domain import Deal, Domain, Point
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.negotiation import NegotiationState

OFFER, ACCEPT, WALK = MOVES = ("offer", "accept", "walk")
AGREED, WALKED = "agreed", "walked"


@dataclass(frozen=True, slots=True)
class Turn:
    """One move and its answer.

    Attributes:
        move: "offer", "accept" or "walk".
        offer: what the learner offered or accepted, None when they walked away.
        message: id of the message, "" for none.
        event: how the counterpart answered.
        counter: its own offer, None when the talk is over.
    """

    move: str
    offer: Point | None
    message: str
    event: str
    counter: Point | None


@dataclass(slots=True)
class Talk:
    """A talk as far as it has come.

    Attributes:
        turns: every move that was possible.
        valid: False when a move was not.
        outcome: "agreed", "walked", or "" while the talk goes on.
        offered: what each offer of the learner was worth to the counterpart; `asked` these offers.
        standing: the counterpart's last offer.
    """

    turns: list[Turn] = field(default_factory=list)
    valid: bool = True
    outcome: str = ""
    offered: list[int] = field(default_factory=list)
    asked: list[Deal] = field(default_factory=list)
    standing: Point | None = None

    @property
    def agreement(self) -> Point | None:
        """The deal that was reached, None without one."""
        return self.turns[-1].offer if self.outcome == AGREED else None

    @property
    def round(self) -> int:
        """The round that the talk has come to, from 1: a round begins with an offer of the learner."""
        return max(1, len(self.offered))

    @property
    def offers(self) -> list[Point]:
        """The learner's offers in the order in which they were made."""
        return [turn.offer for turn in self.turns if turn.move == OFFER and turn.offer is not None]


class Room:
    """Where one learner talks with one counterpart."""

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Prepare the tables.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt.
        """
        self.domain = Domain(definition)
        self.rounds: int = definition["rounds"]
        self._counterpart = Counterpart(definition, self.domain, variant)
        self._messages = {"", *(message["id"] for message in definition["messages"])}

    def talk(self, moves: Sequence[object]) -> Talk:
        """Hold a talk.

        Args:
            moves: any JSON values; the talk stops at the first that is not possible.

        Returns:
            The talk.
        """
        talk = Talk()
        for move in moves:
            if talk.outcome or not self._make(talk, move):
                talk.valid = False
                break
        return talk

    def can_offer(self, talk: Talk) -> bool:
        """Say whether the learner may make another offer.

        Args:
            talk: as far as it has come.

        Returns:
            True while the talk goes on and rounds are left.
        """
        return not talk.outcome and len(talk.offered) < self.rounds

    def _make(self, talk: Talk, move: object) -> bool:
        if not isinstance(move, dict):
            return False
        kind = move.get("type")
        if kind == OFFER:
            return self._offer(talk, move)
        if kind == ACCEPT and talk.standing is not None:
            talk.turns.append(Turn(ACCEPT, talk.standing, "", "end", None))
            talk.outcome = AGREED
            return True
        if kind == WALK:
            talk.turns.append(Turn(WALK, None, "", "leave", None))
            talk.outcome = WALKED
            return True
        return False

    def _offer(self, talk: Talk, move: Mapping[str, Any]) -> bool:
        deal, message = self.domain.read(move.get("deal")), move.get("message", "")
        if deal is None or not isinstance(message, str) or message not in self._messages or not self.can_offer(talk):
            return False
        offer, before = self.domain.point(deal), talk.standing
        talk.offered.append(offer.other)
        talk.asked.append(deal)
        counter = self._counterpart.answers(talk.offered, talk.asked, before)
        if counter is None:
            talk.turns.append(Turn(OFFER, offer, message, ACCEPT, None))
            talk.outcome = AGREED
            return True
        talk.standing = counter
        talk.turns.append(Turn(OFFER, offer, message, self._event(talk, before, counter), counter))
        return True

    def _event(self, talk: Talk, before: Point | None, counter: Point) -> str:
        if len(talk.offered) == self.rounds:
            return "last"
        if before is None:
            return "first"
        return "move" if counter.other < before.other else "hold"


def moves_of(response: object) -> list[Any]:
    """Read the moves of what was saved.

    Args:
        response: any JSON value.

    Returns:
        Its list of moves, [] when there is none.
    """
    moves = response.get("moves") if isinstance(response, dict) else None
    return moves if isinstance(moves, list) else []


def next_state(definition: Definition, variant: Variant, moves: Sequence[object]) -> NegotiationState:
    """Say where a talk stands.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        moves: any JSON values.

    Returns:
        The state after as many of the moves as are possible.
    """
    room = Room(definition, variant)
    talk = room.talk(moves)
    return NegotiationState(
        step=len(talk.turns),
        valid=talk.valid,
        finished=bool(talk.outcome),
        outcome=talk.outcome,
        can_offer=room.can_offer(talk),
        can_accept=not talk.outcome and talk.standing is not None,
    )


def may_move(definition: Definition, variant: Variant, moves: Sequence[Any], move: object) -> bool:
    """Say whether a move may be made now.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        moves: those made so far.
        move: any JSON value.

    Returns:
        True when the talk goes on and the move fits.
    """
    return Room(definition, variant).talk([*moves, move]).valid


def step_class(before: Point, after: Point) -> str:
    """Name what a change between two offers did to both sides.

    Args:
        before: an offer of the learner.
        after: their next one.

    Returns:
        "fortunate", "selfish", "concession", "unfortunate", "nice" or "silent".

    Source:
        Hindriks, Jonker and Tykhonov 2007; scoring.md 3e.
    """
    own, other = after.own - before.own, after.other - before.other
    if own > 0:
        return "fortunate" if other > 0 else "selfish"
    if own < 0:
        return "concession" if other >= 0 else "unfortunate"
    if other < 0:
        return "unfortunate"
    return "nice" if other else "silent"
