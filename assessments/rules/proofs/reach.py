"""What can be reached in a branching case and at a negotiation table."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.rules.scorers.branch.graph import Values, best_moves, depth_first, values
from assessments.rules.scorers.branch.story import Move, State, Story, variants
from assessments.rules.scorers.negotiation.domain import Domain
from assessments.rules.scorers.negotiation.measures import Measures
from assessments.rules.types.kinds import Definition

BEST = "best"


@dataclass(frozen=True, slots=True)
class CaseProof:
    """What is true of a branching case whatever happens by chance.

    Attributes:
        worst: the lowest total of option points on a path.
        detours: (scene id, option id) of choices that their author does not call best, and that lose nothing: full
            marks are possible on a path with them.
        equals: ids of scenes on a path to full marks in which two choices lose nothing.
    """

    worst: int
    detours: tuple[tuple[str, str], ...]
    equals: tuple[str, ...]


def prove_case(definition: Definition) -> CaseProof:
    """Look at every path of a branching case.

    Args:
        definition: a branching definition without problems.

    Returns:
        What is found.
    """
    stories = [Story(definition, variant) for variant in variants(definition)]
    rated = {
        (scene["id"], option["id"]): option["quality"] for scene in definition["scenes"] for option in scene["options"]
    }
    detours: dict[tuple[str, str], None] = {}
    equals: dict[str, None] = {}
    worst = []
    for story in stories:
        totals = values(story, depth_first(story)[0])
        worst.append(totals.worst[story.start])
        for state, moves in _full_marks(story, totals):
            ways = [(state.scene, move.option) for move in moves]
            detours |= dict.fromkeys(way for way in ways if rated[way] != BEST)
            if len(ways) > 1:
                equals[state.scene] = None
    return CaseProof(min(worst), tuple(detours), tuple(equals))


def _full_marks(story: Story, totals: Values) -> Iterator[tuple[State, list[Move]]]:
    """Walk every path to full marks; give each state on one with the moves after which they are still possible."""
    open_states: list[State] = [story.start]
    met = {story.start}
    while open_states:
        state = open_states.pop()
        moves = best_moves(story, totals, state)
        yield state, moves
        for move in moves:
            if move.to not in met:
                met.add(move.to)
                open_states.append(move.to)


def frontier_deals(definition: Definition) -> int:
    """Count what two sides could agree on when neither can have more without loss for the other.

    Args:
        definition: a negotiation without problems.

    Returns:
        Number of pairs of worths on the frontier that are acceptable to both in the first round; 0 where there is no
        zone of agreement.
    """
    return len(Measures(Domain(definition)).rational)
