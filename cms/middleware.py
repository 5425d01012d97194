from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import Page

from cms.errors import PublishRefusedError
from cms.refusals import say_refused
from cms.services import publishing

GetResponse = Callable[[HttpRequest], HttpResponse]


class EditorMiddleware:
    """Lets Wagtail's own inline scripts run under the editor's address, and nowhere else.

    It also turns a refused publication that no view foresaw (an approval, say) into a message.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.top = reverse("wagtailadmin_home")
        self.logout = reverse("wagtailadmin_logout")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(self.top):
            response._csp_update = settings.CHANCERY_ADMIN_CSP  # type: ignore[attr-defined]  # noqa: SLF001  (django-csp's documented way)
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Refuse who is signed in and has no business here: sent to sign in, as Wagtail would, they come back at once.

        Raises:
            PermissionDenied: the person may not enter the editor.
        """
        is_editor = request.path.startswith(self.top) and request.path != self.logout
        if is_editor and request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublishRefusedError):
            return None
        say_refused(request, exception.page_id, exception.problems)
        publishing.note_refusal(Page.objects.get(pk=exception.page_id), exception.problems, request.user)
        edit = reverse("wagtailadmin_pages:edit", args=[exception.page_id])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # The dialogue of an approval with a comment: it goes where it is told.
            return JsonResponse({"step": "success", "redirect": edit})
        return redirect(edit)
