"""An exercise page as the fields of its file."""

from collections.abc import Callable
from typing import Any

from cms.definitions import BranchAuthored, Decision, Entry, OrderAuthored, OrderRule, Scene, lines_of
from cms.definitions.branch import Leads, leads_to
from cms.definitions.order import ranked
from cms.definitions.texts import same_words
from cms.exporting.collecting.album import Album
from cms.exporting.collecting.hotspots import hotspot_fields
from cms.exporting.collecting.judged import sjt_fields
from cms.exporting.collecting.negotiated import negotiation_fields
from cms.exporting.collecting.networks import network_fields
from cms.exporting.collecting.papers import intray_fields, redpen_fields
from cms.exporting.collecting.placed import placement_fields
from cms.exporting.collecting.questions import choice_fields
from cms.exporting.collecting.sheet import Sheet, without_empty
from cms.exporting.collecting.stories import Told
from cms.exporting.collecting.vocabulary import Vocabulary, competency_name
from cms.exporting.collecting.worked import match_fields, numeric_fields
from cms.exporting.collecting.written import rubric_fields

_Fields = dict[str, Any]


def exercise_fields(page: Any, sheet: Sheet, vocabulary: Vocabulary, album: Album) -> _Fields:
    """Give the fields of an exercise of any kind, in the order of the format."""
    authored = page.authored()
    fields = {
        "key": str(page.translation_key),
        "kind": page.kind,
        "slug": page.slug,
        "title": sheet.plain("title", page.title),
        "intro": sheet.rich("intro", authored.header.intro_html),
        "minutes": page.minutes,
        "max_tries": page.max_tries,
        "pass_percent": page.pass_percent,
        # Practice and what is asked before and after a course never count, whatever is ticked beside it.
        "required": page.required and not page.practice and not page.assessment,
        "practice": page.practice,
        "assessment": page.assessment,
        "weight": page.weight,
        "competency": competency_name(authored.header.competency, sheet, vocabulary),
        "desk": list(page.desk_tasks),
        "outcomes": [int(number) for number in lines_of(page.outcomes)],
        "tags": sheet.lines("tags", page.tags),
        "sources": sheet.lines("sources", page.sources),
        **page.timing(),
    }
    shared = without_empty(fields, ["intro", "assessment", "competency", "desk", "outcomes", "tags", "sources"])
    if page.kind == "hotspot":
        return shared | hotspot_fields(authored, page, sheet, album)
    return shared | _KINDS[page.kind](authored, page, sheet, vocabulary)


def _order(authored: OrderAuthored, _page: Any, sheet: Sheet, _vocabulary: Vocabulary) -> _Fields:
    entries = [
        without_empty(
            {
                "id": entry.id,
                "text": sheet.plain(f"entry “{entry.id}”, text", entry.text),
                "rank": rank,
                "note": sheet.plain(f"entry “{entry.id}”, note", entry.note),
            },
            ["note"],
        )
        for entry, rank in ranked(authored.entries)
    ]
    ids = {same_words(entry.text): entry.id for entry in authored.entries}
    fields = {
        "prompt": sheet.rich("prompt", authored.prompt_html),
        "points": authored.points,
        "scoring": authored.scoring,
        "first_label": sheet.plain("first_label", authored.first_label),
        "last_label": sheet.plain("last_label", authored.last_label),
        "entries": entries,
        "left_out": [_left_out(entry, sheet) for entry in authored.left_out],
        "rules": [_rule(rule, ids, sheet) for rule in authored.rules],
        "why": sheet.rich("why", authored.why_html),
    }
    return without_empty(fields, ["left_out", "rules", "why"])


def _left_out(entry: Entry, sheet: Sheet) -> _Fields:
    return without_empty(
        {
            "id": entry.id,
            "text": sheet.plain(f"entry “{entry.id}”, text", entry.text),
            "note": sheet.plain(f"entry “{entry.id}”, note", entry.note),
        },
        ["note"],
    )


def _rule(rule: OrderRule, ids: dict[str, str], sheet: Sheet) -> _Fields:
    for name in (*rule.higher, *rule.lower):
        if same_words(name) not in ids and name:
            sheet.note("rules", f"No entry is called “{name}”. Choose an entry of the list.")
    return {
        "id": rule.id,
        "text": sheet.plain("rules, text", rule.text),
        "higher": [ids[same_words(name)] for name in rule.higher if same_words(name) in ids],
        "lower": [ids[same_words(name)] for name in rule.lower if same_words(name) in ids],
    }


def _branch(authored: BranchAuthored, _page: Any, sheet: Sheet, _vocabulary: Vocabulary) -> _Fields:
    leads, told = leads_to(authored.scenes), Told(authored, sheet)
    fields = {
        "points": authored.points,
        "variables": told.variables(),
        "scenes": [_scene(scene, leads, told) for scene in authored.scenes],
        "events": told.events(),
        "worth": told.worth(),
    }
    return without_empty(fields, ["variables", "events", "worth"])


def _scene(scene: Scene, leads: Leads, told: Told) -> _Fields:
    sheet = told.sheet
    return {
        "id": scene.id,
        "title": sheet.plain("scenes, title", scene.title),
        "body": sheet.rich(f"scene “{scene.title}”, body", scene.text_html),
        "options": [_decision(option, scene, leads, told) for option in scene.options],
    }


def _decision(option: Decision, scene: Scene, leads: Leads, told: Told) -> _Fields:
    sheet = told.sheet
    where = f"scene “{scene.title}”"
    target = leads[scene.id, option.id]
    if target is None:
        sheet.note(f"{where}, next", "A choice leads to no scene. Name the scene it goes on to.")
    fields = {
        "id": option.id,
        "text": sheet.plain(f"{where}, text", option.text),
        "quality": option.quality,
        "next": target or "",
        "when": told.conditions(where, option.when),
        "effects": told.effects(where, option.effects),
        "outcome": sheet.rich(f"{where}, outcome", option.outcome_html),
        "why": sheet.plain(f"{where}, why", option.why),
    }
    return without_empty(fields, ["when", "effects", "outcome", "why"])


_KINDS: dict[str, Callable[[Any, Any, Sheet, Vocabulary], _Fields]] = {
    "choice": choice_fields,
    "order": _order,
    "branch": _branch,
    "numeric": numeric_fields,
    "match": match_fields,
    "negotiation": negotiation_fields,
    "placement": placement_fields,
    "intray": intray_fields,
    "redpen": redpen_fields,
    "rubric": rubric_fields,
    "network": network_fields,
    "sjt": sjt_fields,
}
