"""Pages of the site as a whole: those nobody asks for, and what browsers need to show one of them without a line."""

import hashlib
import sys
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve

from courses import selectors as course_selectors

# A picture shows itself and does nothing else, whatever somebody hid in an SVG.
PICTURE_POLICY = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "sandbox": True}
RETRY_AFTER = "5"
MAINTENANCE_SECONDS = 300
STYLE, SEAL = "cms/css/chancery.css", "cms/img/seal.svg"
ICON_SIZES = (192, 512)


@csp(PICTURE_POLICY)
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a rendition of a picture; originals and documents stay behind Wagtail's own checks."""
    response = serve(request, path, document_root=str(Path(settings.MEDIA_ROOT) / "images"))
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """Lead on from an address that holds nothing: to the course it was in, or to the courses."""
    course = course_selectors.course_around(
        path=request.path_info, learner_id=request.user.pk, language=get_language() or settings.LANGUAGE_CODE
    )
    return render(request, "404.html", {"course": course}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an error that nothing caught; while the database is away or busy, with a form to send the same again.

    Neither database nor session is asked: either may be what failed.
    """
    if not isinstance(sys.exception(), (OperationalError, InterfaceError)):
        return HttpResponseServerError(_plain("500.html"))
    context = {
        "path": request.get_full_path(),
        "is_post": request.method == "POST",
        # with the token that came along: a new one would lend it to what another site made this browser send
        "fields": [(name, value) for name, values in request.POST.lists() for value in values if _may_be_shown(name)],
        "has_files": bool(request.FILES),
    }
    headers = {"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"}
    return HttpResponse(_plain("503.html", context), status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)


def _may_be_shown(name: str) -> bool:
    return "password" not in name


def maintenance(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(_plain("maintenance.html"), status=503, headers={"Retry-After": MAINTENANCE_SECONDS})


@require_safe
def offline(_request: HttpRequest) -> HttpResponse:
    """Show what browsers keep for the time without a line; the same for everybody."""
    return HttpResponse(_plain("offline.html"))


def _plain(template: str, context: Mapping[str, Any] | None = None) -> str:
    return render_to_string(template, {"site_name": settings.CHANCERY_SITE_NAME, **(context or {})})


@never_cache
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Serve the worker from the top, so that it stands in for every page.

    Its version follows from the page it keeps, which names the style sheet and the seal by their content.
    """
    kept = [reverse("offline"), static(STYLE), static(SEAL)]
    version = hashlib.sha256(_plain("offline.html").encode()).hexdigest()[:16]
    context = {"kept": kept, "cache": f"chancery-{version}"}
    return render(request, "service-worker.js", context, content_type="text/javascript")


@require_safe
def manifest(_request: HttpRequest) -> JsonResponse:
    icons = [
        {"src": static(f"cms/img/seal-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in ICON_SIZES
    ]
    content = {
        "name": settings.CHANCERY_SITE_NAME,
        "short_name": settings.CHANCERY_SITE_NAME,
        "description": _("Diplomacy, protocol and negotiation for people who work for a city."),
        "lang": get_language(),
        "id": "/",
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": "#f9f6ef",
        "theme_color": "#17504a",
        "icons": [{"src": static(SEAL), "sizes": "any", "type": "image/svg+xml"}, *icons],
    }
    return JsonResponse(content, content_type="application/manifest+json")
