"""What can be reached in a branching case and at a negotiation table."""

from dataclasses import dataclass

from assessments.rules.scorers.branch.graph import best_moves, depth_first, values
from assessments.rules.scorers.branch.story import State, Story, variants
from assessments.rules.scorers.negotiation.domain import Domain
from assessments.rules.scorers.negotiation.measures import Measures
from assessments.rules.types.kinds import Definition


@dataclass(frozen=True, slots=True)
class CaseProof:
    """What is true of a branching case whatever happens by chance.

    Attributes:
        decisions: scenes in which a decision is taken.
        worst: the lowest total of option points on a path.
        detours: (scene id, option id) of choices that earn nothing or less, and after which full marks are possible.
    """

    decisions: int
    worst: int
    detours: tuple[tuple[str, str], ...]


def prove_case(definition: Definition) -> CaseProof:
    """Look at every path of a branching case.

    Args:
        definition: a branching definition without problems.

    Returns:
        What is found.
    """
    stories = [Story(definition, variant) for variant in variants(definition)]
    detours: dict[tuple[str, str], None] = {}
    worst = []
    for story in stories:
        totals = values(story, depth_first(story)[0])
        worst.append(totals.worst[story.start])
        open_states: list[State] = [story.start]
        met = {story.start}
        while open_states:
            state = open_states.pop()
            for move in best_moves(story, totals, state):
                if move.points <= 0:
                    detours[state.scene, move.option] = None
                if move.to not in met:
                    met.add(move.to)
                    open_states.append(move.to)
    decisions = sum(bool(scene["options"]) for scene in definition["scenes"])
    return CaseProof(decisions, min(worst), tuple(detours))


def frontier_deals(definition: Definition) -> int:
    """Count what two sides could agree on when neither can have more without loss for the other.

    Args:
        definition: a negotiation without problems.

    Returns:
        Number of pairs of worths on the frontier that are acceptable to both in the first round; 0 where there is no
        zone of agreement.
    """
    return len(Measures(Domain(definition)).rational)
