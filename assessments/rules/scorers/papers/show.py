"""What composed exercises share in showing their parts."""

from collections.abc import Iterable, Mapping
from typing import Any

from assessments.rules.scorers import choice, order
from assessments.rules.scorers.papers.parts import ordering
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.papers import PaperStep, PaperWord
from assessments.rules.types.parts import ChoiceItem, OrderPresentation

ORDER_FIELD = "paper-order"
REPLY_FIELD = "paper-reply"


def questions(definition: Definition, variant: Variant, language: str, response: object) -> dict[str, ChoiceItem]:
    """Build the questions.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        response: what has been saved so far; any JSON value.

    Returns:
        Item id → question.
    """
    return {item.id: item for item in choice.present(definition, variant, language, response).items}


def order_part(definition: Definition, variant: Variant, language: str, response: object) -> OrderPresentation | None:
    """Build the ordering part.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        response: what has been saved so far; any JSON value.

    Returns:
        None when nothing is to be put in order.
    """
    part = ordering(definition)
    return order.present(part, variant, language, response) if part else None


def words(definition: Definition, name: str, texts: Texts) -> tuple[PaperWord, ...]:
    """Say what is meant by the words that can be chosen everywhere.

    Args:
        definition: a definition without problems.
        name: of the list of words.
        texts: of the reader.

    Returns:
        One for each, in the order of the definition.
    """
    paths = (f"{name}.{word['id']}" for word in definition[name])
    return tuple(PaperWord(texts(f"{path}.text"), texts(f"{path}.about")) for path in paths)


def steps(main: Iterable[PaperStep], reply: tuple[ChoiceItem, ...], part: OrderPresentation | None) -> list[PaperStep]:
    """List everything that is to be done.

    Args:
        main: the letters or clauses.
        reply: the sentences of a reply to choose.
        part: the ordering part.

    Returns:
        The steps in the order of the page, numbered from 1.
    """
    found = list(main)
    if reply:
        is_done = all(item.answered for item in reply)
        found.append(PaperStep(len(found) + 1, "reply", REPLY_FIELD, "", is_done))
    if part:
        found.append(PaperStep(len(found) + 1, "order", ORDER_FIELD, "", part.confirmed))
    return found


def by_id(entries: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Index entries of a definition.

    Args:
        entries: with ids.

    Returns:
        Id → entry.
    """
    return {entry["id"]: entry for entry in entries}
