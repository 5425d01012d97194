import sys
from http import HTTPStatus
from pathlib import Path

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views import defaults
from django.views.static import serve

# A picture shows itself and does nothing else, whatever somebody hid in an SVG.
PICTURE_POLICY = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "sandbox": True}
RETRY_AFTER = "5"


@csp(PICTURE_POLICY)
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a rendition of a picture; originals and documents stay behind Wagtail's own checks."""
    response = serve(request, path, document_root=str(Path(settings.MEDIA_ROOT) / "images"))
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an error that nothing caught; while the database is away or busy, with a form to send the same again."""
    if not isinstance(sys.exception(), (OperationalError, InterfaceError)):
        return defaults.server_error(request)
    context = {
        "path": request.get_full_path(),
        "is_post": request.method == "POST",
        # with the token that came along: a new one would lend it to what another site made this browser send
        "fields": [(name, value) for name, values in request.POST.lists() for value in values if _may_be_shown(name)],
        "has_files": bool(request.FILES),
    }
    page = render_to_string("503.html", context)
    headers = {"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"}
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)


def _may_be_shown(name: str) -> bool:
    return "password" not in name
