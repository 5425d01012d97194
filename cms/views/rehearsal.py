from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from wagtail.models import Page

from cms.models import ExercisePage, rehearsal


def rehearse(request: HttpRequest, page_id: int) -> HttpResponse:
    """Play the latest draft of an exercise; nothing is stored."""
    page = get_object_or_404(Page, pk=page_id).get_latest_revision_as_object()
    if not isinstance(page, ExercisePage):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    form = dict(request.POST.lists()) if request.method == "POST" else None
    return render(request, rehearsal.TEMPLATE, {"play": rehearsal.play(page, form), "page": page})
