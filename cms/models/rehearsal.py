"""Plays an exercise page for its author: nothing is stored, and what is unfinished is left out and named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from assessments import services as assessment_services
from cms import definitions, gate
from cms.definitions import EventLeads, SceneLine
from cms.errors import PublishProblem
from cms.models import drawing, playing

TEMPLATE = "cms/pages/rehearsal.html"

Form = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class PagePlay:
    """What the preview shows. `rehearsal` is None when nothing can be played yet; `is_part` when only a part can.

    `next_draw` is the address that plays other questions of a pool, "" where all are asked.
    """

    title: str
    action: str
    problems: tuple[PublishProblem, ...]
    rehearsal: assessment_services.Rehearsal | None
    is_part: bool
    show_result: bool
    scenes: tuple[SceneLine, ...]
    events: tuple[EventLeads, ...]
    drawing: str
    kind: str
    next_draw: str

    @property
    def has_chance(self) -> bool:
        return definitions.has_chance(self.events)


def play(page: Any, form: Form | None = None, draw: int = 0) -> PagePlay:
    """Play a page's content with the answers of a form (None = the beginning), as the draw of this number has it."""
    definition, is_part = playing.definition_of(page)
    problems = gate.problems_of(page)
    rehearsal = _rehearse(page, definition, form, draw) if definition else None
    scenes, events = drawing.told(page, definition, problems, is_sound=not is_part)
    return PagePlay(
        title=page.title,
        action=_address(page, draw),
        problems=problems,
        rehearsal=rehearsal,
        is_part=is_part,
        show_result=bool(form) and "finish" in (form or {}).get("action", []),
        scenes=scenes,
        events=events,
        drawing=reverse("cms:drawing", args=[page.pk]) if page.pk and page.kind in drawing.HEADINGS else "",
        kind=page.kind,
        next_draw=_address(page, draw + 1) if definition and "blueprint" in definition else "",
    )


def _address(page: Any, draw: int) -> str:
    if not page.pk:
        return ""
    return reverse("cms:rehearse", args=[page.pk]) + (f"?draw={draw}" if draw else "")


def _rehearse(page: Any, definition: dict[str, Any], form: Form | None, draw: int) -> assessment_services.Rehearsal:
    response = assessment_services.response_from_form(definition=definition, form=form) if form else None
    return assessment_services.rehearse(
        definition=definition,
        seed=f"{page.translation_key}/{draw}",
        response=response,
        language=page.locale.language_code,
    )
