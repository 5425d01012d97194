"""Says in the editor what a new version of an exercise means for those who have begun or answered an earlier one."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from assessments import selectors as assessment_selectors
from assessments.rules.types import ChangeClass
from cms.models import ExercisePage
from cms.models.comparing import HEADS

BEFORE = "chancery_version_before"


def said_change(change: ChangeClass, under_way: int, results: int) -> str:
    """Say what a change is and what becomes of attempts and results on earlier versions."""
    said = [str(HEADS[change])]
    if change != "same" and under_way:
        text = ngettext(
            "One attempt under way finishes on the version it began with.",
            "%(number)s attempts under way finish on the version they began with.",
            under_way,
        )
        said.append(text % {"number": under_way})
    if change == "key" and results:
        text = ngettext(
            "One result stays as it is until it is rescored.",
            "%(number)s results stay as they are until they are rescored.",
            results,
        )
        said.append(text % {"number": results})
    if change == "structure" and results:
        text = ngettext(
            "One result stays as it is: it belongs to another task.",
            "%(number)s results stay as they are: they belong to another task.",
            results,
        )
        said.append(text % {"number": results})
    return " ".join(said)


def note_version(request: HttpRequest, page: Any) -> None:
    """Before publishing: keep in mind what learners have now."""
    if isinstance(page, ExercisePage):
        setattr(request, BEFORE, assessment_selectors.published_version(page.translation_key))


def tell_change(request: HttpRequest, page: Any) -> None:
    """After publishing: say what changed for learners, if anything did."""
    before = getattr(request, BEFORE, "")
    if not before or before == assessment_selectors.published_version(page.translation_key):
        return
    found = assessment_selectors.versions_of(page.translation_key)
    earlier = next((version for version in found.versions if version.hash == before), None) if found else None
    if found is None or earlier is None:
        return
    results = found.results_at(earlier.distance)
    places = [("cms:versions", _("Versions and results"))]
    if earlier.distance == "key" and results:
        places.append(("cms:rescorings", _("Rescore earlier answers")))
    buttons = [messages.button(reverse(name, args=[page.pk]), label) for name, label in places]
    messages.info(request, said_change(earlier.distance, found.earlier_under_way, results), buttons=buttons)
