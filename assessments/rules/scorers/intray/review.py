"""What a learner sees of an in-tray after submitting."""

from collections.abc import Mapping
from typing import Any

from assessments.rules.scorers.papers import review
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.papers import IntrayDebrief, IntrayLetterDebrief
from assessments.rules.types.parts import ChoiceItemDebrief
from assessments.rules.types.scores import ScoredResponse


def debrief(
    definition: Definition, variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> IntrayDebrief:
    """Build what is shown after submitting.

    Args:
        definition: the definition that was scored.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        scored: the score.
        reveal: whether the key is due; otherwise nothing of it is in the result.

    Returns:
        Points of each letter, of the reply and of the order, and, when the key is due, what was right and why.
    """
    texts = Texts(definition, language)
    questions = review.questions(definition, variant, language, scored, reveal)
    reply = definition.get("reply")
    return IntrayDebrief(
        title=texts("title"),
        reveal=reveal,
        state=scored.state,
        earned=scored.earned,
        possible=scored.possible,
        items=tuple(
            _letter(letter, number, tuple(questions[item] for item in letter["items"]), texts)
            for number, letter in enumerate(definition["letters"], 1)
        ),
        reply_to=texts(f"letters.{reply['letter']}.subject") if reply else "",
        reply=tuple(questions[item] for item in reply["items"]) if reply else (),
        order=review.order_part(definition, variant, language, scored, reveal),
        sources_html=texts("sources_html") if reveal else "",
    )


def _letter(
    letter: Mapping[str, Any], number: int, questions: tuple[ChoiceItemDebrief, ...], texts: Texts
) -> IntrayLetterDebrief:
    base = f"letters.{letter['id']}"
    earned, possible = sum(part.earned for part in questions), sum(part.possible for part in questions)
    return IntrayLetterDebrief(
        id=letter["id"],
        number=number,
        form=letter["form"],
        sender=texts(f"{base}.sender"),
        date=texts(f"{base}.date"),
        subject=texts(f"{base}.subject"),
        body_html=texts(f"{base}.body_html"),
        questions=questions,
        earned=earned,
        possible=possible,
        lost=possible - earned,
    )
