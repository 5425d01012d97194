"""What an author has to change in a placement exercise."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from assessments.rules.checks import (
    Checked,
    Report,
    competency,
    gettext_noop,
    is_id,
    objects,
    one_of,
    require_texts,
    whole_number,
)
from assessments.rules.scorers.placement.bounds import bounds
from assessments.rules.scorers.placement.constraints import TYPES
from assessments.rules.scorers.placement.plans import Plans
from assessments.rules.scorers.placement.search import QUICK, Tell
from assessments.rules.scorers.results import name_of
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import Problem

MAX_PLACES = 40
MAX_RULES = 80
MAX_JURISDICTIONS = 5
MAX_WEIGHT = 100
_MAX_SAMPLE = 100_000
_ACROSS = 1000
_LABEL = gettext_noop("Write what stands on this table (language: %(language)s).")
GIVEN_UP = gettext_noop("This is too hard to work out. Use fewer guests, or fewer rules that are in each other's way.")


class _Names:
    """What the rules of one definition may speak of."""

    def __init__(self, places: Checked, guests: Checked, measures: object) -> None:
        self.places = [place["id"] for _, place in places]
        self.guests = [guest["id"] for _, guest in guests]
        self.measures = list(measures) if isinstance(measures, dict) else []
        self.tags = {tag for _, guest in guests for tag in guest["tags"]} if guests else set()
        self.values = {value for _, guest in guests for value in guest["tags"].values()} if guests else set()


def problems(definition: Definition) -> list[Problem]:
    """List what an author has to change.

    Args:
        definition: any JSON object.

    Returns:
        Problems in the order of the definition, [] when there is none. That the bounds are the best possible is not
        proved here (`search.best_plan`); only that the stored plan loses what is stored.
    """
    report = Report()
    known = _parts(report, definition)
    if not report.problems:
        _bounds(report, definition, known or [None])
    return report.problems


def is_incomplete(definition: Definition) -> bool:
    """Say whether a definition has no bounds and is sound otherwise.

    Args:
        definition: any JSON object.

    Returns:
        True when a search is all that it lacks.
    """
    report = Report()
    if "bounds" in definition:
        return False
    _parts(report, definition)
    return not report.problems


def complete(definition: Definition, tell: Tell | None = None) -> Definition:
    """Add the bounds to a definition that has none and is sound otherwise.

    Args:
        definition: any JSON object.
        tell: is told how far the search is, in percent; without it only what can be found quickly is searched.

    Returns:
        The definition with its bounds; as it came when it has them, has other problems or takes too long.
    """
    report = Report()
    if "bounds" in definition:
        return definition
    known = _parts(report, definition)
    if report.problems:
        return definition
    wanted: list[str | None] = [*known] or [None]
    found = []
    for number in range(len(wanted)):
        entry = _worked_out(definition, wanted, number, tell)
        if entry is None:
            return definition
        found.append(entry)
    return {**definition, "bounds": found}


def _worked_out(
    definition: Definition, wanted: Sequence[str | None], number: int, tell: Tell | None
) -> dict[str, Any] | None:
    """Work out the bounds of one jurisdiction, and tell how far all of them are."""
    if tell is None:
        return bounds(definition, wanted[number], QUICK)
    before = 100 * number
    return bounds(definition, wanted[number], tell=lambda percent: tell((before + percent) // len(wanted)))


def _parts(report: Report, definition: Definition) -> list[str]:
    """Check everything but the bounds; return the ids of the jurisdictions."""
    competency(report, "/competency", definition.get("competency"))
    places = objects(report, "/places", definition.get("places"), 2, MAX_PLACES)
    for path, place in places:
        _place(report, path, place)
    labelled = _shapes(report, definition.get("shapes"))
    ids = [place["id"] for _, place in places]
    for name in ("neighbours", "right_of"):
        _pairs(report, f"/{name}", definition.get(name), ids)
    _measures(report, definition.get("measures"), ids)
    guests = objects(report, "/guests", definition.get("guests"), 2, MAX_PLACES)
    _guests(report, guests, ids)
    jurisdictions = objects(report, "/jurisdictions", definition.get("jurisdictions"), 0, MAX_JURISDICTIONS)
    known = [entry["id"] for _, entry in jurisdictions]
    _jurisdiction(report, "/jurisdiction", definition.get("jurisdiction"), known, required=bool(known))
    if not isinstance(definition.get("rules_shown"), bool):
        report.add("/rules_shown", gettext_noop("Say whether the rules are shown from the start."))
    rules = objects(report, "/rules", definition.get("rules"), 1, MAX_RULES)
    if not report.problems:
        names = _Names(places, guests, definition["measures"])
        for path, rule in rules:
            _rule(report, path, rule, names, known)
    require_texts(report, definition, _texts(places, guests, jurisdictions, rules))
    require_texts(report, definition, [(f"shapes.{shape}.text", _LABEL) for shape in labelled])
    return known


def _place(report: Report, path: str, place: Mapping[str, Any]) -> None:
    for name in ("x", "y"):
        whole_number(report, f"{path}/{name}", place.get(name), 0, _ACROSS)
    if not isinstance(place.get("side"), str):
        report.add(f"{path}/side", gettext_noop("Name the side of this place, or leave it empty."))


def _shapes(report: Report, value: object) -> list[str]:
    """Check what is drawn below the places, which has no part in the score; return the ids of shapes with a text."""
    labelled: list[str] = []
    if not isinstance(value, list) or len(value) > MAX_PLACES:
        report.add("/shapes", gettext_noop("Add a list here."))
        return labelled
    for position, shape in enumerate(value):
        path = f"/shapes/{position}"
        if not isinstance(shape, dict) or set(shape) - {"id"} != {"kind", "x", "y", "w", "h"}:
            report.add(path, gettext_noop("Give this shape a kind, a point, a width and a height."))
            continue
        one_of(report, f"{path}/kind", shape["kind"], ("circle", "rect"))
        for name in ("x", "y", "w", "h"):
            whole_number(report, f"{path}/{name}", shape[name], 0, _ACROSS)
        if "id" in shape and is_id(shape["id"]):
            labelled.append(shape["id"])
        elif "id" in shape:
            template = gettext_noop("Give this entry an id of 1 to 64 letters, digits, hyphens or underscores.")
            report.add(f"{path}/id", template)
    return labelled


def _pairs(report: Report, path: str, value: object, ids: Collection[str]) -> None:
    if not isinstance(value, list) or len(value) > MAX_PLACES * MAX_PLACES:
        report.add(path, gettext_noop("Add a list here."))
        return
    for position, pair in enumerate(value):
        whole = isinstance(pair, list) and len(pair) == 2  # noqa: PLR2004  (a pair)
        if not whole or not all(isinstance(place, str) and place in ids for place in pair) or pair[0] == pair[1]:
            report.add(f"{path}/{position}", gettext_noop("Name two different places."))


def _measures(report: Report, value: object, ids: Collection[str]) -> None:
    if not isinstance(value, dict):
        report.add("/measures", gettext_noop("Say how far each place is from the place of honour."))
        return
    for name, distances in value.items():
        whole = isinstance(distances, dict) and all(
            type(distances.get(place)) is int and 0 <= distances[place] <= _ACROSS for place in ids
        )
        if not is_id(name) or not whole:
            template = gettext_noop("Say how far each place is from the place of honour, as a whole number.")
            report.add("/measures", template)


def _guests(report: Report, guests: Checked, ids: Collection[str]) -> None:
    taken: set[str] = set()
    for path, guest in guests:
        tags, place = guest.get("tags"), guest.get("place")
        if not isinstance(tags, dict) or not all(isinstance(value, str) for value in tags.values()):
            report.add(f"{path}/tags", gettext_noop("Write the marks of this guest as named texts."))
        if place == "":
            continue
        if not isinstance(place, str) or place not in ids or place in taken:
            report.add(f"{path}/place", gettext_noop("Choose a free place, or none so that learners place this guest."))
        else:
            taken.add(place)
    if len(guests) > len(ids):
        report.add("/guests", gettext_noop("Add places or remove guests: not everybody can sit."))
    if guests and len(taken) == len(guests):
        report.add("/guests", gettext_noop("Leave at least one guest to be placed."))


def _jurisdiction(report: Report, path: str, value: object, known: Collection[str], *, required: bool) -> None:
    if (value is None and not required) or (isinstance(value, str) and value in known):
        return
    report.add(path, gettext_noop("Choose one of the jurisdictions of this exercise."))


def _rule(report: Report, path: str, rule: Mapping[str, Any], names: _Names, known: Collection[str]) -> None:
    whole_number(report, f"{path}/weight", rule.get("weight"), 1, MAX_WEIGHT)
    if not isinstance(rule.get("hard"), bool):
        report.add(f"{path}/hard", gettext_noop("Say whether this rule must not be broken."))
    _jurisdiction(report, f"{path}/jurisdiction", rule.get("jurisdiction"), known, required=False)
    if rule.get("topic") != "" and not is_id(rule.get("topic")):
        report.add(f"{path}/topic", gettext_noop("Name the question that this rule answers by letters and hyphens."))
    if one_of(report, f"{path}/type", rule.get("type"), TYPES):
        for name, check in _PARAMETERS[rule["type"]].items():
            check(report, f"{path}/{name}", rule.get(name), names)
        _distinct(report, path, rule)


def _distinct(report: Report, path: str, rule: Mapping[str, Any]) -> None:
    """Require that a rule does not set a guest against itself."""
    named: list[Any] = []
    for name in ("guest", "of", "any", "guests"):
        value = rule.get(name, [])
        named += _flat(value)
    guests = [entry for entry in named if isinstance(entry, str)]
    if len(set(guests)) < len(guests):
        report.add(path, gettext_noop("Name each guest once in this rule."))


def _flat(value: object) -> list[Any]:
    if not isinstance(value, list):
        return [value]
    return [entry for inner in value for entry in _flat(inner)]


def _guest(report: Report, path: str, value: object, names: _Names) -> None:
    if not isinstance(value, str) or value not in names.guests:
        template = gettext_noop("Choose a guest of this exercise: there is none with the id “%(guest)s”.")
        report.add(path, template, guest=name_of(value))


def _some_guests(report: Report, path: str, value: object, names: _Names) -> None:
    if not isinstance(value, list) or not 1 <= len(value) <= MAX_PLACES:
        report.add(path, gettext_noop("Name at least one guest here."))
        return
    for position, guest in enumerate(value):
        _guest(report, f"{path}/{position}", guest, names)


def _two_guests(report: Report, path: str, value: object, names: _Names) -> None:
    _some_guests(report, path, value, names)
    if isinstance(value, list) and len(value) != 2:  # noqa: PLR2004  (a pair)
        report.add(path, gettext_noop("Name two guests here."))


def _ranks(report: Report, path: str, value: object, names: _Names) -> None:
    if not isinstance(value, list) or not 2 <= len(value) <= MAX_PLACES:  # noqa: PLR2004  (an order has two ranks)
        report.add(path, gettext_noop("List at least two ranks, the highest first."))
        return
    for position, rank in enumerate(value):
        _some_guests(report, f"{path}/{position}", rank, names)


def _some_places(report: Report, path: str, value: object, names: _Names) -> None:
    whole = isinstance(value, list) and bool(value)
    if not whole or not all(isinstance(place, str) and place in names.places for place in _flat(value)):
        report.add(path, gettext_noop("Name at least one place of this exercise."))


def _measure(report: Report, path: str, value: object, names: _Names) -> None:
    one_of(report, path, value, names.measures)


def _steps(report: Report, path: str, value: object, _names: _Names) -> None:
    whole_number(report, path, value, 1, MAX_PLACES)


def _tag(report: Report, path: str, value: object, names: _Names) -> None:
    one_of(report, path, value, names.tags)


def _value(report: Report, path: str, value: object, names: _Names) -> None:
    one_of(report, path, value, names.values)


_Check = Callable[[Report, str, object, _Names], None]
_PARAMETERS: Mapping[str, Mapping[str, _Check]] = {
    "place": {"guest": _guest, "places": _some_places},
    "order": {"guests": _ranks, "measure": _measure},
    "right_of": {"guest": _guest, "of": _guest},
    "near": {"guest": _guest, "any": _some_guests, "steps": _steps},
    "apart": {"guests": _two_guests, "steps": _steps},
    "alternate": {"tag": _tag},
    "balance": {"tag": _tag, "value": _value},
}


def _bounds(report: Report, definition: Definition, wanted: list[Any]) -> None:
    """Require, for each jurisdiction, a full plan that loses what is stored, and less than random plans do."""
    if "bounds" not in definition:
        report.add("/rules", GIVEN_UP)
        return
    given = definition["bounds"]
    listed = given if isinstance(given, list) else []
    found = {entry.get("jurisdiction"): entry for entry in listed if isinstance(entry, dict) and _is_bound(entry)}
    if len(listed) != len(found) or set(found) != set(wanted):
        report.add("/bounds", gettext_noop("Work out the best plan of every jurisdiction again."))
        return
    for jurisdiction, entry in found.items():
        plans = Plans(definition, jurisdiction)
        plan = plans.read(entry["plan"])
        if plan is None or plans.loss(plan) != entry["loss"]:
            report.add("/bounds", gettext_noop("Work out the best plan of every jurisdiction again."))
        elif plans.breaks_hard(plan):
            template = gettext_noop("Give more weight to the rules that must not be broken: the best plan breaks one.")
            report.add("/rules", template)
        elif entry["random"] <= entry["sample"] * entry["loss"]:
            template = gettext_noop("Add rules that tell good plans from random ones: now all are worth the same.")
            report.add("/rules", template)


def _is_bound(entry: Mapping[str, Any]) -> bool:
    jurisdiction = entry.get("jurisdiction")
    numbers = (entry.get("loss"), entry.get("random"), entry.get("sample"))
    if not all(type(number) is int and number >= 0 for number in numbers):
        return False
    is_named = jurisdiction is None or isinstance(jurisdiction, str)
    return is_named and isinstance(entry.get("plan"), dict) and 1 <= entry["sample"] <= _MAX_SAMPLE


def _texts(places: Checked, guests: Checked, jurisdictions: Checked, rules: Checked) -> Iterator[tuple[str, str]]:
    yield "prompt_html", gettext_noop("Write the task (language: %(language)s).")
    for _, place in places:
        yield f"places.{place['id']}.text", gettext_noop("Write the name of this place (language: %(language)s).")
    for _, guest in guests:
        yield f"guests.{guest['id']}.text", gettext_noop("Write who this guest is (language: %(language)s).")
    for _, entry in jurisdictions:
        path = f"jurisdictions.{entry['id']}"
        yield f"{path}.text", gettext_noop("Write the name of this jurisdiction (language: %(language)s).")
    for _, rule in rules:
        yield f"rules.{rule['id']}.text", gettext_noop("Write what this rule says (language: %(language)s).")
