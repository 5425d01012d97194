from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from assessments.views import kept
from assessments.views.requests import address_of

WITH_ANSWERS = frozenset({"assessments:attempt", "assessments:submit"})
IN_BACKGROUND = "assessments:save"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """Say what to do when a form was refused because its token is not that of this visit; keep answers sent with it.

    Only answers are kept: they are shown in their exercise, and count when the learner saves them there.
    """
    try:
        found = resolve(request.path_info)
    except Resolver404:
        return _page(request, None)
    if found.view_name == IN_BACKGROUND:
        message = _("Not saved yet: this page is too old. Your answers stay here; open the page again to go on.")
        return JsonResponse({"message": message}, status=403)
    return _page(request, found.kwargs["key"] if found.view_name in WITH_ANSWERS else None)


def _page(request: HttpRequest, key: UUID | None) -> HttpResponse:
    if key is not None:
        kept.keep(request, key)
    way_back = address_of(request, "attempt", key) if key else ""
    return render(request, "403_csrf.html", {"way_back": way_back}, status=403)
