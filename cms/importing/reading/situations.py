"""Reads situations to judge."""

from cms.importing.reading.fields import Fields
from cms.importing.reading.shared import Reading, log_repeated
from cms.importing.reading.types import JudgedOption, Situation, SjtBody

MODES = ("rate", "rank", "best-worst")
PANELS = ("provisional", "panel")
MAX_SCENARIOS = 20
MIN_OPTIONS, MAX_OPTIONS = 3, 6
MIN_RATERS, MAX_RATERS = 7, 50
LOWEST, HIGHEST = 1, 7
LONG = 2_000


def read_sjt(_reading: Reading, fields: Fields) -> SjtBody:
    """Read the scenarios."""
    panel = fields.one_of("panel", PANELS, default="provisional")
    is_provisional = panel == "provisional"
    parts = [
        (item, _scenario(item, is_provisional=is_provisional)) for item in fields.mappings("scenarios", required=True)
    ]
    log_repeated(((scenario.id, item) for item, scenario in parts), "scenarios")
    if len(parts) > MAX_SCENARIOS:
        fields.problem("scenarios", f"There are at most {MAX_SCENARIOS} scenarios.")
    if is_provisional and fields.flag("required", default=False) and not fields.flag("practice", default=False):
        fields.problem("required", "As long as no panel has rated, this cannot be required. Write required: false.")
    return SjtBody(
        mode=fields.one_of("mode", MODES, default="rate"),
        panel=panel,
        points=fields.whole("points", low=1, high=1_000, default=10),
        scenarios=tuple(scenario for _, scenario in parts),
    )


def _scenario(fields: Fields, *, is_provisional: bool) -> Situation:
    parts = [(item, _option(item, is_provisional=is_provisional)) for item in fields.mappings("options", required=True)]
    log_repeated(((option.id, item) for item, option in parts), "options")
    if not MIN_OPTIONS <= len(parts) <= MAX_OPTIONS:
        fields.problem("options", f"A scenario has from {MIN_OPTIONS} to {MAX_OPTIONS} options.")
    if len({len(option.ratings) for _, option in parts}) > 1:
        fields.problem("options", "Every option of a scenario has a rating from each rater: as many numbers.")
    scenario = Situation(
        id=fields.id(),
        body_html=fields.markdown("body", required=True),
        question=fields.text("question", longest=255),
        options=tuple(option for _, option in parts),
    )
    fields.finish()
    return scenario


def _option(fields: Fields, *, is_provisional: bool) -> JudgedOption:
    ratings = (fields.whole("rating", low=LOWEST, high=HIGHEST),) if is_provisional else _panel(fields)
    option = JudgedOption(
        id=fields.id(),
        text=fields.text("text", longest=LONG),
        ratings=ratings,
        why=fields.text("why", longest=LONG),
    )
    fields.finish()
    return option


def _panel(fields: Fields) -> tuple[int, ...]:
    values = [value.data for value in fields.values_of("ratings", required=True)]
    ratings = tuple(value for value in values if type(value) is int and LOWEST <= value <= HIGHEST)
    if len(ratings) < len(values):
        fields.problem("ratings", f"“ratings” holds whole numbers from {LOWEST} to {HIGHEST}, one for each rater.")
    elif values and not MIN_RATERS <= len(values) <= MAX_RATERS:
        fields.problem("ratings", f"A panel has from {MIN_RATERS} to {MAX_RATERS} raters.")
    return ratings
