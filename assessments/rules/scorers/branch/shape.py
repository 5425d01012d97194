"""A whole branching case as its author looks at it: the best and the worst way through, and what endings are worth."""

from assessments.rules import points
from assessments.rules.scorers.branch.graph import Road, best_road, depth_first, values, worst_road
from assessments.rules.scorers.branch.story import State, Story
from assessments.rules.types.kinds import CaseShape, Definition
from assessments.rules.types.scores import MICRO


def case_shape(definition: Definition) -> CaseShape:
    """Work out how a case runs.

    Args:
        definition: a branching definition without problems.

    Returns:
        The best and the worst way through, and what can be earned on the ways to each ending, when nothing happens by
        chance.

    Source:
        scoring.md 3b: what is earned lies between the worst and the best total as the total of the way does.
    """
    story = Story(definition, {})
    totals, start = values(story), story.start
    return CaseShape(
        best=_decisions(best_road(story, totals, start)),
        worst=_decisions(worst_road(story, totals, start)),
        endings=_endings(story, definition["points"] * MICRO, totals.worst[start], totals.best[start]),
    )


def _endings(story: Story, possible: int, worst: int, best: int) -> dict[str, tuple[int, int]]:
    """Say what can be earned on the ways to each scene in which the case ends."""
    found: dict[str, tuple[int, int]] = {}
    for state, totals in _totals(story).items():
        if not story.moves(state):
            low, high = (points.ratio(possible * (total - worst), best - worst) for total in totals)
            known = found.get(state.scene, (low, high))
            found[state.scene] = min(low, known[0]), max(high, known[1])
    return found


def _totals(story: Story) -> dict[State, tuple[int, int]]:
    """Compute the lowest and the highest total with which a way arrives in each state that can be reached."""
    found = {story.start: (0, 0)}
    for state in reversed(depth_first(story)[0]):
        for move in story.moves(state):
            low, high = (total + move.points for total in found[state])
            known = found.get(move.to, (low, high))
            found[move.to] = (min(low, known[0]), max(high, known[1]))
    return found


def _decisions(road: Road) -> tuple[tuple[str, str], ...]:
    return tuple((state.scene, move.option) for state, move in road[0])
