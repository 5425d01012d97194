"""What publishing the draft of an exercise would change for its learners."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from assessments import selectors as assessment_selectors
from assessments import services as assessment_services
from assessments.rules.types import ChangeClass
from cms import definitions
from cms.competencies import competency_choices
from cms.definitions import Difference
from cms.models import playing

AT_MOST = 60
HEADS: dict[ChangeClass, Any] = {
    "same": _("Nothing that learners see, and nothing that counts, has changed."),
    "text": _("Only texts changed."),
    "key": _("The key or the points changed. What learners see and can answer did not."),
    "structure": _("What learners see or can answer changed."),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """What differs; `more` is how many differences are left out."""

    differences: tuple[Difference, ...]
    more: int


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What publishing a draft would change; `change` is None while it cannot be published."""

    change: ChangeClass | None
    changed: Changed

    @property
    def head(self) -> str:
        return str(HEADS[self.change]) if self.change else ""


def changed(old: Mapping[str, Any], new: Mapping[str, Any], words: Mapping[str, str]) -> Changed:
    """List the first differences between two definitions; `words` as for definitions.differences."""
    found = definitions.differences(old, new, words)
    return Changed(tuple(found[:AT_MOST]), max(0, len(found) - AT_MOST))


def draft_change(page: Any) -> DraftChange | None:
    """Compare a draft, in any language, with what learners have; None when both are the same or there is only one."""
    current = assessment_selectors.published_definitions([page.translation_key]).get(page.translation_key)
    return compared(page, current, dict(competency_choices())) if current else None


def compared(page: Any, current: Mapping[str, Any], words: Mapping[str, str]) -> DraftChange | None:
    """Compare a draft with a published definition."""
    draft, is_part = playing.definition_of(page)
    if draft is None or is_part:
        return DraftChange(None, Changed((), 0))
    draft["texts"] = {**current["texts"], **draft["texts"]}
    change = assessment_services.change_class(old=current, new=draft)
    return None if change == "same" else DraftChange(change, changed(current, draft, words))


class VersionsPanel(Panel):
    """Where an author reads what publishing would change, as the page was when the editor was opened."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Versions and results"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/versions_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.instance.live) and super().is_shown()

        @cached_property
        def draft(self) -> DraftChange | None:
            return draft_change(self.instance)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"draft": self.draft, "page": self.instance}
