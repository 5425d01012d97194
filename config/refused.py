"""Forms that were refused because their token is not that of this visit: what was typed is kept."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.views import kept as answers
from courses.views import kept as marks

# Each keeps what was sent in the session and says where it is shown again; it counts when it is saved there.
KEEP: Mapping[str, Callable[[HttpRequest, UUID], str]] = {
    "assessments:attempt": answers.keep,
    "assessments:submit": answers.keep,
    "marking:work": marks.keep,
    "marking:release": marks.keep,
}
IN_BACKGROUND: Mapping[str, Promise] = {
    "assessments:save": _("Not saved yet: this page is too old. Your answers stay here; open the page again to go on."),
    "marking:save": _("Not saved yet: this page is too old. Your marks stay here; open the page again to go on."),
}


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """Say what to do when a form was refused, and keep the answers or marks sent with it."""
    try:
        found = resolve(request.path_info)
    except Resolver404:
        return _page(request, "")
    if found.view_name in IN_BACKGROUND:
        return JsonResponse({"message": str(IN_BACKGROUND[found.view_name])}, status=403)
    keep = KEEP.get(found.view_name)
    return _page(request, keep(request, *found.kwargs.values()) if keep else "")


def _page(request: HttpRequest, way_back: str) -> HttpResponse:
    return render(request, "403_csrf.html", {"way_back": way_back}, status=403)
