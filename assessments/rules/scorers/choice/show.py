"""What a learner may see of a knowledge check before the key is due."""

from collections.abc import Mapping
from typing import Any

from assessments.rules.scorers.choice.forms import FIELD_PREFIX
from assessments.rules.scorers.choice.pool import asked, is_pool
from assessments.rules.scorers.results import arranged
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.parts import ChoiceItem, ChoiceOption
from assessments.rules.types.presentations import ChoicePresentation
from assessments.rules.types.scores import MICRO


def present(definition: Definition, variant: Variant, language: str, response: object) -> ChoicePresentation:
    """Build what may be shown before the key is due.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        response: what has been saved so far; any JSON value, None for nothing.

    Returns:
        The questions with the options chosen so far.
    """
    texts = Texts(definition, language)
    answers = _answers(response)
    items = tuple(
        _item(item, possible, number, shown_options(item, variant), answers.get(item["id"]), texts)
        for number, (item, possible) in enumerate(asked(definition, variant), 1)
    )
    return ChoicePresentation(
        title=texts("title"),
        intro_html=texts("intro_html"),
        possible=definition["points"] * MICRO,
        items=items,
        answered=sum(item.answered for item in items),
        pool=len(definition["items"]) if is_pool(definition) else 0,
    )


def shown_options(item: Mapping[str, Any], variant: Variant) -> list[str]:
    """Arrange the options of a question as the variant has them.

    Args:
        item: the question.
        variant: what was drawn for the attempt.

    Returns:
        Every option id once.
    """
    orders = variant.get("options")
    wanted = orders.get(item["id"]) if isinstance(orders, dict) else None
    return arranged([option["id"] for option in item["options"]], wanted)


def _answers(response: object) -> Mapping[str, object]:
    answers = response.get("answers") if isinstance(response, dict) else None
    return answers if isinstance(answers, dict) else {}


def _item(
    item: Mapping[str, Any], possible: int, number: int, shown: list[str], chosen: object, texts: Texts
) -> ChoiceItem:
    base = f"items.{item['id']}"
    picked = chosen if isinstance(chosen, list) else []
    options = tuple(
        ChoiceOption(id=option, text=texts(f"{base}.options.{option}.text"), chosen=option in picked)
        for option in shown
    )
    return ChoiceItem(
        id=item["id"],
        number=number,
        field=FIELD_PREFIX + item["id"],
        mode=item["mode"],
        possible=possible,
        prompt_html=texts(f"{base}.prompt_html"),
        options=options,
        answered=any(option.chosen for option in options),
    )
