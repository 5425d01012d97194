"""What a learner sees of a branching case after submitting."""

from collections.abc import Mapping
from typing import Any

from assessments.rules.scorers.branch.scoring import DECISION
from assessments.rules.texts import Texts
from assessments.rules.types.debriefs import (
    BranchAlternative,
    BranchDebrief,
    BranchDecision,
    BranchEnding,
    BranchRoadStep,
)
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import Criterion, ScoredResponse


def debrief(
    definition: Definition, _variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> BranchDebrief:
    """Build what is shown after submitting.

    Args:
        definition: the definition that was scored.
        _variant: what was drawn for the attempt; it is not needed.
        language: code of the reader's language.
        scored: the score.
        reveal: whether the key is due; otherwise nothing of it is in the result.

    Returns:
        Points per decision and, when the key is due, qualities, reasons, better options and the road not taken.
    """
    texts = Texts(definition, language)
    found = scored.diagnostics
    costliest = found.get("costliest", 0)
    decisions = [line for line in scored.criteria if line.id.startswith(f"{DECISION}.")]
    qualities = _qualities(definition)
    road = found.get("road", ()) if reveal else ()
    return BranchDebrief(
        title=texts("title"),
        reveal=reveal,
        state=scored.state,
        earned=scored.earned,
        possible=scored.possible,
        decisions=tuple(_decision(line, costliest, qualities if reveal else {}, texts) for line in decisions),
        ending=_ending(found.get("ending"), texts),
        road=tuple(_road_step(scene, option, texts) for scene, option in road),
        road_from=costliest,
        road_ending=_ending(found.get("road_ending"), texts) if reveal else None,
        sources_html=texts("sources_html") if reveal else "",
    )


def _qualities(definition: Definition) -> dict[tuple[str, str], str]:
    return {
        (scene["id"], option["id"]): option["quality"] for scene in definition["scenes"] for option in scene["options"]
    }


def _decision(
    line: Criterion, costliest: int, qualities: Mapping[tuple[str, str], str], texts: Texts
) -> BranchDecision:
    """Build one decision; without qualities nothing of the key is in it."""
    params = line.params
    scene, option = params["scene"], params["option"]
    base = f"scenes.{scene}"
    return BranchDecision(
        number=params["step"],
        scene_id=scene,
        scene_title=texts(f"{base}.title"),
        scene_body_html=texts(f"{base}.body_html"),
        option_id=option,
        option_text=texts(f"{base}.options.{option}.text"),
        outcome_html=texts(f"{base}.options.{option}.outcome_html"),
        earned=line.earned,
        possible=line.possible,
        lost=line.lost,
        is_costliest=params["step"] == costliest,
        quality=qualities.get((scene, option), ""),
        why=texts(f"{base}.options.{option}.why") if qualities else "",
        better=_better(line, f"{base}.options", texts) if qualities else (),
    )


def _better(line: Criterion, base: str, texts: Texts) -> tuple[BranchAlternative, ...]:
    best: list[Any] = [option for entry in line.evidence for option in entry.params["best"]]
    return tuple(
        BranchAlternative(
            option_id=option,
            text=texts(f"{base}.{option}.text"),
            outcome_html=texts(f"{base}.{option}.outcome_html"),
            why=texts(f"{base}.{option}.why"),
        )
        for option in best
    )


def _road_step(scene: str, option: str, texts: Texts) -> BranchRoadStep:
    base = f"scenes.{scene}"
    return BranchRoadStep(
        scene_id=scene,
        scene_title=texts(f"{base}.title"),
        option_id=option,
        option_text=texts(f"{base}.options.{option}.text"),
        outcome_html=texts(f"{base}.options.{option}.outcome_html"),
        why=texts(f"{base}.options.{option}.why"),
    )


def _ending(scene: str | None, texts: Texts) -> BranchEnding | None:
    if scene is None:
        return None
    return BranchEnding(scene, texts(f"scenes.{scene}.title"), texts(f"scenes.{scene}.body_html"))
