"""Plays an exercise page for its author: nothing is stored, and what is unfinished is left out and named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from assessments import services as assessment_services
from cms import definitions, gate
from cms.definitions import BranchAuthored, SceneLine
from cms.errors import PublishProblem

TEMPLATE = "cms/pages/rehearsal.html"

Form = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class PagePlay:
    """What the preview shows. `rehearsal` is None when nothing can be played yet; `is_part` when only a part can."""

    title: str
    action: str
    problems: tuple[PublishProblem, ...]
    rehearsal: assessment_services.Rehearsal | None
    is_part: bool
    show_result: bool
    scenes: tuple[SceneLine, ...]
    kind: str


def play(page: Any, form: Form | None = None) -> PagePlay:
    """Play a page's content with the answers of a form; None = the beginning."""
    whole = _definition(page)
    is_part = bool(assessment_services.definition_problems(whole))
    definition = definitions.playable_part(whole) if is_part else whole
    return PagePlay(
        title=page.title,
        action=reverse("cms:rehearse", args=[page.pk]) if page.pk else "",
        problems=gate.problems_of(page),
        rehearsal=_rehearse(page, definition, form) if definition else None,
        is_part=is_part,
        show_result=bool(form) and "finish" in (form or {}).get("action", []),
        scenes=_scenes(page),
        kind=page.kind,
    )


def _definition(page: Any) -> dict[str, Any]:
    source = page.source_page
    language = source.locale.language_code
    if source is page or source.pk == page.pk:
        return definitions.compile_definition(page.authored(), language)
    translations = {page.locale.language_code: page.authored()}
    return definitions.compile_definition(source.authored(), language, translations)


def _rehearse(page: Any, definition: dict[str, Any], form: Form | None) -> assessment_services.Rehearsal:
    response = assessment_services.response_from_form(definition=definition, form=form) if form else None
    return assessment_services.rehearse(
        definition=definition,
        seed=str(page.translation_key),
        response=response,
        language=page.locale.language_code,
    )


def _scenes(page: Any) -> tuple[SceneLine, ...]:
    authored = page.authored()
    return definitions.scene_lines(authored) if isinstance(authored, BranchAuthored) else ()
