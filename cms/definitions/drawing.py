"""A branching case as a drawing: scenes are boxes, and below each hang its choices, from which arrows lead on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _

from cms.definitions.outline import ChoiceLine, EventLeads, SceneLine
from cms.definitions.said import CERTAIN
from cms.rules.layers import Layout, Link, Node, Point, lay_out
from cms.rules.lettering import lines_of

# In pixels: widths of a choice and of the narrowest scene, room around texts, sizes of letters and lines.
CELL, NARROWEST, PADDING, INSET = 92, 184, 10, 4
# Bold letters count as larger ones.
LETTERS = {"title": 15, "note": 12, "mark": 13, "choice": 12}
LINE = 17
MOST_LINES = 4
# How far an arrow swings out to turn round.
TURN = 40


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text, placed from the corner of its scene; `role` is "title", "note", "mark" or "choice"."""

    x: int
    y: int
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A choice, placed from the corner of its scene; `quality` is "" while it is not rated, "event" for an event."""

    x: int
    y: int
    height: int
    quality: str
    is_dead_end: bool
    width: int = CELL

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class SceneBox:
    """A scene, or an event that may happen in every scene; `role` is "scene", "ending", "lost" or "event"."""

    x: int
    y: int
    width: int
    height: int
    role: str
    cells: tuple[Cell, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A choice's way to the scene that it leads to: a path as SVG wants it, and the point in which it ends."""

    path: str
    x: int
    y: int
    is_best: bool
    is_worst: bool


@dataclass(frozen=True, slots=True)
class CaseDrawing:
    """The whole case on a paper as wide and high as it needs, in pixels."""

    width: int
    height: int
    boxes: tuple[SceneBox, ...]
    arrows: tuple[Arrow, ...]


class _Way(NamedTuple):
    """A way on from a box: a choice, or an event in a scene; `target` is "" where it leads nowhere."""

    quality: str
    texts: tuple[tuple[str, str], ...]
    target: str
    is_best: bool = False
    is_worst: bool = False


def draw_case(scenes: Sequence[SceneLine], events: Sequence[EventLeads] = ()) -> CaseDrawing:
    """Draw a case, a draft too: every scene once, and an arrow for all that leads to a scene.

    Args:
        scenes: the case in words.
        events: what happens by itself. One that leads to a scene stands below each scene that it names, or has a box of
            its own when it names none.
    """
    moving = [event for event in events if event.target]
    plans = [_scene(scene, [event for event in moving if scene.id in event.scenes]) for scene in scenes]
    plans += [_roaming(event) for event in moving if not event.line.scenes]
    leading = [(plan, place, way) for plan in plans for place, way in enumerate(plan.ways) if way.target]
    layout = lay_out(
        [Node(plan.id, plan.width, plan.height) for plan in plans],
        [Link(plan.id, way.target, plan.port(place)) for plan, place, way in leading],
    )
    drawn = zip(layout.ways, leading, strict=True)
    return CaseDrawing(
        width=layout.width,
        height=layout.height,
        boxes=tuple(plan.box(layout) for plan in plans),
        arrows=tuple(_arrow(points, way) for points, (_plan, _place, way) in drawn),
    )


class _Plan:
    """How much room a box takes, and what is written where."""

    def __init__(self, box_id: str, role: str, head: Iterable[tuple[str, str]], ways: Sequence[_Way]) -> None:
        self.id, self.role, self.ways = box_id, role, ways
        self.width = max(NARROWEST, CELL * len(ways))
        self.head, self.words = _written(head, PADDING, self.width)
        left = (self.width - CELL * len(ways)) // 2
        self.lefts = [left + CELL * place for place in range(len(ways))]
        texts = [
            _written(way.texts, x + INSET, CELL + 2 * (PADDING - INSET))
            for x, way in zip(self.lefts, ways, strict=True)
        ]
        self.foot = max((height for height, _words in texts), default=0)
        for _height, words in texts:
            self.words += [Words(line.x, line.y + self.head, line.text, line.role) for line in words]
        self.height = self.head + self.foot

    def port(self, place: int) -> int:
        return self.lefts[place] + CELL // 2

    def box(self, layout: Layout) -> SceneBox:
        x, y = layout.places[self.id]
        cells = tuple(
            Cell(left, self.head, self.foot, way.quality, is_dead_end=not way.target)
            for left, way in zip(self.lefts, self.ways, strict=True)
        )
        return SceneBox(x, y, self.width, self.height, self.role, cells, tuple(self.words))


def _scene(scene: SceneLine, events: Iterable[EventLeads]) -> _Plan:
    role = "ending" if scene.is_ending else "scene"
    ways = [*map(_choice, scene.choices), *(_event(event, scene.id) for event in events)]
    return _Plan(scene.id, role if scene.is_reached else "lost", _head(scene), ways)


def _choice(choice: ChoiceLine) -> _Way:
    texts = ("choice", f"{choice.letter} {quality_word(choice.quality)}"), *_terms(choice.when, choice.effects)
    return _Way(choice.quality, texts, choice.target, choice.is_best, choice.is_worst)


def _event(event: EventLeads, scene_id: str) -> _Way:
    texts = ("choice", _("event: %(title)s") % {"title": event.line.title}), *_event_terms(event)
    return _Way("event", texts, event.target, scene_id in event.best_in, scene_id in event.worst_in)


def _roaming(event: EventLeads) -> _Plan:
    """Draw an event that may happen in every scene as a box of its own."""
    head = [("title", _("event: %(title)s") % {"title": event.line.title}), ("note", _("in every scene with choices"))]
    head += _event_terms(event)
    head += [("mark", _to_be_mended(event.problems))] if event.problems else []
    way = _Way("event", (("choice", _("goes on")),), event.target, bool(event.best_in), bool(event.worst_in))
    return _Plan(event.line.id, "event", head, [way])


def _event_terms(event: EventLeads) -> list[tuple[str, str]]:
    line = event.line
    chance = [("note", _("chance: %(chance)s %%") % {"chance": line.chance})] if line.chance < CERTAIN else []
    return [*chance, *_terms(line.when, line.effects)]


def _terms(when: Iterable[str], effects: Iterable[str]) -> list[tuple[str, str]]:
    conditions = [("note", _("if %(condition)s") % {"condition": condition}) for condition in when]
    return [*conditions, *(("note", effect) for effect in effects)]


def _to_be_mended(problems: Sequence[str]) -> str:
    return "! " + _("to be mended: %(number)s") % {"number": len(problems)}


def quality_word(quality: str) -> str:
    words = {"best": _("best"), "acceptable": _("acceptable"), "poor": _("poor"), "harmful": _("harmful")}
    return words.get(quality) or _("not rated")


def _head(scene: SceneLine) -> Iterator[tuple[str, str]]:
    """Say what stands in a scene's box: roles and texts."""
    yield "title", f"{scene.number}. {scene.title or _('Untitled scene')}"
    if scene.number == 1:
        yield "note", _("begins here")
    if scene.is_ending:
        yield "note", _("ending: %(result)s") % {"result": scene.result} if scene.result else _("ending")
    if not scene.is_reached:
        yield "mark", "! " + _("nothing leads here")
    if scene.has_dead_end:
        yield "mark", "! " + _("dead end")
    if scene.problems:
        yield "mark", _to_be_mended(scene.problems)


def _written(texts: Iterable[tuple[str, str]], x: int, width: int) -> tuple[int, list[Words]]:
    """Write texts below each other; returns the height that they take with the room around them."""
    y = PADDING
    words = []
    for role, text in texts:
        for line in lines_of(text, width - 2 * PADDING, LETTERS[role], MOST_LINES):
            y += LINE
            words.append(Words(x, y - 4, line, role))
    return y + PADDING, words


def _arrow(points: Sequence[Point], way: _Way) -> Arrow:
    """Write a way as a path: straight and curved parts by turns; a curve between equal heights turns round."""
    parts = [f"M{points[0][0]} {points[0][1]}"]
    downwards = True
    for number, ((x1, y1), (x2, y2)) in enumerate(pairwise(points)):
        if number % 2 == 0:
            downwards = y2 >= y1
            parts.append(f"V{y2}")
            continue
        if y1 == y2:
            bend = y1 + (TURN if downwards else -TURN)
            parts.append(f"C{x1} {bend} {x2} {bend} {x2} {y2}")
        else:
            half = (y1 + y2) // 2
            parts.append(f"C{x1} {half} {x2} {half} {x2} {y2}")
    return Arrow(" ".join(parts), *points[-1], is_best=way.is_best, is_worst=way.is_worst)
