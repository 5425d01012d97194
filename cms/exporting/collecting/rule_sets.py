"""Rule sets, as the fields of their files."""

from typing import Any

from cms.definitions import RoleRule
from cms.exporting.collecting.sheet import ExportProblem, Sheet, without_empty
from cms.models import RuleSet

_Fields = dict[str, Any]


def rule_set_fields(found: RuleSet, problems: list[ExportProblem]) -> _Fields:
    """Give the fields of a rule set, in the order of the format."""
    sheet = Sheet(f"rule set “{found.title}”", problems)
    content = found.content()
    fields = {
        "key": content.key,
        "slug": content.slug,
        "title": sheet.plain("title", content.title),
        "jurisdiction": sheet.plain("jurisdiction", content.jurisdiction),
        "edition": sheet.plain("edition", content.edition),
        "as_of": found.as_of.isoformat(),
        "review_on": found.review_on.isoformat(),
        "sources": [_source(child.value, sheet) for child in found.sources],
        "rules": [_rule(rule, sheet) for rule in content.rules],
    }
    return without_empty(fields, ["jurisdiction"])


def _source(value: Any, sheet: Sheet) -> _Fields:
    fields = {
        "text": sheet.plain("sources, text", value["text"]),
        "mark": value["mark"],
        "note": sheet.plain("sources, note", value["note"]),
    }
    return without_empty(fields, ["note"])


def _rule(rule: RoleRule, sheet: Sheet) -> _Fields:
    where = f"rule “{rule.id}”"
    parameters: dict[str, _Fields] = {
        "order": {"ranks": [list(rank) for rank in rule.ranks], "measure": rule.measure},
        "seniority": {"role": rule.role},
        "right_of": {"role": rule.role, "other": rule.other},
        "near": {"role": rule.role, "other": rule.other, "steps": rule.steps},
    }
    fields = {
        "id": rule.id,
        "type": rule.type,
        "text": sheet.plain(f"{where}, text", rule.text),
        **parameters[rule.type],
        "source": sheet.plain(f"{where}, source", rule.source),
        "mark": rule.mark,
        "why": sheet.plain(f"{where}, why", rule.why),
        "weight": rule.weight,
        "hard": rule.hard,
        "topic": rule.topic,
        "disputed": rule.disputed,
    }
    return without_empty(fields, ["measure", "source", "why", "topic"])
