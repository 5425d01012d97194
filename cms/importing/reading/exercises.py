"""Reads an exercise file of any kind."""

from collections.abc import Callable

from cms.importing.reading.cases import read_branch
from cms.importing.reading.fields import Fields
from cms.importing.reading.hotspots import read_hotspot
from cms.importing.reading.networks import read_network
from cms.importing.reading.numbers import read_numeric
from cms.importing.reading.pairs import read_match
from cms.importing.reading.papers import read_intray, read_redpen
from cms.importing.reading.places import read_placement
from cms.importing.reading.questions import read_choice
from cms.importing.reading.shared import Reading, lines_in, log_repeated
from cms.importing.reading.situations import read_sjt
from cms.importing.reading.talks import read_negotiation
from cms.importing.reading.timing import read_timing
from cms.importing.reading.types import (
    ExerciseBody,
    ExerciseFile,
    LeftOut,
    OrderBody,
    OrderEntry,
    OrderRule,
)
from cms.importing.reading.written import read_rubric
from courses.rules.types import RESERVED_EXERCISE_SLUGS

SHORT, LONG = 80, 2_000
COUNT_ONLY_WHEN_ASKED = frozenset({"sjt"})
ASSESSMENTS = ("both", "before", "after")
MARKED = frozenset({"rubric"})
_Body = Callable[[Reading, Fields], ExerciseBody]


def read_exercise(reading: Reading, name: str) -> ExerciseFile | None:
    """Read one exercise; None when the file cannot be read at all."""
    fields = Fields.of(reading.yaml_file(name), name, reading.log, "The file")
    if fields is None:
        return None
    kind = fields.one_of("kind", tuple(_BODIES))
    practice = fields.flag("practice", default=False)
    assessment = fields.one_of("assessment", ("", *ASSESSMENTS), default="")
    exercise = ExerciseFile(
        file=name,
        key=reading.key_of(fields),
        kind=kind,
        slug=fields.slug(),
        title=fields.text("title"),
        intro_html=fields.markdown("intro"),
        minutes=fields.whole("minutes", low=1, high=240, default=5),
        pass_percent=fields.whole("pass_percent", low=1, high=100, default=60),
        required=fields.flag("required", default=not practice and not assessment and kind not in COUNT_ONLY_WHEN_ASKED),
        practice=practice,
        assessment=assessment,
        timing=read_timing(fields),
        weight=fields.whole("weight", low=1, high=100, default=1),
        competency=reading.competency(fields),
        desk=reading.desk(fields),
        outcomes=fields.numbers("outcomes", low=1, high=99),
        tags=reading.tags(fields),
        sources=fields.texts("sources"),
        body=_BODIES[kind](reading, fields),
        lines=lines_in(fields),
    )
    if exercise.practice and exercise.required:
        fields.problem("practice", "Practice never counts, so it cannot be required. Write required: false.")
    if exercise.assessment and (exercise.required or kind in MARKED):
        fields.problem("assessment", "What is asked before and after a course is not required, and nobody marks it.")
    if exercise.slug in RESERVED_EXERCISE_SLUGS:
        fields.problem("slug", f"An exercise cannot have the slug “{exercise.slug}”. Choose another word.")
    fields.finish()
    return exercise


def _read_order(_reading: Reading, fields: Fields) -> OrderBody:
    entries = [(item, _entry(item)) for item in fields.mappings("entries", required=True)]
    left_out = [(item, _left_out(item)) for item in fields.mappings("left_out")]
    everything: list[tuple[Fields, OrderEntry | LeftOut]] = [*entries, *left_out]
    log_repeated(((entry.id, item) for item, entry in everything), "entries")
    log_repeated(((entry.text, item) for item, entry in everything), "entries", "text")
    known = {entry.id: entry.rank for _, entry in entries}
    rules = [(item, _rule(item, known)) for item in fields.mappings("rules")]
    log_repeated(((rule.id, item) for item, rule in rules), "rules")
    ranks = sorted(set(known.values()))
    if len(ranks) <= 1:
        fields.problem("entries", "An order needs at least two entries of different rank.")
    elif ranks != list(range(1, len(ranks) + 1)):
        fields.problem("entries", "Ranks begin with 1 and leave no number out.")
    return OrderBody(
        prompt_html=fields.markdown("prompt", required=True),
        points=fields.whole("points", low=1, high=1_000, default=10),
        scoring=fields.one_of("scoring", ("pairs", "ranks", "steps", "places"), default="pairs"),
        first_label=fields.text("first_label", longest=SHORT),
        last_label=fields.text("last_label", longest=SHORT),
        entries=tuple(entry for _, entry in entries),
        left_out=tuple(entry for _, entry in left_out),
        rules=tuple(rule for _, rule in rules),
        why_html=fields.markdown("why"),
    )


def _entry(fields: Fields) -> OrderEntry:
    entry = OrderEntry(
        id=fields.id(),
        text=fields.text("text", longest=LONG),
        rank=fields.whole("rank", low=1, high=100),
        note=fields.text("note", default="", longest=LONG),
    )
    fields.finish()
    return entry


def _left_out(fields: Fields) -> LeftOut:
    entry = LeftOut(
        id=fields.id(),
        text=fields.text("text", longest=LONG),
        note=fields.text("note", default="", longest=LONG),
    )
    fields.finish()
    return entry


def _rule(fields: Fields, ranks: dict[str, int]) -> OrderRule:
    rule = OrderRule(
        id=fields.id(),
        text=fields.text("text", longest=LONG),
        higher=_entry_ids(fields, "higher", ranks),
        lower=_entry_ids(fields, "lower", ranks),
    )
    for higher in rule.higher:
        for lower in rule.lower:
            if higher in ranks and lower in ranks and ranks[higher] >= ranks[lower]:
                fields.problem(
                    "higher", f"By their ranks “{higher}” does not stand before “{lower}”. Correct one of the two."
                )
    fields.finish()
    return rule


def _entry_ids(fields: Fields, name: str, ranks: dict[str, int]) -> tuple[str, ...]:
    found = fields.texts_with_lines(name, required=True)
    for entry, line in found:
        if entry not in ranks:
            fields.log.add(fields.file, line, f"There is no entry “{entry}”. Use the ids of the entries.")
    return tuple(entry for entry, _ in found)


_BODIES: dict[str, _Body] = {
    "choice": read_choice,
    "order": _read_order,
    "branch": read_branch,
    "numeric": read_numeric,
    "match": read_match,
    "negotiation": read_negotiation,
    "placement": read_placement,
    "intray": read_intray,
    "redpen": read_redpen,
    "rubric": read_rubric,
    "network": read_network,
    "hotspot": read_hotspot,
    "sjt": read_sjt,
}
