"""Knowledge checks: what was written → definition, and what is wrong with what was written."""

from typing import Any

from django.utils.translation import gettext as _

from cms.definitions.authored import BlueprintRow, ChoiceAuthored, Question
from cms.definitions.problems import AuthoringProblem

SCORER = "select-net/1"
POOL_SCORER = "select-pool/1"


def structure(authored: ChoiceAuthored) -> dict[str, Any]:
    return _pool(authored) if authored.blueprint else _whole(authored)


def _pool(authored: ChoiceAuthored) -> dict[str, Any]:
    whole = _whole(authored)
    graded = zip(whole["items"], authored.questions, strict=True)
    return whole | {
        "scorer": POOL_SCORER,
        "points": authored.points,
        "items": [item | {"difficulty": question.difficulty} for item, question in graded],
        "blueprint": [_row(row, authored.header.competency) for row in authored.blueprint],
        "exposure_percent": authored.exposure_percent,
    }


def _row(row: BlueprintRow, competency: str | None) -> dict[str, Any]:
    return {
        "id": row.id,
        "competency": row.competency or competency,
        "difficulty": row.difficulty,
        "take": row.take,
    }


def _whole(authored: ChoiceAuthored) -> dict[str, Any]:
    return {
        "scorer": SCORER,
        "points": sum(question.points for question in authored.questions),
        "shuffle": authored.shuffle,
        "items": [_item(question, authored.header.competency) for question in authored.questions],
    }


def _item(question: Question, competency: str | None) -> dict[str, Any]:
    return {
        "id": question.id,
        "mode": question.mode,
        "points": question.points,
        "competency": question.competency or competency,
        "options": [{"id": option.id, "right": option.right} for option in question.options],
    }


def texts(authored: ChoiceAuthored) -> dict[str, str]:
    found: dict[str, str] = {}
    for question in authored.questions:
        path = f"items.{question.id}"
        found[f"{path}.prompt_html"] = question.prompt_html
        found[f"{path}.why_html"] = question.why_html
        found[f"{path}.source"] = question.source
        for option in question.options:
            found[f"{path}.options.{option.id}.text"] = option.text
            found[f"{path}.options.{option.id}.why"] = option.why
    return found


def problems(authored: ChoiceAuthored) -> list[AuthoringProblem]:
    found = []
    for number, question in enumerate(authored.questions, start=1):
        message = _answers_problem(question)
        if message:
            text = _("Question %(number)s: %(message)s") % {"number": number, "message": message}
            found.append(AuthoringProblem("questions", text, question.id))
    if authored.blueprint and authored.practice:
        text = _("Practice shows the answers at once, so a pool would soon be known. Untick it, or ask everything.")
        found.append(AuthoringProblem("practice", text))
    return found


def _answers_problem(question: Question) -> str:
    right = sum(option.right for option in question.options)
    if len(question.options) < 2:  # noqa: PLR2004  (a choice needs two)
        return _("give at least two answers.")
    if right == 0:
        return _("no answer is marked as right.")
    if question.mode == "single" and right > 1:
        return _("only one answer can be right here. Mark one, or choose “several answers may be right”.")
    if question.mode == "multiple" and right == len(question.options):
        return _("every answer is marked as right. Add one that is wrong.")
    return ""
