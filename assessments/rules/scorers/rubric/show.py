"""What a learner may see of written work before the key is due: everything but the exemplars."""

from assessments.rules.scorers.rubric.checking import check
from assessments.rules.scorers.rubric.forms import TEXT_FIELD
from assessments.rules.scorers.rubric.reading import LONGEST_TEXT, paragraphs_of, text_of, words_in
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.rubric import (
    RubricCell,
    RubricCriterion,
    RubricDocument,
    RubricLevel,
    RubricPresentation,
)
from assessments.rules.types.scores import MICRO


def present(definition: Definition, _variant: Variant, language: str, response: object) -> RubricPresentation:
    """Build what may be shown before the key is due.

    Args:
        definition: a definition without problems.
        language: code of the reader's language.
        response: what has been saved so far; any JSON value, None for nothing.

    Returns:
        The task, its documents, the rubric, the text so far and what the checks find in it.
    """
    texts = Texts(definition, language)
    text = text_of(response) or ""
    return RubricPresentation(
        title=texts("title"),
        intro_html=texts("intro_html"),
        possible=definition["points"] * MICRO,
        prompt_html=texts("prompt_html"),
        form=definition["form"],
        least=definition["window"]["least"],
        most=definition["window"]["most"],
        longest=LONGEST_TEXT,
        documents=tuple(_document(document["id"], texts) for document in definition["documents"]),
        levels=levels_of(definition, texts),
        criteria=criteria_of(definition, texts),
        field=TEXT_FIELD,
        text=text,
        words=len(words_in(text)),
        paragraphs=paragraphs_of(text),
        findings=check(definition, language, text),
        answered=int(bool(text.strip())),
    )


def levels_of(definition: Definition, texts: Texts) -> tuple[RubricLevel, ...]:
    """Give the scale of a rubric.

    Args:
        definition: a definition without problems.
        texts: of the reader.

    Returns:
        The levels, lowest first.
    """
    return tuple(RubricLevel(level["id"], texts(f"levels.{level['id']}.name")) for level in definition["levels"])


def criteria_of(definition: Definition, texts: Texts) -> tuple[RubricCriterion, ...]:
    """Give the criteria of a rubric.

    Args:
        definition: a definition without problems.
        texts: of the reader.

    Returns:
        The criteria with what can be seen at each level.
    """
    levels = levels_of(definition, texts)
    return tuple(
        RubricCriterion(
            id=criterion["id"],
            number=number,
            name=texts(f"criteria.{criterion['id']}.name"),
            question=texts(f"criteria.{criterion['id']}.question"),
            possible=criterion["points"][levels[-1].id] * MICRO,
            cells=tuple(
                RubricCell(
                    level=level.id,
                    name=level.name,
                    text=texts(f"criteria.{criterion['id']}.levels.{level.id}.text"),
                    worth=criterion["points"][level.id] * MICRO,
                )
                for level in levels
            ),
        )
        for number, criterion in enumerate(definition["criteria"], 1)
    )


def _document(key: str, texts: Texts) -> RubricDocument:
    return RubricDocument(key, texts(f"documents.{key}.title"), texts(f"documents.{key}.body_html"))
