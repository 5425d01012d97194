import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from wagtail.models import Page

from cms.models import ExercisePage, rehearsal

DRAW = re.compile(r"[0-9]{1,6}")


def rehearse(request: HttpRequest, page_id: int) -> HttpResponse:
    """Play the latest draft of an exercise; nothing is stored."""
    page = latest_draft(request, page_id)
    form = dict(request.POST.lists()) if request.method == "POST" else None
    draw = DRAW.fullmatch(request.GET.get("draw", ""))
    played = rehearsal.play(page, form, int(draw[0]) if draw else 0)
    return render(request, rehearsal.TEMPLATE, {"play": played, "page": page})


def latest_draft(request: HttpRequest, page_id: int) -> Any:
    """Find the latest draft of an exercise for somebody who may edit it.

    Raises:
        Http404: there is no such page, or it is no exercise.
        PermissionDenied: the person may not edit it.
    """
    page = get_object_or_404(Page, pk=page_id).get_latest_revision_as_object()
    if not isinstance(page, ExercisePage):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page
