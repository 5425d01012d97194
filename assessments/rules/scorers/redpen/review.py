"""What a learner sees of a red pen after submitting."""

from assessments.rules.scorers.papers import review
from assessments.rules.scorers.papers.show import by_id
from assessments.rules.scorers.redpen.show import change_to, effect_of
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.papers import RedpenClauseDebrief, RedpenDebrief
from assessments.rules.types.parts import ChoiceItemDebrief
from assessments.rules.types.scores import ScoredResponse


def debrief(
    definition: Definition, variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> RedpenDebrief:
    """Build what is shown after submitting.

    Args:
        definition: the definition that was scored.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        scored: the score.
        reveal: whether the key is due; otherwise nothing of it is in the result.

    Returns:
        Points of each clause and of the order, and, when the key is due, the right marks and why.
    """
    texts = Texts(definition, language)
    questions = review.questions(definition, variant, language, scored, reveal)
    return RedpenDebrief(
        title=texts("title"),
        reveal=reveal,
        state=scored.state,
        earned=scored.earned,
        possible=scored.possible,
        document=texts("document"),
        clauses=tuple(_clause(definition, question, texts) for question in questions.values()),
        order=review.order_part(definition, variant, language, scored, reveal),
        sources_html=texts("sources_html") if reveal else "",
    )


def _clause(definition: Definition, question: ChoiceItemDebrief, texts: Texts) -> RedpenClauseDebrief:
    known = by_id(definition["verbs"])
    return RedpenClauseDebrief(
        number=question.number,
        label=texts(f"items.{question.id}.label"),
        effect=next((effect_of(definition, option.id) for option in question.options if option.chosen), ""),
        change_to=change_to(definition, texts),
        wordings=tuple(option.id for option in question.options if option.id not in known),
        question=question,
    )
