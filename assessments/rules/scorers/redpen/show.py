"""What a learner may see of a red pen before the key is due."""

from assessments.rules.scorers.papers import show
from assessments.rules.scorers.redpen.check import CHANGE
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.papers import PaperStep, RedpenClause, RedpenMark, RedpenPresentation
from assessments.rules.types.parts import ChoiceItem, ChoiceOption
from assessments.rules.types.scores import MICRO


def present(definition: Definition, variant: Variant, language: str, response: object) -> RedpenPresentation:
    """Build what may be shown before the key is due.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        response: what has been saved so far; any JSON value, None for nothing.

    Returns:
        The clauses with the marks set so far, and what is to be put in order.
    """
    texts = Texts(definition, language)
    questions = show.questions(definition, variant, language, response)
    clauses = tuple(_clause(definition, item, texts) for item in questions.values())
    order = show.order_part(definition, variant, language, response)
    steps = show.steps((_step(clause) for clause in clauses), (), order)
    return RedpenPresentation(
        title=texts("title"),
        intro_html=texts("intro_html"),
        possible=definition["points"] * MICRO,
        document=texts("document"),
        verbs=show.words(definition, "verbs", texts),
        clauses=clauses,
        order=order,
        steps=tuple(steps),
        answered=sum(step.answered for step in steps),
    )


def effect_of(definition: Definition, option: str) -> str:
    """Say what a mark does to the text of a clause.

    Args:
        definition: a definition without problems.
        option: id of a verb or of another wording.

    Returns:
        "keep", "change", "strike" or "ask".
    """
    return str(show.by_id(definition["verbs"]).get(option, {"effect": CHANGE})["effect"])


def change_to(definition: Definition, texts: Texts) -> str:
    """Give the verb that stands before other wordings.

    Args:
        definition: a definition without problems.
        texts: of the reader.

    Returns:
        Its text; "" when no verb changes the text.
    """
    changing = (verb["id"] for verb in definition["verbs"] if verb["effect"] == CHANGE)
    return next((texts(f"verbs.{verb}.text") for verb in changing), "")


def _clause(definition: Definition, item: ChoiceItem, texts: Texts) -> RedpenClause:
    known = show.by_id(definition["verbs"])
    marks = [_mark(definition, option) for option in item.options]
    wordings = tuple(mark for mark in marks if mark.id not in known)
    return RedpenClause(
        id=item.id,
        number=item.number,
        field=item.field,
        label=texts(f"items.{item.id}.label"),
        text_html=item.prompt_html,
        possible=item.possible,
        verbs=tuple(mark for mark in marks if mark.id in known),
        change_to=change_to(definition, texts) if wordings else "",
        wordings=wordings,
        chosen=next((mark for mark in marks if mark.chosen), None),
        answered=item.answered,
    )


def _mark(definition: Definition, option: ChoiceOption) -> RedpenMark:
    return RedpenMark(option.id, option.text, effect_of(definition, option.id), option.chosen)


def _step(clause: RedpenClause) -> PaperStep:
    return PaperStep(clause.number, "clause", clause.field, clause.label, clause.answered)
