"""Rule sets for tests. Each is complete, and published unless asked otherwise."""

import itertools
from typing import Any

from cms.models import RuleSet

_numbers = itertools.count(1)


def role_rule(rule_id: str, kind: str = "order", **value: Any) -> dict[str, Any]:
    head = {
        "text": f"The rule {rule_id}",
        "source": "line 15",
        "mark": "primary",
        "why": "",
        "weight": 3,
        "hard": False,
    }
    given = head | {"topic": "", "disputed": False} | value
    return {"type": kind, "id": rule_id, "value": given}


def make_rule_set(*, live: bool = True, **fields: Any) -> RuleSet:
    number = next(_numbers)
    defaults = {
        "title": f"List {number}",
        "slug": f"list-{number}",
        "jurisdiction": f"Land {number}",
        "edition": "2013",
        "as_of": "2013-03-27",
        "review_on": "2090-01-01",
        "sources": [{"type": "source", "value": {"text": "The list", "mark": "primary", "note": ""}}],
        "rules": [role_rule("first", ranks="head of post = dean\nlocal mayor", measure="", topic="who")],
    }
    made = RuleSet.objects.create(live=False, **(defaults | fields))
    if live:
        made.save_revision().publish()
    made.refresh_from_db()
    return made


def named(*sets: RuleSet) -> list[dict[str, Any]]:
    return [{"type": "rule_set", "value": found.pk} for found in sets]
