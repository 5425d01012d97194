"""What a learner may see of a placement exercise before the key is due."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, product
from math import atan2, degrees, hypot, isqrt
from string import ascii_uppercase
from typing import Any

from assessments.rules.scorers.placement.forms import FIELD_PREFIX
from assessments.rules.scorers.results import arranged
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.placement import (
    PlacementDrawing,
    PlacementGuest,
    PlacementPlace,
    PlacementPresentation,
    PlacementRule,
    PlacementShape,
)
from assessments.rules.types.scores import MICRO

_ROOM = 125
_SMALLEST, _LARGEST, _GAP = 30, 68, 5
# A to Z, then AA and so on; the check allows fewer guests than there are marks.
_LETTERS = (*ascii_uppercase, *("".join(pair) for pair in product("A", ascii_uppercase)))


def present(definition: Definition, variant: Variant, language: str, response: object) -> PlacementPresentation:
    """Build what may be shown before the key is due.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        response: what has been saved so far; any JSON value, None for nothing.

    Returns:
        Places with who sits there, and the guests in the order drawn; the rules only where the author shows them.
    """
    texts = Texts(definition, language)
    plan = saved_plan(definition, response)
    guests = guests_shown(definition, variant, texts, plan)
    counts = Counter(place for place in plan.values() if place)
    return PlacementPresentation(
        title=texts("title"),
        intro_html=texts("intro_html"),
        possible=definition["points"] * MICRO,
        prompt_html=texts("prompt_html"),
        jurisdiction=jurisdiction_text(definition, texts),
        drawing=drawing(definition, texts),
        places=places_shown(definition, texts, guests),
        guests=guests,
        repeated=tuple(texts(f"places.{place}.text") for place, count in counts.items() if count > 1),
        shown_rules=_rules(definition, texts) if definition["rules_shown"] else (),
        answered=sum(bool(guest.place) and not guest.is_fixed for guest in guests),
    )


def drawing(definition: Definition, texts: Texts) -> PlacementDrawing:
    """Frame the drawing.

    Args:
        definition: a definition without problems.
        texts: of the reader.

    Returns:
        The frame, with room for a place at each edge.
    """
    shapes = tuple(_shape(shape, texts) for shape in definition["shapes"])
    spots = [(place["x"], place["y"]) for place in definition["places"]]
    closest = min((isqrt((a - x) ** 2 + (b - y) ** 2) for (a, b), (x, y) in combinations(spots, 2)), default=0)
    heights = [place["y"] for place in definition["places"]]
    heights += [edge for shape in shapes if shape.kind == "rect" for edge in (shape.y, shape.y + shape.h)]
    top = min(heights) - _ROOM
    seat = min(max(closest // 2 - _GAP, _SMALLEST), _LARGEST)
    return PlacementDrawing(top=top, height=max(heights) + _ROOM - top, seat=seat, shapes=shapes)


def _shape(shape: Mapping[str, Any], texts: Texts) -> PlacementShape:
    text = texts(f"shapes.{shape['id']}.text") if "id" in shape else ""
    return PlacementShape(kind=shape["kind"], x=shape["x"], y=shape["y"], w=shape["w"], h=shape["h"], text=text)


def places_shown(definition: Definition, texts: Texts, guests: Sequence[PlacementGuest]) -> tuple[PlacementPlace, ...]:
    """List the places with who sits there; of several guests with one place the first.

    Args:
        definition: a definition without problems.
        texts: of the reader.
        guests: every guest.

    Returns:
        Places in the order of the definition, numbered from 1.
    """
    holders = {guest.place: guest for guest in reversed(guests) if guest.place}
    return tuple(
        PlacementPlace(
            id=place["id"],
            number=number,
            x=place["x"],
            y=place["y"],
            turn=_turn(place, definition),
            text=texts(f"places.{place['id']}.text"),
            guest=holder.id if holder else "",
            mark=holder.mark if holder else "",
            guest_text=holder.text if holder else "",
        )
        for number, place in enumerate(definition["places"], 1)
        for holder in [holders.get(place["id"])]
    )


def _turn(place: Mapping[str, Any], definition: Definition) -> int:
    """Turn the number of a place at a round table towards that table, where no other place covers it."""
    ways = [
        (shape["x"] - place["x"], shape["y"] - place["y"])
        for shape in definition["shapes"]
        if shape["kind"] == "circle"
    ]
    across, down = min(ways, key=lambda way: hypot(*way), default=(0, 1))
    return round(degrees(atan2(-across, down))) % 360


def saved_plan(definition: Definition, response: object) -> dict[str, str]:
    """Read what was saved.

    Args:
        definition: a definition without problems.
        response: any JSON value.

    Returns:
        Guest id → place id, "" for none, for every guest; the fixed ones sit where they sit.
    """
    given = response.get("plan") if isinstance(response, dict) else None
    plan: Mapping[str, Any] = given if isinstance(given, dict) else {}
    places = {place["id"] for place in definition["places"]}
    return {
        guest["id"]: guest["place"] or (wanted if isinstance(wanted, str) and wanted in places else "")
        for guest in definition["guests"]
        for wanted in [plan.get(guest["id"])]
    }


def guests_shown(
    definition: Definition, variant: Variant, texts: Texts, plan: Mapping[str, str]
) -> tuple[PlacementGuest, ...]:
    """List the guests, those to be placed in the order drawn, then those who have their place.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        texts: of the reader.
        plan: guest id → place id, "" for none.

    Returns:
        Every guest once.
    """
    fixed = {guest["id"] for guest in definition["guests"] if guest["place"]}
    waiting = arranged(sorted({guest["id"] for guest in definition["guests"]} - fixed), variant.get("guests"))
    order = [*(guest for guest in waiting if guest not in fixed), *sorted(fixed)]
    return tuple(
        PlacementGuest(
            id=guest,
            number=number,
            mark=_LETTERS[number - 1],
            field=FIELD_PREFIX + guest,
            text=texts(f"guests.{guest}.text"),
            about=texts(f"guests.{guest}.about"),
            place=plan[guest],
            place_text=texts(f"places.{plan[guest]}.text") if plan[guest] else "",
            is_fixed=guest in fixed,
        )
        for number, guest in enumerate(order, 1)
    )


def jurisdiction_text(definition: Definition, texts: Texts) -> str:
    """Name the jurisdiction under which a plan is scored.

    Args:
        definition: a definition without problems.
        texts: of the reader.

    Returns:
        Its name, "" where the exercise has none.
    """
    jurisdiction = definition["jurisdiction"]
    return texts(f"jurisdictions.{jurisdiction}.text") if jurisdiction else ""


def _rules(definition: Definition, texts: Texts) -> tuple[PlacementRule, ...]:
    return tuple(
        PlacementRule(
            text=texts(f"rules.{rule['id']}.text"), reference=texts(f"rules.{rule['id']}.source"), is_hard=rule["hard"]
        )
        for rule in definition["rules"]
        if rule["jurisdiction"] in (None, definition["jurisdiction"])
    )
