"""Putting in order: what was written → definition, and what is wrong with what was written."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from cms.definitions.authored import Entry, OrderAuthored, OrderRule
from cms.definitions.problems import AuthoringProblem
from cms.definitions.texts import same_words

SCORERS = {
    "pairs": "order-tau/1",
    "ranks": "order-taux/1",
    "steps": "order-lcs/1",
    "places": "order-position/1",
}
LEAVING_OUT = {"pairs": "order-tau/2", "ranks": "order-taux/1"}


def structure(authored: OrderAuthored) -> dict[str, Any]:
    ids = _ids_by_words(authored.entries)
    left_out = authored.left_out if authored.scoring in LEAVING_OUT else ()
    scorers = LEAVING_OUT if left_out else SCORERS
    return {
        "scorer": scorers.get(authored.scoring, ""),
        "points": authored.points,
        "competency": authored.header.competency,
        "entries": [
            *({"id": entry.id, "rank": rank} for entry, rank in ranked(authored.entries)),
            *({"id": entry.id, "rank": None} for entry in left_out),
        ],
        "rules": [
            {"id": rule.id, "higher": _named(rule.higher, ids), "lower": _named(rule.lower, ids)}
            for rule in authored.rules
        ],
    }


def ranked(entries: tuple[Entry, ...]) -> list[tuple[Entry, int]]:
    """Give each entry its rank, from 1; the same rank as the one above where that is ticked."""
    rank = 0
    found: list[tuple[Entry, int]] = []
    for entry in entries:
        if not (entry.same_as_above and found):
            rank += 1
        found.append((entry, rank))
    return found


def texts(authored: OrderAuthored) -> dict[str, str]:
    found = {
        "prompt_html": authored.prompt_html,
        "why_html": authored.why_html,
        "first_label": authored.first_label,
        "last_label": authored.last_label,
    }
    for entry in (*authored.entries, *authored.left_out):
        found[f"entries.{entry.id}.text"] = entry.text
        found[f"entries.{entry.id}.note"] = entry.note
    for rule in authored.rules:
        found[f"rules.{rule.id}.text"] = rule.text
    return found


def problems(authored: OrderAuthored) -> list[AuthoringProblem]:
    found = []
    if len({rank for _entry, rank in ranked(authored.entries)}) < 2:  # noqa: PLR2004  (an order needs two ranks)
        found.append(AuthoringProblem("entries", _("There must be at least two entries of different rank.")))
    found += _repeated("entries", authored.entries)
    found += _repeated("left_out", authored.left_out, authored.entries)
    ranks = {same_words(entry.text): rank for entry, rank in ranked(authored.entries)}
    if authored.scoring not in LEAVING_OUT:
        found += _only_pairs(authored)
    for number, rule in enumerate(authored.rules, start=1):
        found += [
            AuthoringProblem(
                "rules", _("Rule %(number)s: %(message)s") % {"number": number, "message": message}, rule.id
            )
            for message in _rule_problems(rule, ranks)
        ]
    return found


def _only_pairs(authored: OrderAuthored) -> list[AuthoringProblem]:
    found = []
    if authored.rules:
        found.append(AuthoringProblem("rules", _("Rules explain pairs. Leave them out, or score by pairs.")))
    if authored.left_out:
        message = _("What does not belong is compared in pairs. Leave it out, or score by pairs.")
        found.append(AuthoringProblem("left_out", message))
    return found


def _repeated(field: str, entries: tuple[Entry, ...], earlier: tuple[Entry, ...] = ()) -> list[AuthoringProblem]:
    seen = {same_words(entry.text) for entry in earlier}
    found = []
    for entry in entries:
        words = same_words(entry.text)
        if words and words in seen:
            message = _("“%(text)s” stands in the list twice.") % {"text": entry.text}
            found.append(AuthoringProblem(field, message, entry.id))
        seen.add(words)
    return found


def _rule_problems(rule: OrderRule, ranks: dict[str, int]) -> list[str]:
    named = [name for name in (*rule.higher, *rule.lower) if name.strip()]
    unknown = [name for name in named if same_words(name) not in ranks]
    if unknown:
        return [_("no entry is called “%(name)s”.") % {"name": name} for name in unknown]
    above = [ranks[same_words(name)] for name in rule.higher if name.strip()]
    below = [ranks[same_words(name)] for name in rule.lower if name.strip()]
    if above and below and max(above) >= min(below):
        return [_("it says the opposite of the list of entries.")]
    return []


def _ids_by_words(entries: Iterable[Entry]) -> dict[str, str]:
    return {same_words(entry.text): entry.id for entry in entries}


def _named(names: Iterable[str], ids: dict[str, str]) -> list[str]:
    found = (ids.get(same_words(name)) for name in names)
    return [entry_id for entry_id in found if entry_id]
