"""A whole branching case as its author looks at it: the best and the worst way through, and what endings are worth."""

from assessments.rules import points
from assessments.rules.scorers.branch.graph import Decisions, best_road, depth_first, values, worst_road
from assessments.rules.scorers.branch.story import State, Story, variants
from assessments.rules.types.kinds import CaseShape, Definition
from assessments.rules.types.scores import MICRO

Range = tuple[int, int]
Pair = tuple[str, str]


def case_shape(definition: Definition) -> CaseShape:
    """Work out how a case runs.

    Args:
        definition: a branching definition without problems.

    Returns:
        The best and the worst way through when nothing happens by chance, and what can be earned on the ways to each
        ending, whatever chance brings.

    Source:
        scoring.md 3b: what is earned lies between the worst and the best total as the total of the way does.
    """
    stories = [Story(definition, variant) for variant in variants(definition)]
    endings: dict[str, Range] = {}
    for story in stories:
        for scene, found in _endings(story, definition["points"] * MICRO).items():
            endings[scene] = _wider(endings.get(scene, found), found)
    quiet = stories[0]
    totals = values(quiet)
    best, _ = best_road(quiet, totals, quiet.start)
    worst, _ = worst_road(quiet, totals, quiet.start)
    return CaseShape(
        best=_decisions(best),
        worst=_decisions(worst),
        endings=endings,
        best_events=_turns(definition, quiet, best),
        worst_events=_turns(definition, quiet, worst),
    )


def _endings(story: Story, possible: int) -> dict[str, Range]:
    """Compute least and most micro-points on the ways to each ending."""
    states = depth_first(story)[0]
    totals = values(story, states)
    worst, span = totals.worst[story.start], totals.best[story.start] - totals.worst[story.start]
    found: dict[str, Range] = {}
    for state, (low, high) in _totals(story, states).items():
        if not story.moves(state):
            earned = points.ratio(possible * (low - worst), span), points.ratio(possible * (high - worst), span)
            found[state.scene] = _wider(found.get(state.scene, earned), earned)
    return found


def _totals(story: Story, states: list[State]) -> dict[State, Range]:
    """Compute the lowest and the highest total with which a way arrives in each state."""
    found = {story.start: (0, 0)}
    for state in reversed(states):
        for move in story.moves(state):
            low, high = (total + move.points for total in found[state])
            found[move.to] = _wider(found.get(move.to, (low, high)), (low, high))
    return found


def _wider(one: Range, other: Range) -> Range:
    return min(one[0], other[0]), max(one[1], other[1])


def _decisions(decisions: Decisions) -> tuple[Pair, ...]:
    return tuple((state.scene, move.option) for state, move in decisions)


def _turns(definition: Definition, story: Story, decisions: Decisions) -> tuple[Pair, ...]:
    """Find where on a way an event leads the story elsewhere."""
    leads = {(scene["id"], option["id"]): option["to"] for scene in definition["scenes"] for option in scene["options"]}
    moving = {event["id"]: event["to"] for event in definition.get("events", ())}
    arrivals = [(definition["start"], story.opening)]
    arrivals += [(leads[state.scene, move.option], move.events) for state, move in decisions]
    found: list[Pair] = []
    for scene, events in arrivals:
        at = scene
        for event in events:
            if moving[event]:
                found.append((at, event))
                at = moving[event]
    return tuple(found)
