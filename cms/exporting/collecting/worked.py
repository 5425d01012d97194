"""Exercises with numbers and with pairs, as the fields of their files."""

from decimal import Decimal
from typing import Any

from cms.definitions import MatchAuthored, NumericAuthored
from cms.definitions.authored import NumberQuestion, Pair, Unit
from cms.exporting.collecting.sheet import Sheet, without_empty
from cms.exporting.collecting.vocabulary import Vocabulary, competency_name

_Fields = dict[str, Any]


def numeric_fields(authored: NumericAuthored, _page: Any, sheet: Sheet, vocabulary: Vocabulary) -> _Fields:
    return {"questions": [_question(question, sheet, vocabulary) for question in authored.questions]}


def _question(question: NumberQuestion, sheet: Sheet, vocabulary: Vocabulary) -> _Fields:
    where = f"question “{question.id}”"
    if question.value is None:
        sheet.note(f"{where}, value", "The right answer is missing. Write it.")
    is_exact = question.tolerance == "exact"
    fields = {
        "id": question.id,
        "prompt": sheet.rich(f"{where}, prompt", question.prompt_html),
        "value": _number(question.value),
        "tolerance": question.tolerance,
        "within": "" if is_exact else _number(question.amount),
        "half": question.half and not is_exact,
        "units": [_unit(unit, where, sheet) for unit in question.units],
        "points": question.points,
        "competency": competency_name(question.competency, sheet, vocabulary),
        "why": sheet.rich(f"{where}, why", question.why_html),
        "source": sheet.plain(f"{where}, source", question.source),
    }
    return without_empty(fields, ["within", "units", "competency", "why", "source"])


def _unit(unit: Unit, where: str, sheet: Sheet) -> _Fields:
    text = sheet.plain(f"{where}, unit", unit.text)
    return {"id": unit.id, "text": text, "factor": _number(unit.factor)}


def _number(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


def match_fields(authored: MatchAuthored, _page: Any, sheet: Sheet, _vocabulary: Vocabulary) -> _Fields:
    fields = {
        "prompt": sheet.rich("prompt", authored.prompt_html),
        "points": authored.points,
        "pairs": [_pair(pair, sheet) for pair in authored.pairs],
        "why": sheet.rich("why", authored.why_html),
    }
    return without_empty(fields, ["why"])


def _pair(pair: Pair, sheet: Sheet) -> _Fields:
    where = f"pair “{pair.id}”"
    fields = {
        "id": pair.id,
        "text": sheet.plain(f"{where}, text", pair.text),
        "match": sheet.plain(f"{where}, match", pair.match),
        "why": sheet.plain(f"{where}, why", pair.why),
    }
    return without_empty(fields, ["why"])
