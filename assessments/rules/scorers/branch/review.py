"""What a learner sees of a branching case after submitting."""

from collections.abc import Mapping, Sequence
from typing import Any

from assessments.rules.scorers.branch.graph import Decisions, Road, follow
from assessments.rules.scorers.branch.scoring import DECISION
from assessments.rules.scorers.branch.story import Move, State, Story
from assessments.rules.scorers.branch.words import Words
from assessments.rules.texts import Texts
from assessments.rules.types.branch import (
    BranchAlternative,
    BranchDebrief,
    BranchDecision,
    BranchEnding,
    BranchInstead,
    BranchRoadStep,
    BranchRow,
    BranchWithheld,
    BranchWorth,
)
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import Criterion, ScoredResponse


def debrief(
    definition: Definition, variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> BranchDebrief:
    """Build what is shown after submitting.

    Args:
        definition: the definition that was scored.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        scored: the score.
        reveal: whether the key is due; otherwise nothing of it is in the result.

    Returns:
        Points per decision and, when the key is due, qualities, reasons, better options and the road not taken.
    """
    review = _Review(definition, variant, language, scored, reveal=reveal)
    found = scored.diagnostics
    return BranchDebrief(
        title=review.texts("title"),
        reveal=reveal,
        state=scored.state,
        earned=scored.earned,
        possible=scored.possible,
        decisions=review.decisions(),
        ending=review.ending(review.path[1]) if "ending" in found else None,
        road_from=found.get("costliest", 0),
        sources_html=review.texts("sources_html") if reveal else "",
        events=review.words.explained(review.story.opening),
        table=review.table(),
        **_roads(review, found),
    )


def _roads(review: "_Review", found: Mapping[str, Any]) -> dict[str, Any]:
    """Show the roads not taken, when the key is due."""
    roads: dict[str, Any] = {"road": (), "road_ending": None}
    if review.reveal and found.get("costliest"):
        roads["road"], roads["road_ending"] = review.road(found["costliest"], [option for _, option in found["road"]])
    if review.reveal and "best_path" in found:
        roads["best"], roads["best_ending"] = review.road(1, found["best_path"])
    return roads


class _Review:
    """One path with its score."""

    def __init__(
        self, definition: Definition, variant: Variant, language: str, scored: ScoredResponse, *, reveal: bool
    ) -> None:
        self.reveal = reveal
        self.texts = Texts(definition, language)
        self.words = Words(definition, self.texts, key=reveal)
        self.story = Story(definition, variant)
        self._found = scored.diagnostics
        self._options = [option for _, option in self._found.get("path", ())]
        self.path = follow(self.story, self._options)
        self._scenes: Mapping[str, Any] = {scene["id"]: scene["options"] for scene in definition["scenes"]}
        self._worth: Sequence[Mapping[str, Any]] = definition.get("worth", ())
        self._lines = [line for line in scored.criteria if line.id.startswith(f"{DECISION}.")]

    def decisions(self) -> tuple[BranchDecision, ...]:
        return tuple(
            self._decision(line, state, move) for line, (state, move) in zip(self._lines, self.path[0], strict=False)
        )

    def table(self) -> tuple[BranchRow, ...]:
        taken, last = self.path
        states = [state for state, _ in taken]
        rows = self.words.rows([*states, last]) if self._lines else ()
        return tuple(BranchRow(name, texts) for name, texts in rows)

    def ending(self, state: State) -> BranchEnding:
        worth = [entry for entry in self._worth if self.reveal and self.story.holds(state, entry["when"])]
        return BranchEnding(
            scene_id=state.scene,
            title=self.texts(f"scenes.{state.scene}.title"),
            body_html=self.texts(f"scenes.{state.scene}.body_html"),
            worth=tuple(BranchWorth(self.texts(f"worth.{entry['id']}.text"), entry["points"]) for entry in worth),
        )

    def road(self, number: int, options: Sequence[str]) -> tuple[tuple[BranchRoadStep, ...], BranchEnding]:
        """Tell how it would have gone on from a decision with these options."""
        decisions, ending = self._instead(number, options)
        return self._steps(decisions), self.ending(ending)

    def _instead(self, number: int, options: Sequence[str]) -> Road:
        before = self._options[: number - 1]
        decisions, ending = follow(self.story, [*before, *options])
        return decisions[len(before) :], ending

    def _steps(self, decisions: Decisions) -> tuple[BranchRoadStep, ...]:
        return tuple(self._step(state, move) for state, move in decisions)

    def _step(self, state: State, move: Move) -> BranchRoadStep:
        base = f"scenes.{state.scene}"
        return BranchRoadStep(
            scene_id=state.scene,
            scene_title=self.texts(f"{base}.title"),
            option_id=move.option,
            option_text=self.texts(f"{base}.options.{move.option}.text"),
            outcome_html=self.texts(f"{base}.options.{move.option}.outcome_html"),
            why=self.texts(f"{base}.options.{move.option}.why"),
            events=self.words.explained(move.events),
        )

    def _decision(self, line: Criterion, state: State, move: Move) -> BranchDecision:
        """Build one decision; nothing of the key is in it until that is due."""
        number = line.params["step"]
        told = self._step(state, move)
        return BranchDecision(
            number=number,
            scene_id=state.scene,
            scene_title=told.scene_title,
            scene_body_html=self.texts(f"scenes.{state.scene}.body_html"),
            option_id=move.option,
            option_text=told.option_text,
            outcome_html=told.outcome_html,
            earned=line.earned,
            possible=line.possible,
            lost=line.lost,
            is_costliest=number == self._found.get("costliest", 0),
            quality=self._quality(state, move) if self.reveal else "",
            why=told.why if self.reveal else "",
            better=self._better(line, state) if self.reveal else (),
            events=told.events,
            changes=self.words.changes(state, move.to),
            withheld=self._withheld(state) if self.reveal else (),
            instead=self._counterfactual(number, move) if self.reveal else None,
        )

    def _quality(self, state: State, move: Move) -> str:
        return next(str(option["quality"]) for option in self._scenes[state.scene] if option["id"] == move.option)

    def _better(self, line: Criterion, state: State) -> tuple[BranchAlternative, ...]:
        base = f"scenes.{state.scene}.options"
        best: list[Any] = [option for entry in line.evidence for option in entry.params["best"]]
        return tuple(
            BranchAlternative(
                option_id=option,
                text=self.texts(f"{base}.{option}.text"),
                outcome_html=self.texts(f"{base}.{option}.outcome_html"),
                why=self.texts(f"{base}.{option}.why"),
            )
            for option in best
        )

    def _withheld(self, state: State) -> tuple[BranchWithheld, ...]:
        failing = [
            (option["id"], self.story.failing(state, option.get("when", ()))) for option in self._scenes[state.scene]
        ]
        return tuple(
            BranchWithheld(
                option, self.texts(f"scenes.{state.scene}.options.{option}.text"), self.words.conditions(conditions)
            )
            for option, conditions in failing
            if conditions
        )

    def _counterfactual(self, number: int, move: Move) -> BranchInstead | None:
        ways_on = self._found.get("ways_on", ())
        if not ways_on or not ways_on[number - 1]:
            return None
        decisions, ending = self._instead(number, ways_on[number - 1])
        differences = self.words.changes(move.to, decisions[0][1].to)
        return BranchInstead(differences, self._steps(decisions), self.ending(ending))
