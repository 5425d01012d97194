"""Reads questions with answers to choose from."""

from cms.importing.reading.fields import Fields
from cms.importing.reading.paper_types import BlueprintRow, ChoiceBody, ChoiceOption, ChoiceQuestion
from cms.importing.reading.shared import Reading, log_repeated

LONG = 2_000
DIFFICULTIES = ("easy", "medium", "hard")
MIN_OPTIONS, MAX_OPTIONS = 2, 10


def read_choice(reading: Reading, fields: Fields) -> ChoiceBody:
    """Read a knowledge check."""
    rows = [(item, _row(reading, item)) for item in fields.mappings("blueprint")]
    log_repeated(((row.id, item) for item, row in rows), "rows")
    for name in () if rows else ("points", "exposure_percent"):
        if fields.has(name):
            fields.problem(name, f"“{name}” counts only beside a “blueprint”. Remove it.")
    return ChoiceBody(
        questions=read_questions(reading, fields, "questions", required=True, is_graded=True),
        shuffle=fields.flag("shuffle", default=True),
        blueprint=tuple(row for _, row in rows),
        points=fields.whole("points", low=1, high=1_000, default=10),
        exposure_percent=fields.whole("exposure_percent", low=1, high=100, default=50),
    )


def _row(reading: Reading, fields: Fields) -> BlueprintRow:
    row = BlueprintRow(
        id=fields.id(),
        competency=reading.competency(fields),
        difficulty=fields.one_of("difficulty", DIFFICULTIES),
        take=fields.whole("take", low=1, high=100),
    )
    fields.finish()
    return row


def read_questions(
    reading: Reading, fields: Fields, name: str, *, required: bool, is_graded: bool = False
) -> tuple[ChoiceQuestion, ...]:
    """Read the questions of any exercise that has some; graded ones may say how difficult they are."""
    parts = [(item, _question(reading, item, is_graded=is_graded)) for item in fields.mappings(name, required=required)]
    log_repeated(((question.id, item) for item, question in parts), name)
    return tuple(question for _, question in parts)


def _question(reading: Reading, fields: Fields, *, is_graded: bool) -> ChoiceQuestion:
    options = read_options(fields, "options", required=True)
    question = ChoiceQuestion(
        id=fields.id(),
        mode=fields.one_of("mode", ("single", "multiple")),
        prompt_html=fields.markdown("prompt", required=True),
        points=fields.whole("points", low=1, high=100, default=1),
        competency=reading.competency(fields),
        options=options,
        why_html=fields.markdown("why"),
        source=fields.text("source", default="", longest=LONG),
        difficulty=fields.one_of("difficulty", DIFFICULTIES, default="") if is_graded else "",
    )
    _check_key(fields, question)
    fields.finish()
    return question


def read_options(fields: Fields, name: str, *, required: bool) -> tuple[ChoiceOption, ...]:
    """Read answers of which each is right or wrong."""
    options = [(item, _option(item)) for item in fields.mappings(name, required=required)]
    log_repeated(((option.id, item) for item, option in options), name)
    return tuple(option for _, option in options)


def _option(fields: Fields) -> ChoiceOption:
    option = ChoiceOption(
        id=fields.id(),
        text=fields.text("text", longest=LONG),
        right=fields.required_flag("right"),
        why=fields.text("why", default="", longest=LONG),
    )
    fields.finish()
    return option


def _check_key(fields: Fields, question: ChoiceQuestion) -> None:
    right = sum(option.right for option in question.options)
    if not MIN_OPTIONS <= len(question.options) <= MAX_OPTIONS:
        fields.problem("options", f"A question has from {MIN_OPTIONS} to {MAX_OPTIONS} options.")
    elif question.mode == "single" and right != 1:
        fields.problem("options", f"A question of mode single has exactly one right option; this one has {right}.")
    elif question.mode == "multiple" and right in {0, len(question.options)}:
        fields.problem("options", "A question of mode multiple has at least one right and one wrong option.")
