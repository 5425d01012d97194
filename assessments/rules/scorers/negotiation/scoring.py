"""`negotiation/1`: what was claimed, created, shared and how the talk was led; the mandate as a cap."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from assessments.rules import points
from assessments.rules.scorers.negotiation.measures import CRITERIA, PROCESS, bounds_in, shares_of
from assessments.rules.scorers.negotiation.talk import OFFER, Room, Talk, step_class
from assessments.rules.scorers.negotiation.yardstick import Scored, Yardstick, less
from assessments.rules.scorers.results import CAP, UNAVOIDABLE, Line, Reasons, Stamp
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import MICRO, Criterion, Evidence, ScoredResponse

QUESTION, PACKAGE = "question", "package"
_CAPPED = (2, 5)
_STEPS_AND_QUESTION = (2, 1)


class Negotiation:
    """Scorer of one negotiation."""

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt.
        """
        self._stamp = Stamp.of(definition, variant)
        self._possible: int = definition["points"] * MICRO
        self._room = Room(definition, variant)
        self._definition = definition
        self._shares = shares_of(definition)
        self._yardsticks = {1: self._yardstick(1)}
        self._types = {message["id"]: message["type"] for message in definition["messages"]}
        parts = _STEPS_AND_QUESTION if QUESTION in self._types.values() else (1, 0)
        self._process_shares = points.split(self._shares[PROCESS], parts)
        competency = definition.get("competency")
        self._lines = {
            name: Line(name, competency, share, "negotiation") for name, share in self._shares.items() if share
        }

    @property
    def possible(self) -> int:
        """Micro-points that the exercise is worth."""
        return self._possible

    def score(self, response: object, policy: str = "") -> ScoredResponse:
        """Score any JSON value; never raises.

        Args:
            response: {"moves": offers, then perhaps "accept" or "walk"}; a talk that has not ended is unanswered.
            policy: digest of the policy, kept in the result.

        Returns:
            One line for each criterion with its reasons, and adjustments: what even the best deal loses, the cap of a
            broken mandate.

        Source:
            scoring.md 3e.
        """
        moves, reasons = _read(response)
        talk = self._room.talk(moves)
        if not talk.valid:
            reasons.add("negotiation.impossible_move", step=len(talk.turns) + 1)
        lines = self._lines.values()
        if reasons.entries:
            return self._stamp.nothing("invalid", lines, {"reasons": reasons.entries}, response, policy)
        steps, said = list(_steps(talk)), [self._types.get(turn.message) for turn in talk.turns]
        diagnostics = self._diagnostics(talk, steps, said)
        if not talk.outcome:
            return self._stamp.nothing("unanswered", lines, diagnostics, response, policy)
        criteria = self._criteria(talk, self._process(talk, steps, QUESTION in said))
        return self._stamp.result("answered", criteria, diagnostics, response, policy)

    def _at(self, number: int) -> Yardstick:
        """Measure by the round in which a deal is reached; where waiting costs nothing all rounds are alike."""
        number = number if any(self._room.domain.discounts) else 1
        if number not in self._yardsticks:
            self._yardsticks[number] = self._yardstick(number)
        return self._yardsticks[number]

    def _yardstick(self, number: int) -> Yardstick:
        return Yardstick(self._room.domain.at(number), self._shares, bounds_in(self._definition, number))

    def _criteria(self, talk: Talk, process: tuple[int, list[Evidence]]) -> list[Criterion]:
        agreement, yardstick = talk.agreement, self._at(talk.round)
        broken = yardstick.broken(agreement) if agreement else None
        scored = yardstick.earned(agreement, broken) if agreement else self._without_a_deal(yardstick)
        scored[PROCESS] = process
        best = yardstick.best if agreement and not broken else {}
        lines = {name: self._with_back(line, scored[name], best.get(name)) for name, line in self._lines.items()}
        if broken:
            for name, cut in self._cuts({name: line.earned for name, (line,) in lines.items()}).items():
                lines[name] += (self._lines[name].adjustment(CAP, -cut, (Evidence("negotiation.cap", {}, cut),)),)
        return [line for found in lines.values() for line in found]

    def _with_back(self, line: Line, scored: tuple[int, list[Evidence]], best: int | None) -> tuple[Criterion, ...]:
        """Measure a line against what the best deal earns there, None for everything."""
        earned, evidence = scored
        found = line.criterion(f"negotiation.{line.id}", {}, evidence, earned)
        if best is None:
            return found
        wanted = points.ratio(line.possible * earned, best) if earned < best else line.possible
        return (*found, line.adjustment(UNAVOIDABLE, wanted - earned)) if wanted > earned else found

    def _cuts(self, earned: Mapping[str, int]) -> dict[str, int]:
        """Share out what is above the cap among the lines that earned something."""
        excess = sum(earned.values()) - self._possible * _CAPPED[0] // _CAPPED[1]
        if excess <= 0:
            return {}
        cuts = zip(earned, points.split(excess, list(earned.values())), strict=True)
        return {name: cut for name, cut in cuts if cut}

    def _without_a_deal(self, yardstick: Yardstick) -> Scored:
        """Walking away earns everything where no deal is acceptable to both, and nothing elsewhere."""
        shares, right = self._shares, not yardstick.worth.rational
        return {name: less(shares[name], shares[name] if right else 0, "walked", {}) for name in CRITERIA}

    def _process(self, talk: Talk, steps: Sequence[str], has_asked: bool) -> tuple[int, list[Evidence]]:
        """Look at how the talk was led: no step that is worse for both, and a question."""
        share, (for_steps, for_question) = self._shares[PROCESS], self._process_shares
        if not talk.offered:
            return less(share, 0, "no_offer", {})
        evidence = []
        if bad := [number for number, kind in enumerate(steps, 2) if kind == "unfortunate"]:
            lost = points.ratio(for_steps * len(bad), len(talk.offered) - 1)
            parts = zip(bad, points.split(lost, [1] * len(bad)), strict=True)
            evidence = [Evidence("negotiation.unfortunate", {"step": step}, part) for step, part in parts if part]
        if for_question and not has_asked:
            evidence.append(Evidence("negotiation.no_question", {}, for_question))
        return share - sum(entry.lost for entry in evidence), evidence

    def _diagnostics(self, talk: Talk, steps: list[str], said: Sequence[str | None]) -> dict[str, Any]:
        named = self._room.domain.named
        return {
            "moves": [
                {"type": turn.move}
                if turn.move != OFFER or turn.offer is None
                else {"type": OFFER, "deal": named(turn.offer.deal), "message": turn.message}
                for turn in talk.turns
            ],
            "outcome": talk.outcome,
            "deal": named(talk.agreement.deal) if talk.agreement else None,
            "rounds": len(talk.offered),
            "steps": steps,
            "questions": said.count(QUESTION),
            "packages": said.count(PACKAGE),
        }


def _steps(talk: Talk) -> Iterator[str]:
    for before, after in pairwise(talk.offers):
        yield step_class(before, after)


def _read(response: object) -> tuple[list[Any], Reasons]:
    reasons = Reasons()
    moves = response.get("moves") if isinstance(response, dict) else None
    if response is not None and not isinstance(response, dict):
        reasons.add("response.not_an_object")
    elif moves is not None and not isinstance(moves, list):
        reasons.add("negotiation.not_a_list")
    return (moves if isinstance(moves, list) else []), reasons
