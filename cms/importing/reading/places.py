"""Reads protocol labs: guests or flags to be placed, and the rules."""

from collections.abc import Sequence

from cms.importing.reading.fields import Fields
from cms.importing.reading.place_types import Guest, PlacementBody, PlacementRule, RuleSetFile
from cms.importing.reading.shared import Reading, log_repeated
from cms.importing.reading.types import RULE_SETS
from cms.importing.reading.yaml_tree import Value
from cms.rules.dates import is_partial_date

LAYOUTS = ("talks", "round", "two-tables", "three-tables", "four-tables", "line", "car", "signing")
RULES = ("order", "place", "right_of", "near", "apart", "alternate", "balance")
MEASURES = ("host", "side-a", "side-b", "left", "centre", "driven", "behind")
TAGS = ("delegation", "group")
MAX_PLACES, MAX_RULES, MAX_WEIGHT = 40, 80, 100
LONG = 2_000


def read_placement(reading: Reading, fields: Fields) -> PlacementBody:
    """Read the lab."""
    guests = [(item, _guest(item)) for item in fields.mappings("guests", required=True)]
    log_repeated(((guest.id, item) for item, guest in guests), "guests")
    log_repeated(((guest.text, item) for item, guest in guests), "guests", "text")
    jurisdictions = fields.texts("jurisdictions")
    known = tuple(guest.id for _, guest in guests)
    named = _rule_sets(reading, fields)
    places = (*jurisdictions, *(found.jurisdiction for found in named))
    rules = [
        (item, _rule(item, known, places)) for item in fields.mappings("rules", required=not fields.has("rule_sets"))
    ]
    log_repeated(((rule.id, item) for item, rule in rules), "rules")
    return PlacementBody(
        prompt_html=fields.markdown("prompt", required=True),
        points=fields.whole("points", low=1, high=1_000, default=20),
        layout=fields.one_of("layout", LAYOUTS),
        size=fields.whole("size", low=1, high=MAX_PLACES, default=4),
        guests=tuple(guest for _, guest in guests),
        jurisdictions=jurisdictions,
        rule_sets=tuple(named),
        weights=_weights(fields),
        rules=tuple(rule for _, rule in rules),
        rules_shown=fields.flag("rules_shown", default=False),
        why_html=fields.markdown("why"),
    )


def _rule_sets(reading: Reading, fields: Fields) -> list[RuleSetFile]:
    named = fields.texts_with_lines("rule_sets")
    for number, (slug, line) in enumerate(named):
        if slug in [earlier for earlier, _ in named[:number]]:
            reading.log.add(fields.file, line, f"The rule set “{slug}” is named twice. Name it once.")
        if slug not in reading.rule_sets:
            message = f"There is no rule set “{slug}”. Add it to the folder {RULE_SETS} or correct it."
            reading.log.add(fields.file, line, message)
    return [reading.rule_sets[slug] for slug, _ in named if slug in reading.rule_sets]


def _weights(fields: Fields) -> tuple[tuple[str, int], ...]:
    weights = fields.mapping("weights", "“weights”")
    if weights is None:
        return ()
    found = tuple((topic, weights.whole(topic, low=1, high=MAX_WEIGHT)) for topic in weights.values)
    weights.finish()
    return found


def _guest(fields: Fields) -> Guest:
    guest = Guest(
        id=fields.id(),
        text=fields.text("text"),
        about=fields.text("about", default=""),
        delegation=fields.text("delegation", default=""),
        group=fields.text("group", default=""),
        roles=fields.texts("roles", longest=150),
        since=read_since(fields),
        place=fields.whole("place", low=1, high=MAX_PLACES) if fields.has("place") else None,
    )
    fields.known.append("place")
    fields.finish()
    return guest


def read_since(fields: Fields) -> str:
    since = fields.text("since", default="")
    if since and not is_partial_date(since):
        fields.problem("since", "“since” must be a year, a month or a day: 2011, 2011-03 or 2011-03-24.")
    return since


def _rule(fields: Fields, guests: Sequence[str], jurisdictions: Sequence[str]) -> PlacementRule:
    kind = fields.one_of("type", RULES)
    jurisdiction = fields.text("jurisdiction", default="")
    if jurisdiction and jurisdiction not in jurisdictions:
        fields.problem("jurisdiction", f"“{jurisdiction}” is not one of the jurisdictions above. Correct it.")
    names = _Names(fields, guests)
    rule = PlacementRule(
        id=fields.id(),
        type=kind,
        text=fields.text("text"),
        source=fields.text("source", default="", longest=500),
        why=fields.text("why", default="", longest=LONG),
        weight=fields.whole("weight", low=1, high=100, default=1),
        hard=fields.flag("hard", default=False),
        jurisdiction=jurisdiction,
        topic=fields.id("topic") if fields.has("topic") else "",
        guest=names.one("guest") if kind in {"place", "right_of", "near", "apart"} else "",
        other=names.one("other") if kind in {"right_of", "apart"} else "",
        others=names.several("others") if kind == "near" else (),
        places=_numbers(fields) if kind == "place" else (),
        ranks=names.ranks("ranks") if kind == "order" else (),
        measure=fields.one_of("measure", MEASURES) if kind == "order" else "",
        steps=read_steps(fields, kind),
        tag=fields.one_of("tag", TAGS) if kind in {"alternate", "balance"} else "",
        value=fields.text("value") if kind == "balance" else "",
    )
    fields.known.append("topic")
    fields.finish()
    return rule


def read_steps(fields: Fields, kind: str) -> int:
    defaults = {"near": 1, "apart": 2}
    return fields.whole("steps", low=1, high=MAX_PLACES, default=defaults[kind]) if kind in defaults else 1


def _numbers(fields: Fields) -> tuple[int, ...]:
    values = fields.values_of("places", required=True)
    numbers = tuple(value.data for value in values if type(value.data) is int and 1 <= value.data <= MAX_PLACES)
    if len(numbers) < len(values):
        fields.problem("places", f"“places” holds the numbers of places, from 1 to {MAX_PLACES}.")
    return numbers


class _Names:
    """Reads ids of guests, and logs those that nobody has."""

    def __init__(self, fields: Fields, guests: Sequence[str]) -> None:
        self._fields, self._guests = fields, guests

    def one(self, name: str) -> str:
        return self._checked(name, self._fields.text(name))

    def several(self, name: str) -> tuple[str, ...]:
        return tuple(self._checked(name, text) for text in self._fields.texts(name, required=True))

    def ranks(self, name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(self._rank(name, value) for value in self._fields.values_of(name, required=True))

    def _rank(self, name: str, value: Value) -> tuple[str, ...]:
        entries = [entry.data for entry in value.data] if isinstance(value.data, list) else [value.data]
        return tuple(self._checked(name, str(entry)) for entry in entries)

    def _checked(self, name: str, guest: str) -> str:
        if guest and guest not in self._guests:
            self._fields.problem(name, f"There is no guest “{guest}”. Add them to the guests or correct it.")
        return guest
