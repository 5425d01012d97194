"""Reads the folder of rule sets, which exercises name by their slugs."""

from cms.importing.reading.fields import Fields
from cms.importing.reading.place_types import RoleRule, RuleSetFile, RuleSource
from cms.importing.reading.places import LONG, MAX_WEIGHT, MEASURES, read_steps
from cms.importing.reading.shared import Reading, lines_in, log_repeated
from cms.importing.reading.types import RULE_SETS

RULES = ("order", "seniority", "right_of", "near")
MARKS = ("primary", "secondary")
SOURCE_MARKS = (*MARKS, "general")
LONGEST_SLUG = 60
LINE = 150


def read_rule_sets(reading: Reading) -> tuple[RuleSetFile, ...]:
    """Read the rule sets in the order of their file names; () when there is no such folder."""
    if RULE_SETS not in reading.folder.folders_in():
        return ()
    names = [name for name in reading.folder.files_in(RULE_SETS) if name.endswith((".yaml", ".yml"))]
    reading.listed |= dict.fromkeys(names, RULE_SETS)
    read = [(fields, _rule_set(reading, fields)) for name in names if (fields := _fields(reading, name))]
    seen: dict[str, str] = {}
    for fields, found in read:
        other = seen.setdefault(found.slug, found.file)
        if found.slug and other != found.file:
            fields.problem("slug", f"The rule set in {other} has the same slug “{found.slug}”. Change one.")
    return tuple(found for _, found in read)


def _fields(reading: Reading, name: str) -> Fields | None:
    return Fields.of(reading.yaml_file(name), name, reading.log, "The file")


def _rule_set(reading: Reading, fields: Fields) -> RuleSetFile:
    jurisdiction = fields.text("jurisdiction", default="", longest=80)
    sources = list(fields.mappings("sources", required=True))
    rules = [(item, _rule(item, jurisdiction)) for item in fields.mappings("rules", required=True)]
    log_repeated(((rule.id, item) for item, rule in rules), "rules")
    found = RuleSetFile(
        file=fields.file,
        key=reading.key_of(fields),
        slug=fields.slug(),
        title=fields.text("title", longest=150),
        jurisdiction=jurisdiction,
        edition=fields.text("edition", longest=80),
        as_of=fields.date("as_of"),
        review_on=fields.date("review_on"),
        sources=tuple(_source(item) for item in sources),
        rules=tuple(rule for _, rule in rules),
        lines=lines_in(fields),
    )
    if len(found.slug) > LONGEST_SLUG:
        fields.problem("slug", f"“slug” is longer than {LONGEST_SLUG} characters. Shorten it.")
    fields.finish()
    return found


def _source(fields: Fields) -> RuleSource:
    source = RuleSource(
        text=fields.text("text", longest=500),
        mark=fields.one_of("mark", SOURCE_MARKS),
        note=fields.text("note", default=""),
    )
    fields.finish()
    return source


def _rule(fields: Fields, jurisdiction: str) -> RoleRule:
    kind = fields.one_of("type", RULES)
    rule = RoleRule(
        id=fields.id(),
        type=kind,
        text=fields.text("text"),
        source=fields.text("source", default=""),
        mark=_mark(fields),
        why=fields.text("why", default="", longest=LONG),
        weight=fields.whole("weight", low=1, high=MAX_WEIGHT, default=1),
        hard=fields.flag("hard", default=False),
        topic=fields.id("topic") if fields.has("topic") else "",
        disputed=fields.flag("disputed", default=False),
        role=fields.text("role") if kind != "order" else "",
        other=fields.text("other") if kind in {"right_of", "near"} else "",
        ranks=_ranks(fields) if kind == "order" else (),
        measure=_measure(fields) if kind == "order" else "",
        steps=read_steps(fields, kind),
    )
    fields.known.append("topic")
    if rule.role and " ".join(rule.role.split()).casefold() == " ".join(rule.other.split()).casefold():
        fields.problem("other", "“role” and “other” are the same role. Name each role once.")
    if rule.disputed and not jurisdiction:
        fields.problem("disputed", "A disputed rule may count only where it holds. Name the jurisdiction of the set.")
    fields.finish()
    return rule


def _mark(fields: Fields) -> str:
    if fields.has("mark") and fields.values["mark"].data == "general":
        fields.problem("mark", "What is only general knowledge must not decide a score. Leave this rule out.")
        fields.known.append("mark")
        return "secondary"
    return fields.one_of("mark", MARKS)


def _measure(fields: Fields) -> str:
    fields.known.append("measure")
    return fields.one_of("measure", MEASURES) if fields.has("measure") else ""


def _ranks(fields: Fields) -> tuple[tuple[str, ...], ...]:
    ranks = []
    for value in fields.values_of("ranks", required=True):
        roles = [item.data for item in value.data] if isinstance(value.data, list) else [value.data]
        ranks.append(tuple(" ".join(role.split()) for role in roles if isinstance(role, str) and role.strip()))
        if len(ranks[-1]) < len(roles) or not roles or any("=" in role or len(role) > LINE for role in ranks[-1]):
            fields.problem("ranks", f"Each rank is a list of roles: texts of at most {LINE} characters without =.")
    named = [role.casefold() for rank in ranks for role in rank]
    if len(ranks) < 2 or len(set(named)) < len(named):  # noqa: PLR2004  (higher and lower)
        fields.problem("ranks", "“ranks” holds at least two ranks, and each role once.")
    return tuple(ranks)
