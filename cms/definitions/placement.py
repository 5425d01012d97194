"""Guests to be placed: what was written → definition, and what is wrong with what was written."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.definitions import rule_sets
from cms.definitions.layouts import Layout, layout, sizes
from cms.definitions.problems import AuthoringProblem
from cms.definitions.seated import PlacementAuthored, PlacementRule, SeatedGuest
from cms.definitions.texts import same_words

SCORER = "placement/1"


def structure(authored: PlacementAuthored) -> dict[str, Any]:
    drawn = _layout(authored)
    jurisdictions = _jurisdictions(authored)
    return {
        "scorer": SCORER,
        "points": authored.points,
        "competency": authored.header.competency,
        "places": [{"id": spot.id, "x": spot.x, "y": spot.y, "side": spot.side} for spot in drawn.spots],
        "shapes": [dict(shape) for shape in drawn.shapes],
        "neighbours": [list(pair) for pair in drawn.neighbours],
        "right_of": [list(pair) for pair in drawn.right_of],
        "measures": {name: dict(distances) for name, distances in drawn.measures.items()},
        "guests": [_guest(guest, drawn) for guest in authored.guests],
        "jurisdictions": [{"id": key} for key in jurisdictions.values()],
        "jurisdiction": next(iter(jurisdictions.values()), None),
        "rules_shown": authored.rules_shown,
        "rules": [_rule(rule, authored, drawn, jurisdictions) for rule in _rules(authored)],
        **_citations(authored),
    }


def texts(authored: PlacementAuthored) -> dict[str, str]:
    found = {"prompt_html": authored.prompt_html, "why_html": authored.why_html}
    drawn = _layout(authored)
    found |= {f"places.{spot.id}.text": spot.name for spot in drawn.spots}
    found |= {f"shapes.{shape}.text": label for shape, label in drawn.labels.items()}
    found |= {f"jurisdictions.{key}.text": name for name, key in _named_jurisdictions(authored).items()}
    for guest in authored.guests:
        found[f"guests.{guest.id}.text"] = guest.text
        found[f"guests.{guest.id}.about"] = guest.about
    for edition in authored.rule_sets:
        found[f"rule_sets.{edition.slug}.text"] = edition.title
    for rule in _rules(authored):
        found[f"rules.{rule.id}.text"] = rule.text
        found[f"rules.{rule.id}.source"] = rule.source
        found[f"rules.{rule.id}.why"] = rule.why
    return found


def problems(authored: PlacementAuthored) -> list[AuthoringProblem]:
    lowest, highest = sizes(authored.layout)
    if not lowest <= authored.size <= highest:
        message = _("This layout takes from %(lowest)s to %(highest)s places.")
        return [AuthoringProblem("size", message % {"lowest": lowest, "highest": highest})]
    return [
        *_guest_problems(authored),
        *rule_sets.problems(authored, _layout(authored)),
        *_rule_problems(authored),
    ]


def _layout(authored: PlacementAuthored) -> Layout:
    lowest, highest = sizes(authored.layout)
    return layout(authored.layout, min(max(authored.size, lowest), highest))


def _rules(authored: PlacementAuthored) -> list[PlacementRule]:
    """List the rules copied from rule sets, then those of the exercise itself."""
    return [*rule_sets.copied_rules(authored, _layout(authored)), *authored.rules]


def _citations(authored: PlacementAuthored) -> dict[str, Any]:
    """Say which edition of which rule set the rules were copied from; nothing where there is none."""
    cited = [{"id": edition.slug, "key": edition.key, "edition": edition.edition} for edition in authored.rule_sets]
    return {"rule_sets": cited} if cited else {}


def _all_jurisdictions(authored: PlacementAuthored) -> list[str]:
    ours = [edition.jurisdiction for edition in authored.rule_sets if edition.jurisdiction]
    return [*authored.jurisdictions, *ours]


def _jurisdictions(authored: PlacementAuthored) -> dict[str, str]:
    """Number the jurisdictions: words that agree → id."""
    names = dict.fromkeys(map(same_words, _all_jurisdictions(authored)))
    return {name: f"j{number}" for number, name in enumerate(names, 1)}


def _named_jurisdictions(authored: PlacementAuthored) -> dict[str, str]:
    ids = _jurisdictions(authored)
    return {name: ids[same_words(name)] for name in reversed(_all_jurisdictions(authored))}


def _guest(guest: SeatedGuest, drawn: Layout) -> dict[str, Any]:
    tags = {"delegation": guest.delegation, "group": guest.group}
    return {
        "id": guest.id,
        "tags": {name: same_words(value) for name, value in tags.items() if value},
        "place": _spot(guest.place, drawn),
    }


def _spot(number: int | None, drawn: Layout) -> str:
    return drawn.spots[number - 1].id if number and number <= len(drawn.spots) else ""


def _rule(
    rule: PlacementRule, authored: PlacementAuthored, drawn: Layout, jurisdictions: Mapping[str, str]
) -> dict[str, Any]:
    ids = _ids_by_words(authored)
    parameters: dict[str, dict[str, Any]] = {
        "place": {"guest": _id(rule.guest, ids), "places": [_spot(number, drawn) for number in rule.places]},
        "order": {"guests": [[_id(name, ids) for name in rank] for rank in rule.ranks], "measure": rule.measure},
        "right_of": {"guest": _id(rule.guest, ids), "of": _id(rule.other, ids)},
        "near": {"guest": _id(rule.guest, ids), "any": [_id(name, ids) for name in rule.others], "steps": rule.steps},
        "apart": {"guests": [_id(rule.guest, ids), _id(rule.other, ids)], "steps": rule.steps},
        "alternate": {"tag": rule.tag},
        "balance": {"tag": rule.tag, "value": same_words(rule.value)},
    }
    return {
        "id": rule.id,
        "type": rule.type,
        "weight": rule.weight,
        "hard": rule.hard,
        "jurisdiction": jurisdictions.get(same_words(rule.jurisdiction)),
        "topic": rule.topic,
        **parameters[rule.type],
        **({"rule_set": rule.rule_set} if rule.rule_set else {}),
    }


def _id(name: str, ids: Mapping[str, str]) -> str:
    return ids.get(same_words(name), "")


def _ids_by_words(authored: PlacementAuthored) -> dict[str, str]:
    return {same_words(guest.text): guest.id for guest in authored.guests}


def _guest_problems(authored: PlacementAuthored) -> Iterator[AuthoringProblem]:
    seen: set[str] = set()
    places = len(_layout(authored).spots)
    for guest in authored.guests:
        words = same_words(guest.text)
        if words and words in seen:
            message = _("“%(text)s” stands in the list twice.") % {"text": guest.text}
            yield AuthoringProblem("guests", message, guest.id)
        seen.add(words)
        if "=" in guest.text:
            message = _("“%(text)s”: leave out the sign =, which joins equal ranks in a rule.") % {"text": guest.text}
            yield AuthoringProblem("guests", message, guest.id)
        if guest.place and guest.place > places:
            message = _("There is no place %(number)s; the last is %(last)s.") % {"number": guest.place, "last": places}
            yield AuthoringProblem("guests", message, guest.id)


def _rule_problems(authored: PlacementAuthored) -> Iterator[AuthoringProblem]:
    drawn = _layout(authored)
    for number, rule in enumerate(authored.rules, start=1):
        for message in _about(rule, authored, drawn):
            words = _("Rule %(number)s: %(message)s") % {"number": number, "message": message}
            yield AuthoringProblem("rules", words, rule.id)


def _about(rule: PlacementRule, authored: PlacementAuthored, drawn: Layout) -> Iterator[str]:
    ids = _ids_by_words(authored)
    for name in _names_in(rule):
        if same_words(name) not in ids:
            yield _("nobody is called “%(name)s”.") % {"name": name}
    for number in rule.places:
        if not 1 <= number <= len(drawn.spots):
            yield _("there is no place %(number)s; the last is %(last)s.") % {
                "number": number,
                "last": len(drawn.spots),
            }
    if rule.type == "order" and rule.measure not in drawn.measures:
        yield _("this layout has no such place of honour. Choose another.")
    yield from _about_marks(rule, authored, drawn)
    if rule.jurisdiction and same_words(rule.jurisdiction) not in _jurisdictions(authored):
        yield _("“%(name)s” is not among the jurisdictions of this exercise.") % {"name": rule.jurisdiction}


def _about_marks(rule: PlacementRule, authored: PlacementAuthored, drawn: Layout) -> Iterator[str]:
    if rule.type == "balance" and not any(spot.side for spot in drawn.spots):
        yield _("this layout has no two sides. Choose another kind of rule.")
    if rule.type not in {"alternate", "balance"} or not rule.tag:
        return
    marks = {same_words(getattr(guest, rule.tag)) for guest in authored.guests} - {""}
    if rule.type == "alternate" and not marks:
        yield _("no guest has such a mark. Fill in the delegation or the group of the guests.")
    if rule.type == "balance" and rule.value and same_words(rule.value) not in marks:
        yield _("no guest has the mark “%(value)s”.") % {"value": rule.value}


def _names_in(rule: PlacementRule) -> list[str]:
    named = {
        "place": [rule.guest],
        "order": [name for rank in rule.ranks for name in rank],
        "right_of": [rule.guest, rule.other],
        "near": [rule.guest, *rule.others],
        "apart": [rule.guest, rule.other],
    }
    return [name for name in named.get(rule.type, []) if name.strip()]
