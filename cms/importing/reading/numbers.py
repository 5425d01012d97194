"""Reads the questions of an exercise with numbers."""

from decimal import Decimal

from cms.importing.reading.fields import Fields
from cms.importing.reading.shared import Reading, log_repeated
from cms.importing.reading.types import NumberQuestion, NumberUnit, NumericBody

TOLERANCES = ("exact", "nominal", "relative", "geometric")
MAX_UNITS = 10
SHORT, LONG = 80, 2_000


def read_numeric(reading: Reading, fields: Fields) -> NumericBody:
    """Read the questions."""
    parts = [(item, _question(reading, item)) for item in fields.mappings("questions", required=True)]
    log_repeated(((question.id, item) for item, question in parts), "questions")
    return NumericBody(questions=tuple(question for _, question in parts))


def _question(reading: Reading, fields: Fields) -> NumberQuestion:
    question = NumberQuestion(
        id=fields.id(),
        prompt_html=fields.markdown("prompt", required=True),
        value=fields.decimal("value", decimals=9),
        tolerance=fields.one_of("tolerance", TOLERANCES, default="exact"),
        within=fields.decimal("within", decimals=6, required=False),
        half=fields.flag("half", default=False),
        units=_units(fields),
        points=fields.whole("points", low=1, high=100, default=1),
        competency=reading.competency(fields),
        why_html=fields.markdown("why"),
        source=fields.text("source", default="", longest=LONG),
    )
    _check_tolerance(fields, question)
    fields.finish()
    return question


def _units(fields: Fields) -> tuple[NumberUnit, ...]:
    parts = [(item, _unit(item)) for item in fields.mappings("units")]
    log_repeated(((unit.id, item) for item, unit in parts), "units")
    log_repeated(((unit.text, item) for item, unit in parts), "units", "text")
    if len(parts) > MAX_UNITS:
        fields.problem("units", f"A question has at most {MAX_UNITS} units.")
    if parts and not any(Decimal(unit.factor or 0) == 1 for _, unit in parts):
        fields.problem("units", "Give the unit of the right answer the factor 1.")
    return tuple(unit for _, unit in parts)


def _unit(fields: Fields) -> NumberUnit:
    unit = NumberUnit(
        id=fields.id(), text=fields.text("text", longest=SHORT), factor=fields.decimal("factor", decimals=9)
    )
    if unit.factor and Decimal(unit.factor) <= 0:
        fields.problem("factor", "“factor” must be above 0.")
    fields.finish()
    return unit


def _check_tolerance(fields: Fields, question: NumberQuestion) -> None:
    least = 1 if question.tolerance == "geometric" else 0
    if question.tolerance == "exact":
        if question.within or question.half:
            fields.problem("tolerance", "An exact answer has neither “within” nor “half”. Name a tolerance.")
    elif Decimal(question.within or 0) <= least:
        fields.problem("within", f"“within” says how far off an answer may be. It must be above {least}.")
    elif question.tolerance != "nominal" and question.value and not Decimal(question.value):
        fields.problem("tolerance", "A share of 0 is 0. Use tolerance: nominal.")
