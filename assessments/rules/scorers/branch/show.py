"""What a learner may see of a branching case before the key is due."""

from assessments.rules.scorers.branch.graph import Decisions, follow
from assessments.rules.scorers.branch.story import State, Story
from assessments.rules.scorers.branch.words import Words
from assessments.rules.texts import Texts
from assessments.rules.types.branch import BranchEvent, BranchOption, BranchPresentation, BranchScene, BranchStep
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import MICRO


def present(definition: Definition, variant: Variant, language: str, response: object) -> BranchPresentation:
    """Build what may be shown before the key is due.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        response: the path so far; any JSON value, None for nothing. What does not fit the case is left out.

    Returns:
        The decisions taken with their outcomes, and the present scene; nothing of the roads not taken.
    """
    texts = Texts(definition, language)
    story, words = Story(definition, variant), Words(definition, texts, key=False)
    path = response.get("path") if isinstance(response, dict) else None
    decisions, state = follow(story, path if isinstance(path, list) else [])
    history, opening = _history(decisions, texts, words), words.events(story.opening)
    return BranchPresentation(
        title=texts("title"),
        intro_html=texts("intro_html"),
        possible=definition["points"] * MICRO,
        history=history,
        scene=_scene(story, state, len(decisions) + 1, texts),
        finished=not story.moves(state),
        variables=words.variables(state, decisions[-1][0] if decisions else state),
        events=history[-1].events if history else opening,
        opening=opening,
    )


def _history(decisions: Decisions, texts: Texts, words: Words) -> tuple[BranchStep, ...]:
    return tuple(
        _step(number, state.scene, move.option, texts, words.events(move.events))
        for number, (state, move) in enumerate(decisions, 1)
    )


def _step(number: int, scene: str, option: str, texts: Texts, events: tuple[BranchEvent, ...]) -> BranchStep:
    base = f"scenes.{scene}"
    return BranchStep(
        number=number,
        scene_id=scene,
        scene_title=texts(f"{base}.title"),
        scene_body_html=texts(f"{base}.body_html"),
        option_id=option,
        option_text=texts(f"{base}.options.{option}.text"),
        outcome_html=texts(f"{base}.options.{option}.outcome_html"),
        events=events,
    )


def _scene(story: Story, state: State, step: int, texts: Texts) -> BranchScene:
    base = f"scenes.{state.scene}"
    return BranchScene(
        id=state.scene,
        step=step,
        title=texts(f"{base}.title"),
        body_html=texts(f"{base}.body_html"),
        options=tuple(
            BranchOption(move.option, texts(f"{base}.options.{move.option}.text")) for move in story.moves(state)
        ),
    )
