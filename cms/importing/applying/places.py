"""Protocol labs and rule sets, from their files to the fields of what is stored."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from cms.importing.applying.bodies import Raw, item
from cms.importing.applying.digests import digest_of
from cms.importing.reading.place_types import PlacementBody, PlacementRule, RoleRule, RuleSetFile


def placement(body: PlacementBody) -> dict[str, Any]:
    """Give the fields of a protocol lab; rules name guests by their words."""
    words = {guest.id: guest.text for guest in body.guests}
    return {
        "prompt": body.prompt_html,
        "layout": body.layout,
        "size": body.size,
        "guests": [
            {
                "type": "guest",
                "id": guest.id,
                "value": {
                    "text": guest.text,
                    "about": guest.about,
                    "delegation": guest.delegation,
                    "group": guest.group,
                    "roles": "; ".join(guest.roles),
                    "since": guest.since,
                    "place": guest.place,
                },
            }
            for guest in body.guests
        ],
        "jurisdictions": "\n".join(body.jurisdictions),
        "rule_sets": [_named(found) for found in body.rule_sets],
        "weights": "\n".join(f"{topic} = {weight}" for topic, weight in body.weights),
        "rules": [{"type": rule.type, "id": rule.id, "value": _placement_rule(rule, words)} for rule in body.rules],
        "rules_shown": body.rules_shown,
        "why": body.why_html,
        "points": body.points,
    }


def _named(found: RuleSetFile) -> dict[str, Any]:
    """Name a rule set by its key. With its edition the exercise is new as well, and takes it."""
    return {"type": "rule_set", "id": found.slug, "value": str(found.key), "edition": digest_of(rule_set(found))}


def with_rule_sets(named: Raw, ids: Mapping[UUID, int]) -> Raw:
    """Put the ids of this database in the place of keys."""
    return [{"type": block["type"], "id": block["id"], "value": ids[UUID(block["value"])]} for block in named]


def rule_set(found: RuleSetFile) -> dict[str, Any]:
    """Give the fields of a rule set."""
    return {
        "slug": found.slug,
        "title": found.title,
        "jurisdiction": found.jurisdiction,
        "edition": found.edition,
        "as_of": found.as_of.isoformat(),
        "review_on": found.review_on.isoformat(),
        "sources": [
            {"type": "source", "id": f"source-{number}", "value": asdict(source)}
            for number, source in enumerate(found.sources, start=1)
        ],
        "rules": [{"type": rule.type, "id": rule.id, "value": _role_rule(rule)} for rule in found.rules],
    }


def _role_rule(rule: RoleRule) -> dict[str, Any]:
    parameters: dict[str, dict[str, Any]] = {
        "order": {"ranks": "\n".join(map(" = ".join, rule.ranks)), "measure": rule.measure},
        "seniority": {"role": rule.role},
        "right_of": {"role": rule.role, "other": rule.other},
        "near": {"role": rule.role, "other": rule.other, "steps": rule.steps},
    }
    shared = ("text", "source", "mark", "why", "weight", "hard", "topic", "disputed")
    return {name: getattr(rule, name) for name in shared} | parameters[rule.type]


def _placement_rule(rule: PlacementRule, words: dict[str, str]) -> dict[str, Any]:
    parameters: dict[str, dict[str, Any]] = {
        "place": {"guest": words.get(rule.guest, ""), "places": ", ".join(map(str, rule.places))},
        "order": {"ranks": "\n".join(_rank(rank, words) for rank in rule.ranks), "measure": rule.measure},
        "right_of": {"guest": words.get(rule.guest, ""), "other": words.get(rule.other, "")},
        "near": {
            "guest": words.get(rule.guest, ""),
            "others": [item(f"{rule.id}-{guest}", words.get(guest, "")) for guest in rule.others],
            "steps": rule.steps,
        },
        "apart": {"guest": words.get(rule.guest, ""), "other": words.get(rule.other, ""), "steps": rule.steps},
        "alternate": {"tag": rule.tag},
        "balance": {"tag": rule.tag, "value": rule.value},
    }
    return {
        "text": rule.text,
        **parameters[rule.type],
        "source": rule.source,
        "why": rule.why,
        "weight": rule.weight,
        "hard": rule.hard,
        "jurisdiction": rule.jurisdiction,
        "topic": rule.topic,
    }


def _rank(rank: tuple[str, ...], words: dict[str, str]) -> str:
    return " = ".join(words.get(guest, "") for guest in rank)
