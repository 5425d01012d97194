"""Draws an exercise page for its author, a draft too: what it holds at a glance, and the same in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from assessments import services as assessment_services
from assessments.rules.types import NetworkNeed
from cms import definitions, gate
from cms.definitions import BranchAuthored, CaseDrawing, EventLeads, SceneLine
from cms.errors import PublishProblem
from cms.models import playing

TEMPLATE = "cms/pages/drawing.html"
MODE = "drawing"
# Kinds of exercise that are drawn, and what a drawing of each is called.
HEADINGS = {
    "branch": _("The case as a picture"),
    "negotiation": _("All deals as a picture"),
    "network": _("Candidates and needs as a table"),
}


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """What an author sees of an exercise.

    Attributes:
        kind: of the exercise; `heading` what its drawing is called.
        editor: address where it is written, "" before it is stored; `rehearsal` where it is tried out.
        scenes: of a branching case in words; `events` what happens in it by itself; `case` both drawn, None for other
            kinds.
        debrief: of the other kinds, of somebody who has done nothing, with the key; None while nothing can be played.
    """

    kind: str
    title: str
    editor: str
    rehearsal: str
    scenes: tuple[SceneLine, ...] = ()
    events: tuple[EventLeads, ...] = ()
    case: CaseDrawing | None = None
    debrief: Any = None

    @property
    def heading(self) -> str:
        return str(HEADINGS[self.kind])

    @property
    def body(self) -> str:
        """The template of its kind."""
        return f"cms/pages/drawings/{self.kind}.html"

    @property
    def choices(self) -> int:
        return sum(len(scene.choices) for scene in self.scenes)

    @property
    def endings(self) -> int:
        return sum(scene.is_ending for scene in self.scenes)

    @property
    def marked(self) -> int:
        """How many scenes bear a mark that something is to be mended."""
        return sum(bool(scene.problems or scene.has_dead_end or not scene.is_reached) for scene in self.scenes)

    @property
    def has_chance(self) -> bool:
        return definitions.has_chance(self.events)

    @property
    def unmet(self) -> tuple[NetworkNeed, ...]:
        """Needs of a network lab that no candidate meets."""
        drawn = self.debrief.map
        met = {need for one in drawn.candidates for need in one.meets}
        return tuple(need for need in drawn.needs if need.id not in met)


def draw(page: Any) -> PageDrawing:
    """Draw an exercise of one of the kinds in HEADINGS as the page holds it."""
    definition, is_part = playing.definition_of(page)
    drawing = PageDrawing(
        kind=page.kind,
        title=page.title,
        editor=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else "",
        rehearsal=reverse("cms:rehearse", args=[page.pk]) if page.pk else "",
    )
    authored = page.authored()
    if isinstance(authored, BranchAuthored):
        scenes, events = told(page, definition, gate.problems_of(page), is_sound=not is_part)
        return replace(drawing, scenes=scenes, events=events, case=definitions.draw_case(scenes, events))
    return replace(drawing, debrief=_debrief(page, definition) if definition else None)


def _debrief(page: Any, definition: dict[str, Any]) -> Any:
    rehearsal = assessment_services.rehearse(
        definition=definition, seed=str(page.translation_key), response=None, language=page.locale.language_code
    )
    return rehearsal.debrief


def told(
    page: Any, definition: Any, problems: Iterable[PublishProblem], *, is_sound: bool
) -> tuple[tuple[SceneLine, ...], tuple[EventLeads, ...]]:
    """Put a branching case in words: its scenes, and what happens by itself; nothing for every other page.

    Args:
        page: with the content to be shown.
        definition: what of it can be played, None if nothing can.
        problems: what is to be mended in it.
        is_sound: whether the definition is known to have no problems.
    """
    authored = page.authored()
    if not isinstance(authored, BranchAuthored):
        return (), ()
    shape = assessment_services.case_shape(definition, is_sound=is_sound) if definition else None
    messages = _by_block(problems)
    return definitions.scene_lines(authored, shape, messages), definitions.event_leads(authored, shape, messages)


def _by_block(problems: Iterable[PublishProblem]) -> dict[str, list[str]]:
    messages: dict[str, list[str]] = {}
    for problem in problems:
        block = problem.anchor.removeprefix("block-").removesuffix("-section")
        messages.setdefault(block, []).append(problem.message)
    return messages


class DrawingPanel(Panel):
    """The drawing in the editor, as the page was when the editor was opened."""

    def __init__(self, kind: str = "branch", **kwargs: Any) -> None:
        kwargs.setdefault("heading", HEADINGS[kind])
        kwargs.setdefault("classname", "collapsed")
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/drawing_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and super().is_shown()

        @cached_property
        def drawing(self) -> PageDrawing:
            return draw(self.instance)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"drawing": self.drawing, "page": self.instance}
