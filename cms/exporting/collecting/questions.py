"""Questions with answers to choose from, as the fields of their files."""

from typing import Any

from cms.definitions import Answer, BlueprintRow, ChoiceAuthored, Question
from cms.exporting.collecting.sheet import Sheet, without_empty
from cms.exporting.collecting.vocabulary import Vocabulary, competency_name

_Fields = dict[str, Any]


def choice_fields(authored: ChoiceAuthored, _page: Any, sheet: Sheet, vocabulary: Vocabulary) -> _Fields:
    questions = [question_fields(question, sheet, vocabulary) for question in authored.questions]
    pool = {
        "points": authored.points,
        "exposure_percent": authored.exposure_percent,
        "blueprint": [_row(row, sheet, vocabulary) for row in authored.blueprint],
    }
    return {"shuffle": authored.shuffle, **(pool if authored.blueprint else {}), "questions": questions}


def _row(row: BlueprintRow, sheet: Sheet, vocabulary: Vocabulary) -> _Fields:
    competency = competency_name(row.competency, sheet, vocabulary)
    fields = {"id": row.id, "competency": competency, "difficulty": row.difficulty, "take": row.take}
    return without_empty(fields, ["competency"])


def question_fields(question: Question, sheet: Sheet, vocabulary: Vocabulary) -> _Fields:
    where = f"question “{question.id}”"
    fields = {
        "id": question.id,
        "mode": question.mode,
        "prompt": sheet.rich(f"{where}, prompt", question.prompt_html),
        "points": question.points,
        "competency": competency_name(question.competency, sheet, vocabulary),
        "difficulty": question.difficulty,
        "options": [option_fields(option, where, sheet) for option in question.options],
        "why": sheet.rich(f"{where}, why", question.why_html),
        "source": sheet.plain(f"{where}, source", question.source),
    }
    return without_empty(fields, ["competency", "difficulty", "why", "source"])


def option_fields(option: Answer, where: str, sheet: Sheet) -> _Fields:
    fields = {
        "id": option.id,
        "text": sheet.plain(f"{where}, text", option.text),
        "right": option.right,
        "why": sheet.plain(f"{where}, why", option.why),
    }
    return without_empty(fields, ["why"])
