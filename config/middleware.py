from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accounts.services import conflicts

GetResponse = Callable[[HttpRequest], HttpResponse]
# Their writes are harmless when sent twice; those of Wagtail and allauth need not be.
OURS = frozenset({"accounts", "assessments", "courses", "cms", "config"})


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
