"""Questions with answers to choose from, as the fields of their files."""

from typing import Any

from cms.definitions import Answer, Question
from cms.exporting.collecting.sheet import Sheet, without_empty
from cms.exporting.collecting.vocabulary import Vocabulary, competency_name

_Fields = dict[str, Any]


def question_fields(question: Question, sheet: Sheet, vocabulary: Vocabulary) -> _Fields:
    where = f"question “{question.id}”"
    fields = {
        "id": question.id,
        "mode": question.mode,
        "prompt": sheet.rich(f"{where}, prompt", question.prompt_html),
        "points": question.points,
        "competency": competency_name(question.competency, sheet, vocabulary),
        "options": [option_fields(option, where, sheet) for option in question.options],
        "why": sheet.rich(f"{where}, why", question.why_html),
        "source": sheet.plain(f"{where}, source", question.source),
    }
    return without_empty(fields, ["competency", "why", "source"])


def option_fields(option: Answer, where: str, sheet: Sheet) -> _Fields:
    fields = {
        "id": option.id,
        "text": sheet.plain(f"{where}, text", option.text),
        "right": option.right,
        "why": sheet.plain(f"{where}, why", option.why),
    }
    return without_empty(fields, ["why"])
