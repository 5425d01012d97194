"""What a learner may see of an ordering exercise before the key is due."""

from assessments.rules.scorers.order.comparing import in_ranks
from assessments.rules.scorers.order.forms import MARKS, field_of
from assessments.rules.scorers.order.pairs import COMPARING, TAUX, strangers
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
    same, out = (_marked(definition, saved.get(mark)) for mark in MARKS)
    numbers = {entry: number for number, rank in enumerate(in_ranks(order, same, out), 1) for entry in rank}
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
                field=field_of(entry),
                mark="out" if entry in out else "same" if entry in same else "",
                level=numbers.get(entry),
            )
            for number, entry in enumerate(order, 1)
        ),
        confirmed=saved.get("confirmed") is True,
        may_share=definition.get("scorer") == TAUX,
        may_leave_out=bool(strangers(definition)),
    )


def _marked(definition: Definition, saved: object) -> list[str]:
    marks = saved if definition.get("scorer") in COMPARING and isinstance(saved, list) else []
    return [entry["id"] for entry in definition["entries"] if entry["id"] in marks]
