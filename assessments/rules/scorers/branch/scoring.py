"""`branch-dp/1`: how far the path lies between the worst and the best way through, decision by decision."""

from typing import Any

from assessments.rules import points
from assessments.rules.scorers.branch.graph import Decisions, best_moves, best_road, follow, values
from assessments.rules.scorers.branch.outline import options_of
from assessments.rules.scorers.branch.story import State, Story, is_simple
from assessments.rules.scorers.results import Line, Reasons, Stamp, name_of
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import MICRO, Criterion, Evidence, ScoredResponse

LINE = "path"
DECISION = "decision"
_RULE = "branch-regret"


class BranchDp:
    """Scorer of one branching case."""

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt: the events of chance that it has.
        """
        self._stamp = Stamp.of(definition, variant)
        self._line = Line(LINE, definition.get("competency"), definition["points"] * MICRO, _RULE)
        self._is_simple = is_simple(definition)
        self._story = Story(definition, variant)
        self._start = self._story.start
        self._values = values(self._story)
        self._best_ways: dict[State, list[str]] = {}

    @property
    def possible(self) -> int:
        """Micro-points that the exercise is worth."""
        return self._line.possible

    def score(self, response: object, policy: str = "") -> ScoredResponse:
        """Score any JSON value; never raises.

        Args:
            response: {"path": option ids from the start}; a path that does not reach an ending is unanswered.
            policy: digest of the policy, kept in the result.

        Returns:
            One line per decision; what a line lost is the regret of the decision.

        Source:
            scoring.md 3b.
        """
        path, reasons = _read(response)
        decisions, state = follow(self._story, path)
        self._check_path(path, decisions, state, reasons)
        if reasons.entries:
            return self._stamp.nothing("invalid", [self._line], {"reasons": reasons.entries}, response, policy)
        if self._story.moves(state):
            return self._stamp.nothing("unanswered", [self._line], {"path": _named(decisions)}, response, policy)
        regrets = [self._values.best[before] - self._values.of(move) for before, move in decisions]
        diagnostics = self._diagnostics(decisions, state, regrets)
        return self._stamp.result("answered", self._criteria(decisions, regrets), diagnostics, response, policy)

    def _check_path(self, path: list[Any], decisions: Decisions, state: State, reasons: Reasons) -> None:
        step = len(decisions) + 1
        if step > len(path):
            return
        if self._story.moves(state):
            reasons.add("branch.unknown_option", step=step, option=name_of(path[step - 1]))
        else:
            reasons.add("branch.after_the_end", step=step)

    def _criteria(self, decisions: Decisions, regrets: list[int]) -> list[Criterion]:
        """Share the points out: a decision loses its regret, what is earned follows what could have been lost there."""
        span = self._values.best[self._start] - self._values.worst[self._start]
        earned = points.ratio(self.possible * (span - sum(regrets)), span)
        losses = points.split(self.possible - earned, regrets)
        avoided = [
            self._values.of(move) - min(self._values.of(other) for other in self._story.moves(state))
            for state, move in decisions
        ]
        shares = points.split(earned, avoided)
        return [
            self._decision(step, state, move.option, share, lost)
            for step, ((state, move), share, lost) in enumerate(zip(decisions, shares, losses, strict=True), 1)
        ]

    def _decision(self, step: int, state: State, option: str, earned: int, lost: int) -> Criterion:
        line = Line(f"{DECISION}.{step}", self._line.competency, earned + lost, _RULE)
        params = {"step": step, "scene": state.scene, "option": option}
        best = [move.option for move in best_moves(self._story, self._values, state)]
        evidence = [Evidence("branch.regret", {**params, "best": best}, lost)] if lost else []
        return line.criterion("branch.decision", params, evidence, earned)[0]

    def _diagnostics(self, decisions: Decisions, ending: State, regrets: list[int]) -> dict[str, Any]:
        costliest = regrets.index(max(regrets)) if any(regrets) else None
        found: dict[str, Any] = {
            "path": _named(decisions),
            "ending": ending.scene,
            "total": sum(move.points for _, move in decisions),
            "best_total": self._values.best[self._start],
            "worst_total": self._values.worst[self._start],
            "regrets": regrets,
            "costliest": 0 if costliest is None else costliest + 1,
        }
        if not self._is_simple:
            found |= {"best_path": self._way_on(self._start), "ways_on": self._ways_on(decisions, regrets)}
        if costliest is None:
            return {**found, "road": [], "road_ending": None}
        road, road_ending = best_road(self._story, self._values, decisions[costliest][0])
        return {**found, "road": _named(road), "road_ending": road_ending.scene}

    def _ways_on(self, decisions: Decisions, regrets: list[int]) -> list[list[str]]:
        """Give the options of a best way on from every decision that lost something."""
        return [self._way_on(state) if regret else [] for (state, _), regret in zip(decisions, regrets, strict=True)]

    def _way_on(self, state: State) -> list[str]:
        if state not in self._best_ways:
            self._best_ways[state] = options_of(best_road(self._story, self._values, state))
        return [*self._best_ways[state]]


def _read(response: object) -> tuple[list[Any], Reasons]:
    reasons = Reasons()
    if response is None:
        return [], reasons
    if not isinstance(response, dict):
        reasons.add("response.not_an_object")
        return [], reasons
    path = response.get("path")
    if path is not None and not isinstance(path, list):
        reasons.add("branch.not_a_list")
        return [], reasons
    return path or [], reasons


def _named(decisions: Decisions) -> list[list[str]]:
    return [[state.scene, move.option] for state, move in decisions]
