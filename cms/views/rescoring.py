"""Rescoring earlier answers to an exercise, for those who may publish its page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from assessments import selectors as assessment_selectors
from assessments import services as assessment_services
from assessments.enums import RescoringState
from assessments.errors import RescoringError
from assessments.selectors import RescoringData
from cms.services import rescoring as reports
from cms.views.rehearsal import latest_draft
from courses import selectors as course_selectors

PEOPLE_SHOWN = 20
STEPS: dict[str, Callable[..., None]] = {
    "publish": assessment_services.publish_rescoring,
    "undo": assessment_services.undo_rescoring,
    "cancel": assessment_services.cancel_rescoring,
}
UNDER_WAY = {RescoringState.PLANNED, RescoringState.COMPUTING, RescoringState.PUBLISHING, RescoringState.UNDOING}


class PlanForm(forms.Form):
    target = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "For example: the key of question 3 was wrong. All whose result changes read it: give no answers away."
        ),
    )
    may_lower = forms.BooleanField(
        label=gettext_lazy("Results may become lower"),
        required=False,
        help_text=gettext_lazy(
            "Without this, whoever would lose points keeps the result they have. Work that people mark again by a new "
            "rubric can become lower either way."
        ),
    )


@require_http_methods(["GET", "POST"])
def rescorings(request: HttpRequest, page_id: int) -> HttpResponse:
    """List the rescorings of an exercise, and plan another one."""
    page = _page(request, page_id)
    found = assessment_selectors.versions_of(page.translation_key)
    form = PlanForm(request.POST or None, initial={"target": found.hash if found else ""})
    if request.method == "POST" and form.is_valid():
        return _plan(request, page, form.cleaned_data)
    history = assessment_selectors.rescorings_of(page.translation_key)
    under_way = next((one for one in history if one.may_cancel or one.state in UNDER_WAY), None)
    listed = [(one, RescoringState(one.state).label) for one in history]
    context = {"page": page, "found": found, "form": form, "history": listed, "under_way": under_way}
    return render(request, "cms/admin/rescorings.html", context)


@require_http_methods(["GET", "POST"])
def rescoring(request: HttpRequest, page_id: int, rescoring: UUID) -> HttpResponse:
    """Show what a rescoring changes, and publish it, undo it or call it off."""
    page = _page(request, page_id)
    found = assessment_selectors.rescoring(rescoring)
    if found is None or found.exercise_key != page.translation_key:
        raise Http404
    if request.method == "POST":
        _step(request, found)
        return redirect("cms:rescoring", page.pk, found.key)
    shown = found.report or found.sample
    context = {
        "page": page,
        "found": found,
        "shown": shown,
        "steps": reports.steps_of(shown),
        "outcomes": reports.outcomes_of(shown),
        "people": found.people[:PEOPLE_SHOWN],
        "effects": course_selectors.rescoring_effects(found.key),
        "is_under_way": found.state in UNDER_WAY,
        "state": RescoringState(found.state).label,
    }
    return render(request, "cms/admin/rescoring.html", context)


def _page(request: HttpRequest, page_id: int) -> Any:
    page = latest_draft(request, page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if course_selectors.is_private(page.translation_key):
        raise Http404
    return page


def _plan(request: HttpRequest, page: Any, wanted: dict[str, Any]) -> HttpResponse:
    try:
        key = assessment_services.plan_rescoring(
            exercise_key=page.translation_key,
            target_hash=wanted["target"],
            reason=wanted["reason"],
            author_id=request.user.pk or 0,
            may_lower=wanted["may_lower"],
        )
    except RescoringError as error:
        messages.error(request, str(error))
        return redirect("cms:rescorings", page.pk)
    return redirect("cms:rescoring", page.pk, key)


def _step(request: HttpRequest, found: RescoringData) -> None:
    """Take a step that was confirmed. One that was taken before does nothing, and the page says where things stand."""
    step = STEPS.get(request.POST.get("step", ""))
    if step is None:
        return
    if "confirm" not in request.POST:
        messages.error(request, _("Nothing was done yet: tick the box first."))
        return
    try:
        step(key=found.key, user_id=request.user.pk)
    except RescoringError as error:
        messages.error(request, str(error))
