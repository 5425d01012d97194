"""Draws an exercise page for its author, a draft too: a branching case as a picture, and the same in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from assessments import services as assessment_services
from cms import definitions, gate
from cms.definitions import BranchAuthored, CaseDrawing, SceneLine
from cms.errors import PublishProblem
from cms.models import playing

TEMPLATE = "cms/pages/drawing.html"
MODE = "drawing"


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """What an author sees of a case. `editor` is the address where its scenes are written, "" before it is stored."""

    title: str
    editor: str
    rehearsal: str
    scenes: tuple[SceneLine, ...]
    case: CaseDrawing

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


def draw(page: Any) -> PageDrawing:
    """Draw a branching case as the page holds it."""
    definition, _is_part = playing.definition_of(page)
    scenes = scenes_of(page, definition, gate.problems_of(page))
    return PageDrawing(
        title=page.title,
        editor=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else "",
        rehearsal=reverse("cms:rehearse", args=[page.pk]) if page.pk else "",
        scenes=scenes,
        case=definitions.draw_case(scenes),
    )


def scenes_of(page: Any, definition: Any, problems: Iterable[PublishProblem]) -> tuple[SceneLine, ...]:
    """Put a branching case in words; () for every other page.

    Args:
        page: with the content to be shown.
        definition: what of it can be played, None if nothing can.
        problems: what is to be mended in it.
    """
    authored = page.authored()
    if not isinstance(authored, BranchAuthored):
        return ()
    messages: dict[str, list[str]] = {}
    for problem in problems:
        block = problem.anchor.removeprefix("block-").removesuffix("-section")
        messages.setdefault(block, []).append(problem.message)
    shape = assessment_services.case_shape(definition) if definition else None
    return definitions.scene_lines(authored, shape, messages)


class DrawingPanel(Panel):
    """The drawing in the editor, as the page was when the editor was opened."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("The case as a picture"))
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
