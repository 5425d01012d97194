"""Written work, as the fields of its files."""

from typing import Any

from cms.definitions import RubricAuthored, RubricCheck, RubricCriterion, RubricExemplar, RubricPaper
from cms.exporting.collecting.sheet import Sheet, without_empty
from cms.exporting.collecting.vocabulary import Vocabulary, competency_name

_Fields = dict[str, Any]


def rubric_fields(authored: RubricAuthored, _page: Any, sheet: Sheet, vocabulary: Vocabulary) -> _Fields:
    fields = {
        "prompt": sheet.rich("prompt", authored.prompt_html),
        "form": authored.form,
        "least": authored.least,
        "most": authored.most,
        "documents": [_paper(paper, sheet) for paper in authored.documents],
        "levels": [sheet.plain("levels", name) for name in authored.levels],
        "criteria": [_criterion(criterion, sheet, vocabulary) for criterion in authored.criteria],
        "exemplars": [_exemplar(exemplar, sheet) for exemplar in authored.exemplars],
        "checks": [_check(check, sheet) for check in authored.checks],
    }
    return without_empty(fields, ["documents", "exemplars", "checks"])


def _paper(paper: RubricPaper, sheet: Sheet) -> _Fields:
    where = f"document “{paper.id}”"
    return {
        "id": paper.id,
        "title": sheet.plain(f"{where}, title", paper.title),
        "body": sheet.rich(f"{where}, body", paper.body_html),
    }


def _criterion(criterion: RubricCriterion, sheet: Sheet, vocabulary: Vocabulary) -> _Fields:
    where = f"criterion “{criterion.id}”"
    fields = {
        "id": criterion.id,
        "name": sheet.plain(f"{where}, name", criterion.name),
        "question": sheet.plain(f"{where}, question", criterion.question),
        "competency": competency_name(criterion.competency, sheet, vocabulary),
        "levels": [
            {"points": level.points, "text": sheet.plain(f"{where}, levels", level.text)} for level in criterion.levels
        ],
    }
    return without_empty(fields, ["question", "competency"])


def _exemplar(exemplar: RubricExemplar, sheet: Sheet) -> _Fields:
    where = f"exemplar “{exemplar.id}”"
    fields = {
        "id": exemplar.id,
        "title": sheet.plain(f"{where}, title", exemplar.title),
        "levels": list(exemplar.levels),
        "text": sheet.plain(f"{where}, text", exemplar.text),
        "why": sheet.plain(f"{where}, why", exemplar.why),
    }
    return without_empty(fields, ["why"])


def _check(check: RubricCheck, sheet: Sheet) -> _Fields:
    where = f"check “{check.id}”"
    fields = {
        "id": check.id,
        "check": check.check,
        "name": sheet.plain(f"{where}, name", check.name),
        "phrases": [sheet.plain(f"{where}, phrases", phrase) for phrase in check.phrases],
        "place": check.place,
    }
    return without_empty(fields, ["name", "phrases", "place"])
