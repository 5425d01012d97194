"""Certificates for software: credentials to download, and what anybody needs to check one. No cookie is asked for."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from courses import selectors, services
from courses.credentials.errors import KeyFileError
from courses.selectors import SignedView
from courses.views.access import reader_id
from courses.views.strangers import WAIT_SECONDS, limited, never_kept, unknown

logger = logging.getLogger(__name__)

MINUTES_OF_LISTS = 5
VC = "application/vc"


def _for_everybody(response: HttpResponse) -> HttpResponse:
    """Let pages of other sites read it: wallets and verifiers often are one."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _download(
    request: HttpRequest, code: str, make: Callable[[SignedView], str | bytes], content_type: str, name: str
) -> HttpResponse:
    view = selectors.signed(code=code, reader_id=reader_id(request))
    content = make(view) if view else ""
    if not content:
        return unknown()
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return never_kept(_for_everybody(response))


@limited
@require_safe
def document(request: HttpRequest, code: str) -> HttpResponse:
    return _download(request, code, lambda view: view.document, VC, "certificate.json")


@limited
@require_safe
def token(request: HttpRequest, code: str) -> HttpResponse:
    return _download(request, code, lambda view: view.token, "text/plain", "certificate.jwt")


@limited
@require_safe
def png(request: HttpRequest, code: str) -> HttpResponse:
    return _download(request, code, lambda view: services.badge(view, "png"), "image/png", "certificate.png")


@limited
@require_safe
def svg(request: HttpRequest, code: str) -> HttpResponse:
    return _download(request, code, lambda view: services.badge(view, "svg"), "image/svg+xml", "certificate.svg")


def _public(give: Callable[[], bytes | None], content_type: str) -> HttpResponse:
    try:
        content = give()
    except KeyFileError as error:
        logger.error("keys: %s", error)  # noqa: TRY400  (a sentence for the operator; the trace says no more)
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": str(WAIT_SECONDS)})
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=content_type)
    patch_cache_control(response, public=True, max_age=MINUTES_OF_LISTS * 60)
    return _for_everybody(response)


@require_safe
@conditional_page
def status_list(request: HttpRequest, number: int) -> HttpResponse:
    return _public(lambda: selectors.status_list(number, _former_site(request)), VC)


@require_safe
@conditional_page
def did_document(request: HttpRequest) -> HttpResponse:
    return _public(lambda: selectors.did_document(_former_site(request)), "application/json")


def _former_site(request: HttpRequest) -> str:
    """Name the former address that is asked at, for verifiers of what was signed under it; empty at today's."""
    site = f"{request.scheme}://{request.get_host()}"
    return site if site in settings.CHANCERY_FORMER_URLS else ""
