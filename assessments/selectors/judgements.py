import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assessments.models import Attempt, SelfAssessment
from assessments.rules import registry
from assessments.rules.types import Owner, RubricCell, RubricPresentation


@dataclass(frozen=True, slots=True)
class JudgedCriterion:
    """One criterion with the level that the learner gave, "" for none; `field` is its form field."""

    id: str
    field: str
    name: str
    question: str
    cells: tuple[RubricCell, ...]
    chosen: str
    chosen_name: str


@dataclass(frozen=True, slots=True)
class OwnJudgement:
    """What a learner thinks of their own text, which counts for nothing.

    Attributes:
        definition: of the version that was answered; stays on the server.
        saved_at: when it was given, None when it was not.
    """

    attempt_id: int
    key: UUID
    criteria: tuple[JudgedCriterion, ...]
    definition: Mapping[str, Any]
    saved_at: datetime.datetime | None

    def read_form(self, form: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """Read the levels chosen in a form; what is no level of this rubric is left out."""
        sent = {criterion.id: next(iter(form.get(criterion.field, ())), "") for criterion in self.criteria}
        known = {level["id"] for level in self.definition["levels"]}
        return {criterion: level for criterion, level in sent.items() if level in known}


def own_judgement(*, key: UUID, owner: Owner, language: str) -> OwnJudgement | None:
    """Read what a learner thinks of their own text.

    Args:
        key: of the attempt.
        owner: who asks.
        language: a language code.

    Returns:
        None when there is no such attempt, it is somebody else's, not handed in or no written work. One statement.
    """
    mine = Attempt.objects.handed_in().of(owner).filter(key=key)
    attempt = mine.select_related("version", "self_assessment").first()
    if attempt is None or not registry.needs_marking(attempt.version.definition):
        return None
    saved: SelfAssessment | None = getattr(attempt, "self_assessment", None)
    definition = attempt.version.definition
    shown = registry.present(definition, attempt.variant, language, attempt.submitted_response)
    levels = saved.levels if saved else {}
    criteria = _criteria(shown, levels) if isinstance(shown, RubricPresentation) else ()
    return OwnJudgement(attempt.pk, attempt.key, criteria, definition, saved.saved_at if saved else None)


def _criteria(shown: RubricPresentation, levels: Mapping[str, str]) -> tuple[JudgedCriterion, ...]:
    names = {level.id: level.name for level in shown.levels}
    return tuple(
        JudgedCriterion(
            id=criterion.id,
            field=f"level-{criterion.id}",
            name=criterion.name,
            question=criterion.question,
            cells=criterion.cells,
            chosen=levels.get(criterion.id, ""),
            chosen_name=names.get(levels.get(criterion.id, ""), ""),
        )
        for criterion in shown.criteria
    )
