"""What a learner sees of a knowledge check after submitting."""

from collections.abc import Mapping
from typing import Any

from assessments.rules.scorers.choice.pool import asked
from assessments.rules.scorers.choice.show import shown_options
from assessments.rules.scorers.results import FLOOR
from assessments.rules.texts import Texts
from assessments.rules.types.debriefs import ChoiceDebrief
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.parts import ChoiceItemDebrief, ChoiceOptionDebrief
from assessments.rules.types.scores import Criterion, ScoredResponse

_Lines = Mapping[str, Criterion]


def debrief(
    definition: Definition, variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> ChoiceDebrief:
    """Build what is shown after submitting.

    Args:
        definition: the definition that was scored.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        scored: the score.
        reveal: whether the key is due; otherwise nothing of it is in the result.

    Returns:
        Points per question and, when the key is due, right options and explanations.
    """
    texts = Texts(definition, language)
    lines = {line.id: line for line in scored.criteria}
    chosen = scored.diagnostics.get("chosen", {})
    items = tuple(
        _item(item, number, lines, _options(item, variant, chosen.get(item["id"], []), texts, reveal), texts, reveal)
        for number, (item, _) in enumerate(asked(definition, variant), 1)
    )
    return ChoiceDebrief(
        title=texts("title"),
        reveal=reveal,
        state=scored.state,
        earned=scored.earned,
        possible=scored.possible,
        items=items,
        sources_html=texts("sources_html") if reveal else "",
    )


def _options(
    item: Mapping[str, Any], variant: Variant, chosen: list[str], texts: Texts, reveal: bool
) -> tuple[ChoiceOptionDebrief, ...]:
    right = {option["id"]: option["right"] for option in item["options"]}
    base = f"items.{item['id']}.options"
    return tuple(
        ChoiceOptionDebrief(
            id=option,
            text=texts(f"{base}.{option}.text"),
            chosen=option in chosen,
            right=right[option] if reveal else None,
            why=texts(f"{base}.{option}.why") if reveal else "",
        )
        for option in shown_options(item, variant)
    )


def _item(
    item: Mapping[str, Any],
    number: int,
    lines: _Lines,
    options: tuple[ChoiceOptionDebrief, ...],
    texts: Texts,
    reveal: bool,
) -> ChoiceItemDebrief:
    key = item["id"]
    line, floor = lines[key], lines.get(f"{FLOOR}.{key}")
    given_back = floor.earned if floor else 0
    return ChoiceItemDebrief(
        id=key,
        number=number,
        mode=item["mode"],
        competency=line.competency,
        outcome=line.message.removeprefix("choice."),
        earned=line.earned + given_back,
        possible=line.possible,
        lost=line.lost - given_back,
        floor=given_back,
        prompt_html=texts(f"items.{key}.prompt_html"),
        options=options,
        why_html=texts(f"items.{key}.why_html") if reveal else "",
        source=texts(f"items.{key}.source") if reveal else "",
    )
