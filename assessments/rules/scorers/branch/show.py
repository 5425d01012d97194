"""What a learner may see of a branching case before the key is due."""

from assessments.rules.scorers.branch.graph import graph_of
from assessments.rules.scorers.branch.outline import follow
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.presentations import BranchOption, BranchPresentation, BranchScene, BranchStep
from assessments.rules.types.scores import MICRO


def present(definition: Definition, _variant: Variant, language: str, response: object) -> BranchPresentation:
    """Build what may be shown before the key is due.

    Args:
        definition: a definition without problems.
        _variant: what was drawn for the attempt; it is not needed.
        language: code of the reader's language.
        response: the path so far; any JSON value, None for nothing. What does not fit the case is left out.

    Returns:
        The decisions taken with their outcomes, and the present scene; nothing of the roads not taken.
    """
    texts = Texts(definition, language)
    graph = graph_of(definition)
    path = response.get("path") if isinstance(response, dict) else None
    decisions, scene = follow(graph, definition["start"], path if isinstance(path, list) else [])
    return BranchPresentation(
        title=texts("title"),
        intro_html=texts("intro_html"),
        possible=definition["points"] * MICRO,
        history=tuple(_step(number, state, move.option, texts) for number, (state, move) in enumerate(decisions, 1)),
        scene=BranchScene(
            id=scene,
            step=len(decisions) + 1,
            title=texts(f"scenes.{scene}.title"),
            body_html=texts(f"scenes.{scene}.body_html"),
            options=tuple(
                BranchOption(move.option, texts(f"scenes.{scene}.options.{move.option}.text")) for move in graph[scene]
            ),
        ),
        finished=not graph[scene],
    )


def _step(number: int, state: str, option: str, texts: Texts) -> BranchStep:
    base = f"scenes.{state}"
    return BranchStep(
        number=number,
        scene_id=state,
        scene_title=texts(f"{base}.title"),
        scene_body_html=texts(f"{base}.body_html"),
        option_id=option,
        option_text=texts(f"{base}.options.{option}.text"),
        outcome_html=texts(f"{base}.options.{option}.outcome_html"),
    )
