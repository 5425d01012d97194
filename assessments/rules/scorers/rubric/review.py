"""What a learner sees of written work after handing it in: before it is marked, and after."""

from collections.abc import Mapping
from typing import Any

from assessments.rules.scorers.rubric.checking import check
from assessments.rules.scorers.rubric.places import pieces_of
from assessments.rules.scorers.rubric.reading import paragraphs_of, words_in
from assessments.rules.scorers.rubric.show import criteria_of, levels_of
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.rubric import (
    RubricCriterion,
    RubricDebrief,
    RubricExemplar,
    RubricExemplarLevel,
    RubricMark,
    RubricPassage,
)
from assessments.rules.types.scores import MICRO, Criterion, ScoredResponse


def debrief(
    definition: Definition, _variant: Variant, language: str, scored: ScoredResponse, reveal: bool
) -> RubricDebrief:
    """Build what is shown after submitting.

    Args:
        definition: the definition that was scored.
        language: code of the reader's language.
        scored: the score, with marks or without.
        reveal: whether the key is due; the exemplars come with it.

    Returns:
        The text, its rubric and, once it is marked, the level of each criterion with the marker's reasons.
    """
    texts = Texts(definition, language)
    criteria = criteria_of(definition, texts)
    text = scored.diagnostics.get("text", "")
    return RubricDebrief(
        title=texts("title"),
        reveal=reveal,
        state=scored.state,
        earned=scored.earned,
        possible=scored.possible,
        prompt_html=texts("prompt_html"),
        form=definition["form"],
        paragraphs=paragraphs_of(text),
        pieces=pieces_of(text, _spans(criteria, scored.diagnostics)),
        words=len(words_in(text)),
        comment=scored.diagnostics.get("comments", {}).get("", ""),
        marks=tuple(
            _mark(criterion, line, scored.diagnostics)
            for criterion, line in zip(criteria, scored.criteria, strict=False)  # a line for lateness may follow
        ),
        levels=levels_of(definition, texts),
        criteria=criteria,
        findings=check(definition, language, text),
        exemplars=_exemplars(definition, texts, criteria) if reveal else (),
        sources_html=texts("sources_html") if reveal else "",
    )


def _mark(criterion: RubricCriterion, line: Criterion, diagnostics: Mapping[str, Any]) -> RubricMark:
    level = line.params.get("level", "")
    names = {cell.level: cell for cell in criterion.cells}
    best = criterion.cells[-1]
    start, end = diagnostics.get("spans", {}).get(criterion.id, (0, 0))
    return RubricMark(
        id=criterion.id,
        number=criterion.number,
        name=criterion.name,
        question=criterion.question,
        earned=line.earned,
        possible=line.possible,
        level=level,
        level_name=names[level].name if level else "",
        text=names[level].text if level else "",
        best=best.text if level and level != best.level else "",
        comment=diagnostics.get("comments", {}).get(criterion.id, ""),
        quote=diagnostics.get("text", "")[start:end].strip(),
    )


def _spans(
    criteria: tuple[RubricCriterion, ...], diagnostics: Mapping[str, Any]
) -> dict[RubricPassage, tuple[int, int]]:
    spans = diagnostics.get("spans", {})
    return {RubricPassage(one.id, one.number, one.name): tuple(spans[one.id]) for one in criteria if one.id in spans}


def _exemplars(
    definition: Definition, texts: Texts, criteria: tuple[RubricCriterion, ...]
) -> tuple[RubricExemplar, ...]:
    return tuple(_exemplar(entry, texts, definition, criteria) for entry in definition["exemplars"])


def _exemplar(
    entry: Mapping[str, Any], texts: Texts, definition: Definition, criteria: tuple[RubricCriterion, ...]
) -> RubricExemplar:
    base = f"exemplars.{entry['id']}"
    names = {level.id: level.name for level in levels_of(definition, texts)}
    worth = [criterion["points"][entry["levels"][criterion["id"]]] for criterion in definition["criteria"]]
    return RubricExemplar(
        id=entry["id"],
        title=texts(f"{base}.title"),
        paragraphs=paragraphs_of(texts(f"{base}.text")),
        why=texts(f"{base}.why"),
        earned=sum(worth) * MICRO,
        levels=tuple(RubricExemplarLevel(entry_of.name, names[entry["levels"][entry_of.id]]) for entry_of in criteria),
    )
