"""What a learner may see of an ordering exercise before the key is due."""

from assessments.rules.scorers.results import arranged
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.parts import OrderEntry, OrderPresentation
from assessments.rules.types.scores import MICRO


def present(definition: Definition, variant: Variant, language: str, response: object) -> OrderPresentation:
    """Build what may be shown before the key is due.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        response: what has been saved so far; any JSON value, None for nothing.

    Returns:
        The entries as the learner left them, or as drawn.
    """
    texts = Texts(definition, language)
    saved = response if isinstance(response, dict) else {}
    entries = [entry["id"] for entry in definition["entries"]]
    drawn = arranged(entries, variant.get("order"))
    order = arranged(drawn, saved.get("order"))
    return OrderPresentation(
        title=texts("title"),
        intro_html=texts("intro_html"),
        possible=definition["points"] * MICRO,
        prompt_html=texts("prompt_html"),
        first_label=texts("first_label"),
        last_label=texts("last_label"),
        entries=tuple(
            OrderEntry(
                id=entry,
                number=number,
                text=texts(f"entries.{entry}.text"),
                is_first=number == 1,
                is_last=number == len(order),
            )
            for number, entry in enumerate(order, 1)
        ),
        confirmed=saved.get("confirmed") is True,
    )
