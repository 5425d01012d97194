"""What a learner may see of an exercise with numbers before the key is due."""

from collections.abc import Mapping
from typing import Any

from assessments.rules.scorers.numeric.forms import UNIT_PREFIX, VALUE_PREFIX
from assessments.rules.scorers.numeric.scoring import compiled
from assessments.rules.scorers.results import Reasons
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.presentations import NumericItem, NumericPresentation, NumericUnit
from assessments.rules.types.scores import MICRO


def present(definition: Definition, _variant: Variant, language: str, response: object) -> NumericPresentation:
    """Build what may be shown before the key is due.

    Args:
        definition: a definition without problems.
        language: code of the reader's language.
        response: what has been saved so far; any JSON value, None for nothing.

    Returns:
        The questions with the numbers written so far, as they were written.
    """
    texts = Texts(definition, language)
    answers = response.get("answers") if isinstance(response, dict) else None
    known = answers if isinstance(answers, dict) else {}
    items = tuple(
        _item(item, number, known.get(item["id"]), texts) for number, item in enumerate(definition["items"], 1)
    )
    return NumericPresentation(
        title=texts("title"),
        intro_html=texts("intro_html"),
        possible=definition["points"] * MICRO,
        items=items,
        answered=sum(item.answered for item in items),
    )


def _item(item: Mapping[str, Any], number: int, answer: object, texts: Texts) -> NumericItem:
    sent = answer if isinstance(answer, dict) else {}
    given = compiled(item).read(sent, Reasons())
    base = f"items.{item['id']}"
    listed = [unit["id"] for unit in item.get("units", [])]
    chosen = listed[0] if len(listed) == 1 else sent.get("unit")
    units = tuple(NumericUnit(unit, texts(f"{base}.units.{unit}.text"), chosen == unit) for unit in listed)
    return NumericItem(
        id=item["id"],
        number=number,
        field=VALUE_PREFIX + item["id"],
        unit_field=UNIT_PREFIX + item["id"],
        possible=item["points"] * MICRO,
        prompt_html=texts(f"{base}.prompt_html"),
        units=units,
        text=given.text if given else "",
        problem=given.problem if given else "",
        answered=given is not None and not given.problem,
    )
