"""Reads written work: the task, its rubric, exemplars, and what is looked for by rule."""

from cms.importing.reading.fields import Fields
from cms.importing.reading.rubric_types import (
    RubricBody,
    RubricCheck,
    RubricCriterion,
    RubricExemplar,
    RubricLevel,
    RubricPaper,
)
from cms.importing.reading.shared import Reading, log_repeated

FORMS = ("memo", "note-verbale", "letter", "readout", "term-sheet", "other")
CHECKS = ("part", "banned", "deadline", "third_person", "salutation", "close", "dates", "annexes", "terms")
PLACES = ("anywhere", "line", "opening", "closing")
MOST_WORDS, MOST_POINTS, MOST_LEVELS = 2_500, 100, 6
NAME, LONG, WHOLE_TEXT = 120, 2_000, 20_000


def read_rubric(reading: Reading, fields: Fields) -> RubricBody:
    """Read the task."""
    levels = fields.texts("levels", required=True, longest=NAME)
    documents = [(item, _paper(item)) for item in fields.mappings("documents")]
    criteria = [(item, _criterion(reading, item, len(levels))) for item in fields.mappings("criteria", required=True)]
    exemplars = [(item, _exemplar(item, len(criteria), len(levels))) for item in fields.mappings("exemplars")]
    checks = [(item, _check(item)) for item in fields.mappings("checks")]
    log_repeated(((part.id, item) for item, part in documents), "documents")
    log_repeated(((part.id, item) for item, part in criteria), "criteria")
    log_repeated(((part.id, item) for item, part in exemplars), "exemplars")
    log_repeated(((part.id, item) for item, part in checks), "checks")
    return RubricBody(
        prompt_html=fields.markdown("prompt", required=True),
        form=fields.one_of("form", FORMS, default="memo"),
        least=fields.whole("least", low=1, high=MOST_WORDS, default=200),
        most=fields.whole("most", low=1, high=MOST_WORDS, default=350),
        levels=levels,
        documents=tuple(part for _, part in documents),
        criteria=tuple(part for _, part in criteria),
        exemplars=tuple(part for _, part in exemplars),
        checks=tuple(part for _, part in checks),
    )


def _paper(fields: Fields) -> RubricPaper:
    paper = RubricPaper(
        id=fields.id(), title=fields.text("title", longest=NAME), body_html=fields.markdown("body", required=True)
    )
    fields.finish()
    return paper


def _criterion(reading: Reading, fields: Fields, wanted: int) -> RubricCriterion:
    levels = tuple(_level(item) for item in fields.mappings("levels", required=True))
    if levels and len(levels) != wanted:
        fields.problem("levels", f"{wanted} levels have a name, this criterion has {len(levels)}. Make them as many.")
    criterion = RubricCriterion(
        id=fields.id(),
        name=fields.text("name", longest=NAME),
        question=fields.text("question", default=""),
        competency=reading.competency(fields),
        levels=levels,
    )
    fields.finish()
    return criterion


def _level(fields: Fields) -> RubricLevel:
    level = RubricLevel(fields.whole("points", low=0, high=MOST_POINTS), fields.text("text", longest=LONG))
    fields.finish()
    return level


def _exemplar(fields: Fields, criteria: int, highest: int) -> RubricExemplar:
    values = [value.data for value in fields.values_of("levels", required=True)]
    levels = tuple(value for value in values if type(value) is int and 1 <= value <= highest)
    if len(levels) < len(values) or (values and len(values) != criteria):
        fields.problem("levels", f"“levels” holds a number from 1 to {highest} for each of the {criteria} criteria.")
    exemplar = RubricExemplar(
        id=fields.id(),
        title=fields.text("title", longest=NAME),
        text=fields.text("text", longest=WHOLE_TEXT),
        levels=levels,
        why=fields.text("why", default="", longest=LONG),
    )
    fields.finish()
    return exemplar


def _check(fields: Fields) -> RubricCheck:
    check = fields.one_of("check", CHECKS)
    has_words = check in {"part", "banned"}
    found = RubricCheck(
        id=fields.id(),
        check=check,
        name=fields.text("name", longest=NAME) if has_words else "",
        phrases=fields.texts("phrases", required=True) if has_words else (),
        place=fields.one_of("place", PLACES, default="anywhere") if check == "part" else "",
    )
    fields.finish()
    return found
