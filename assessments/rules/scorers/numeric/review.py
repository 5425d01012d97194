"""What a learner sees of an exercise with numbers after submitting."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assessments.rules.scorers.numeric import numbers
from assessments.rules.scorers.numeric.forms import key_unit
from assessments.rules.texts import Texts
from assessments.rules.types.debriefs import NumericDebrief, NumericItemDebrief
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import Criterion, ScoredResponse

NOTHING = {"text": "", "unit": "", "problem": ""}


def debrief(
    definition: Definition, _variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> NumericDebrief:
    """Build what is shown after submitting.

    Args:
        definition: the definition that was scored.
        language: code of the reader's language.
        scored: the score.
        reveal: whether the key is due; otherwise nothing of it is in the result.

    Returns:
        Points per question and, when the key is due, right answers, what was accepted and explanations.
    """
    texts = Texts(definition, language)
    lines = {line.id: line for line in scored.criteria}
    given = scored.diagnostics.get("given", {})
    items = tuple(
        _item(item, number, lines[item["id"]], given.get(item["id"], NOTHING), texts, reveal)
        for number, item in enumerate(definition["items"], 1)
    )
    return NumericDebrief(
        title=texts("title"),
        reveal=reveal,
        state=scored.state,
        earned=scored.earned,
        possible=scored.possible,
        items=items,
        sources_html=texts("sources_html") if reveal else "",
    )


def _item(
    item: Mapping[str, Any], number: int, line: Criterion, given: Mapping[str, str], texts: Texts, reveal: bool
) -> NumericItemDebrief:
    base = f"items.{item['id']}"
    tolerance = item["tolerance"]["kind"] if Decimal(item["tolerance"]["amount"]) else "exact"
    return NumericItemDebrief(
        id=item["id"],
        number=number,
        competency=line.competency,
        outcome=line.message.removeprefix("numeric."),
        earned=line.earned,
        possible=line.possible,
        lost=line.lost,
        prompt_html=texts(f"{base}.prompt_html"),
        given=given["text"],
        given_unit=_unit(base, given["unit"], texts),
        problem=given["problem"],
        answer=numbers.plain(Decimal(item["value"])) if reveal else "",
        answer_unit=_unit(base, key_unit(item), texts) if reveal else "",
        tolerance=tolerance if reveal else "",
        allowed=_allowed(item) if reveal else "",
        has_half=item.get("half", False) if reveal else None,
        why_html=texts(f"{base}.why_html") if reveal else "",
        source=texts(f"{base}.source") if reveal else "",
    )


def _unit(base: str, unit: str, texts: Texts) -> str:
    return texts(f"{base}.units.{unit}.text") if unit else ""


def _allowed(item: Mapping[str, Any]) -> str:
    """Write the tolerance as people say it: an amount, per cent, or times as much."""
    amount = Decimal(item["tolerance"]["amount"])
    said = {"relative": amount * 100, "geometric": amount + 1}
    return numbers.plain(said.get(item["tolerance"]["kind"], amount))
