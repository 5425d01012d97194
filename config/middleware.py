from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from accounts.services import conflicts
from config import views

GetResponse = Callable[[HttpRequest], HttpResponse]
# Their writes are harmless when sent twice; those of Wagtail and allauth need not be.
OURS = frozenset({"accounts", "assessments", "courses", "cms", "config"})


class MaintenanceMiddleware:
    """Answers every request with "back in a few minutes" while the operator says so; asks no database."""

    def __init__(self, get_response: GetResponse) -> None:
        if not settings.CHANCERY_MAINTENANCE:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return views.maintenance(request)


class WrongMethodMiddleware:
    """Puts a page in place of the empty answer to an address that only takes forms, or takes none."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page


class ConflictMiddleware:
    """Runs a view of ours again whose transaction was given up in favour of another one (docs/adr/0008)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not conflicts.is_conflict(exception):
            return None
        if match.func.__module__.partition(".")[0] not in OURS:
            return None
        for _name, files in request.FILES.lists():
            for file in files:
                file.seek(0)
        return conflicts.retried(match.func, request, *match.args, **match.kwargs)
