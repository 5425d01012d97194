"""Numbers to work out: what was written → definition, and what is wrong with what was written."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.definitions.authored import NumberQuestion, NumericAuthored
from cms.definitions.problems import AuthoringProblem
from cms.definitions.texts import same_words

SCORER = "numeric/1"


def structure(authored: NumericAuthored) -> dict[str, Any]:
    return {
        "scorer": SCORER,
        "points": sum(question.points for question in authored.questions),
        "items": [_item(question, authored.header.competency) for question in authored.questions],
    }


def _item(question: NumberQuestion, competency: str | None) -> dict[str, Any]:
    return {
        "id": question.id,
        "points": question.points,
        "competency": question.competency or competency,
        "value": _plain(question.value),
        "tolerance": _tolerance(question),
        "half": question.half,
        "units": [{"id": unit.id, "factor": _plain(unit.factor)} for unit in question.units],
    }


def _tolerance(question: NumberQuestion) -> dict[str, str]:
    """Turn what people say (per cent, times as much) into what is computed with (a share, a share more)."""
    if question.tolerance == "exact":
        return {"kind": "nominal", "amount": "0"}
    amount = question.amount
    if amount is not None and question.tolerance == "relative":
        amount = amount.scaleb(-2)
    if amount is not None and question.tolerance == "geometric":
        amount -= 1
    return {"kind": question.tolerance, "amount": _plain(amount)}


def _plain(number: Decimal | None) -> str:
    """Write a number without exponent and without zeros at its end; "" for none."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def texts(authored: NumericAuthored) -> dict[str, str]:
    found: dict[str, str] = {}
    for question in authored.questions:
        path = f"items.{question.id}"
        found[f"{path}.prompt_html"] = question.prompt_html
        found[f"{path}.why_html"] = question.why_html
        found[f"{path}.source"] = question.source
        for unit in question.units:
            found[f"{path}.units.{unit.id}.text"] = unit.text
    return found


def problems(authored: NumericAuthored) -> list[AuthoringProblem]:
    found = []
    for number, question in enumerate(authored.questions, start=1):
        for message in (_tolerance_problem(question), _units_problem(question)):
            if message:
                text = _("Question %(number)s: %(message)s") % {"number": number, "message": message}
                found.append(AuthoringProblem("questions", text, question.id))
    return found


def _tolerance_problem(question: NumberQuestion) -> str:
    if question.tolerance == "exact":
        return _("half the points need an answer that may be off; here it has to be exact.") if question.half else ""
    if question.amount is None or question.amount <= 0:
        return _("say how far off an answer may be, with a number above 0.")
    if question.tolerance == "geometric" and question.amount <= 1:
        return _("how many times more or less needs a number above 1, such as 2.")
    if question.tolerance != "nominal" and question.value == 0:
        return _("the right answer is 0, and a share of 0 is 0. Choose “this much more or less”.")
    return ""


def _units_problem(question: NumberQuestion) -> str:
    names = [same_words(unit.text) for unit in question.units]
    if len(set(names)) < len(names):
        return _("a unit stands in the list twice.")
    factors = [unit.factor for unit in question.units]
    if any(factor is not None and factor <= 0 for factor in factors):
        return _("how much one of a unit is must be a number above 0.")
    if factors and None not in factors and 1 not in factors:
        return _("the unit of the right answer is missing. Give one unit the number 1.")
    return ""
