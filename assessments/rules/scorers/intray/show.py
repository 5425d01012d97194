"""What a learner may see of an in-tray before the key is due."""

from collections.abc import Mapping
from typing import Any

from assessments.rules.scorers.papers import show
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.papers import IntrayLetter, IntrayPresentation, PaperStep
from assessments.rules.types.parts import ChoiceItem
from assessments.rules.types.scores import MICRO


def present(definition: Definition, variant: Variant, language: str, response: object) -> IntrayPresentation:
    """Build what may be shown before the key is due.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        response: what has been saved so far; any JSON value, None for nothing.

    Returns:
        The letters with what was chosen for them, the sentences of the reply, and what is to be put in order.
    """
    texts = Texts(definition, language)
    questions = show.questions(definition, variant, language, response)
    letters = tuple(
        _letter(letter, number, tuple(questions[item] for item in letter["items"]), texts)
        for number, letter in enumerate(definition["letters"], 1)
    )
    reply = definition.get("reply")
    sentences = tuple(questions[item] for item in reply["items"]) if reply else ()
    order = show.order_part(definition, variant, language, response)
    steps = show.steps((_step(letter) for letter in letters), sentences, order)
    return IntrayPresentation(
        title=texts("title"),
        intro_html=texts("intro_html"),
        possible=definition["points"] * MICRO,
        actions=show.words(definition, "actions", texts),
        owners=show.words(definition, "owners", texts),
        letters=letters,
        reply_to=texts(f"letters.{reply['letter']}.subject") if reply else "",
        reply=sentences,
        order=order,
        steps=tuple(steps),
        answered=sum(step.answered for step in steps),
        current=next((step.number for step in steps if not step.answered), 0),
    )


def _letter(letter: Mapping[str, Any], number: int, questions: tuple[ChoiceItem, ...], texts: Texts) -> IntrayLetter:
    base = f"letters.{letter['id']}"
    return IntrayLetter(
        id=letter["id"],
        number=number,
        field=f"letter-{letter['id']}",
        form=letter["form"],
        sender=texts(f"{base}.sender"),
        date=texts(f"{base}.date"),
        subject=texts(f"{base}.subject"),
        body_html=texts(f"{base}.body_html"),
        questions=questions,
        answered=all(question.answered for question in questions),
    )


def _step(letter: IntrayLetter) -> PaperStep:
    return PaperStep(letter.number, "letter", letter.field, letter.subject, letter.answered)
