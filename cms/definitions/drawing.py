"""A branching case as a drawing: scenes are boxes, and below each hang its choices, from which arrows lead on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from cms.definitions.outline import ChoiceLine, SceneLine
from cms.rules.layers import Layout, Link, Node, Point, lay_out
from cms.rules.lettering import lines_of

# In pixels: widths of a choice and of the narrowest scene, room around texts, sizes of letters and lines.
CELL, NARROWEST, PADDING = 92, 184, 10
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
    """A choice, placed from the corner of its scene; `quality` is "" while it is not rated."""

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
    """A scene; `role` is "scene", "ending" or "lost", `head` the height of what stands above its choices."""

    x: int
    y: int
    width: int
    height: int
    head: int
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


def draw_case(scenes: Sequence[SceneLine]) -> CaseDrawing:
    """Draw a case, a draft too: every scene once, and an arrow for every choice that leads to a scene.

    Args:
        scenes: the case in words.
    """
    plans = [_Plan(scene) for scene in scenes]
    arrows = [(plan, place, choice) for plan in plans for place, choice in enumerate(plan.scene.choices)]
    leading = [(plan, place, choice) for plan, place, choice in arrows if choice.target]
    layout = lay_out(
        [Node(plan.scene.id, plan.width, plan.height) for plan in plans],
        [Link(plan.scene.id, choice.target, plan.port(place)) for plan, place, choice in leading],
    )
    ways = zip(layout.ways, leading, strict=True)
    return CaseDrawing(
        width=layout.width,
        height=layout.height,
        boxes=tuple(plan.box(layout) for plan in plans),
        arrows=tuple(_arrow(way, choice) for way, (_plan, _place, choice) in ways),
    )


class _Plan:
    """How much room a scene takes, and what is written where."""

    def __init__(self, scene: SceneLine) -> None:
        self.scene = scene
        self.width = max(NARROWEST, CELL * len(scene.choices))
        self.head, self.words = _written(_head(scene), PADDING, self.width)
        left = (self.width - CELL * len(scene.choices)) // 2
        self.lefts = [left + CELL * place for place in range(len(scene.choices))]
        texts = [
            _written([("choice", f"{choice.letter} {quality_word(choice.quality)}")], x + 4, CELL + 2 * PADDING - 8)
            for x, choice in zip(self.lefts, scene.choices, strict=True)
        ]
        self.foot = max((height for height, _words in texts), default=0)
        for _height, words in texts:
            self.words += [Words(line.x, line.y + self.head, line.text, line.role) for line in words]
        self.height = self.head + self.foot

    def port(self, place: int) -> int:
        return self.lefts[place] + CELL // 2

    def box(self, layout: Layout) -> SceneBox:
        x, y = layout.places[self.scene.id]
        role = "ending" if self.scene.is_ending else "scene"
        cells = [
            Cell(left, self.head, self.foot, choice.quality, is_dead_end=not choice.target)
            for left, choice in zip(self.lefts, self.scene.choices, strict=True)
        ]
        return SceneBox(
            x=x,
            y=y,
            width=self.width,
            height=self.height,
            head=self.head,
            role=role if self.scene.is_reached else "lost",
            cells=tuple(cells),
            words=tuple(self.words),
        )


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
        yield "mark", "! " + _("to be mended: %(number)s") % {"number": len(scene.problems)}


def _written(texts: Iterable[tuple[str, str]], x: int, width: int) -> tuple[int, list[Words]]:
    """Write texts below each other; returns the height that they take with the room around them."""
    y = PADDING
    words = []
    for role, text in texts:
        for line in lines_of(text, width - 2 * PADDING, LETTERS[role], MOST_LINES):
            y += LINE
            words.append(Words(x, y - 4, line, role))
    return y + PADDING, words


def _arrow(way: Sequence[Point], choice: ChoiceLine) -> Arrow:
    """Write a way as a path: straight and curved parts by turns; a curve between equal heights turns round."""
    parts = [f"M{way[0][0]} {way[0][1]}"]
    downwards = True
    for number, ((x1, y1), (x2, y2)) in enumerate(pairwise(way)):
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
    return Arrow(" ".join(parts), *way[-1], is_best=choice.is_best, is_worst=choice.is_worst)
