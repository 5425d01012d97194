"""What composed exercises share in showing their points."""

from dataclasses import replace

from assessments.rules.scorers import choice, order
from assessments.rules.scorers.order.scoring import LINE
from assessments.rules.scorers.papers.parts import ordering
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.parts import ChoiceItemDebrief, OrderDebrief
from assessments.rules.types.scores import ScoredResponse


def questions(
    definition: Definition, variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> dict[str, ChoiceItemDebrief]:
    """Build the questions with their points.

    Args:
        definition: the definition that was scored.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        scored: the score of the whole.
        reveal: whether the key is due.

    Returns:
        Item id → question.
    """
    return {item.id: item for item in choice.debrief(definition, variant, language, scored, reveal).items}


def order_part(
    definition: Definition, variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> OrderDebrief | None:
    """Build the ordering part with its points.

    Args:
        definition: the definition that was scored.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        scored: the score of the whole.
        reveal: whether the key is due.

    Returns:
        None when nothing was to be put in order.
    """
    part = ordering(definition)
    if part is None:
        return None
    lines = tuple(line for line in scored.criteria if line.id in {LINE, f"floor.{LINE}"})
    earned, possible = (sum(points) for points in zip(*((line.earned, line.possible) for line in lines), strict=True))
    own = replace(scored, earned=earned, possible=possible, criteria=lines)
    return order.debrief(part, variant, language, own, reveal)
