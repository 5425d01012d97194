"""Protocol labs, as the fields of their files."""

from collections.abc import Callable, Mapping
from typing import Any

from cms.definitions import PlacementAuthored, PlacementRule, SeatedGuest
from cms.definitions.texts import same_words
from cms.exporting.collecting.sheet import Sheet, without_empty
from cms.exporting.collecting.vocabulary import Vocabulary

_Fields = dict[str, Any]
_Named = Callable[[str], str]


def placement_fields(authored: PlacementAuthored, page: Any, sheet: Sheet, _vocabulary: Vocabulary) -> _Fields:
    ids = {same_words(guest.text): guest.id for guest in authored.guests}
    fields = {
        "prompt": sheet.rich("prompt", authored.prompt_html),
        "points": authored.points,
        "layout": authored.layout,
        "size": authored.size,
        "guests": [_guest(guest, sheet) for guest in authored.guests],
        "jurisdictions": [sheet.plain("jurisdictions", name) for name in authored.jurisdictions],
        "rule_sets": [found.slug for found in page.chosen_rule_sets() if found],
        "weights": dict(authored.weights),
        "rules_shown": authored.rules_shown,
        "rules": [_rule(rule, authored, ids, sheet) for rule in authored.rules],
        "why": sheet.rich("why", authored.why_html),
    }
    if None in page.chosen_rule_sets():
        sheet.note("rule_sets", "One of the rule sets is gone. Choose another.")
    return without_empty(fields, ["jurisdictions", "rule_sets", "weights", "rules", "why"])


def _guest(guest: SeatedGuest, sheet: Sheet) -> _Fields:
    where = f"guest “{guest.id}”"
    fields = {
        "id": guest.id,
        "text": sheet.plain(f"{where}, text", guest.text),
        "about": sheet.plain(f"{where}, about", guest.about),
        "delegation": sheet.plain(f"{where}, delegation", guest.delegation),
        "group": sheet.plain(f"{where}, group", guest.group),
        "roles": [sheet.plain(f"{where}, roles", role) for role in guest.roles],
        "since": guest.since,
        "place": guest.place,
    }
    return without_empty(fields, ["about", "delegation", "group", "roles", "since", "place"])


def _rule(rule: PlacementRule, authored: PlacementAuthored, ids: Mapping[str, str], sheet: Sheet) -> _Fields:
    where = f"rule “{rule.id}”"

    def named(name: str) -> str:
        if same_words(name) not in ids:
            sheet.note(where, f"Nobody is called “{name}”. Choose somebody of the list.")
        return ids.get(same_words(name), "")

    fields = {
        "id": rule.id,
        "type": rule.type,
        "text": sheet.plain(f"{where}, text", rule.text),
        **_parameters(rule, named),
        "source": sheet.plain(f"{where}, source", rule.source),
        "why": sheet.plain(f"{where}, why", rule.why),
        "weight": rule.weight,
        "hard": rule.hard,
        "jurisdiction": _jurisdiction(rule, authored),
        "topic": rule.topic,
    }
    return without_empty(fields, ["source", "why", "jurisdiction", "topic"])


def _jurisdiction(rule: PlacementRule, authored: PlacementAuthored) -> str:
    """Give the name as the list of jurisdictions or the rule set writes it."""
    ours = (edition.jurisdiction for edition in authored.rule_sets)
    names = {same_words(name): name for name in (*ours, *authored.jurisdictions)}
    return names.get(same_words(rule.jurisdiction), rule.jurisdiction)


def _parameters(rule: PlacementRule, named: _Named) -> _Fields:
    fields: dict[str, _Fields] = {
        "place": {"guest": rule.guest, "places": list(rule.places)},
        "order": {"ranks": [[named(name) for name in rank] for rank in rule.ranks], "measure": rule.measure},
        "right_of": {"guest": rule.guest, "other": rule.other},
        "near": {"guest": rule.guest, "others": [named(name) for name in rule.others], "steps": rule.steps},
        "apart": {"guest": rule.guest, "other": rule.other, "steps": rule.steps},
        "alternate": {"tag": rule.tag},
        "balance": {"tag": rule.tag, "value": rule.value},
    }
    people = {"guest", "other"}
    return {name: named(value) if name in people else value for name, value in fields[rule.type].items()}
