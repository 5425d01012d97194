from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cms.errors import PublishRefusedError
from cms.refusals import say_refused

GetResponse = Callable[[HttpRequest], HttpResponse]


class EditorMiddleware:
    """Lets Wagtail's own inline scripts run under the editor's address, and nowhere else.

    It also turns a refused publication that no view foresaw (an approval, say) into a message.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.top = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(self.top):
            response._csp_update = settings.CHANCERY_ADMIN_CSP  # type: ignore[attr-defined]  # noqa: SLF001  (django-csp's documented way)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublishRefusedError):
            return None
        say_refused(request, exception.page_id, exception.problems)
        return redirect("wagtailadmin_pages:edit", exception.page_id)
