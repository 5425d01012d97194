"""What strangers get at the addresses of certificates: one answer for all that holds nothing, a limit on looking."""

import ipaddress
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

WAIT_SECONDS = 300

View = Callable[..., HttpResponse]


def unknown() -> HttpResponse:
    """Answer for every address that holds nothing, with the same bytes, whoever asks and whatever it is."""
    page = render_to_string("certificates/unknown.html", {"site_name": settings.CHANCERY_SITE_NAME})
    return never_kept(HttpResponseNotFound(page))


def never_kept(response: HttpResponse) -> HttpResponse:
    """A certificate may be revoked or its name hidden at any moment, so that no copy of its page may stay anywhere."""
    add_never_cache_headers(response)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def limited(view: View) -> View:
    """Stop who asks again and again for what is not there; from then on they get one answer for every address.

    What is found is not counted, so that checking a certificate writes nothing. An address of this machine is not
    counted either: it is a proxy that the settings do not know, and everybody would share its limit.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        visitor = ratelimit.get_ip(request)
        stopped = f"courses.certificates.stopped:{visitor}"
        if cache.get(stopped):
            return _come_back_later(request)
        response = view(request, *args, **kwargs)
        is_counted = response.status_code == HTTPStatus.NOT_FOUND and not _is_this_machine(visitor)
        if is_counted and not _has_tries_left(request):
            cache.set(stopped, True, WAIT_SECONDS)
            return _come_back_later(request)
        return response

    return answer


def _has_tries_left(request: HttpRequest) -> bool:
    # The public door of allauth counts no GET.
    usage = ratelimit.consume(request, app="allauth.account", action="unknown_certificate", limit_get=True)
    return usage is not None


def _is_this_machine(visitor: str) -> bool:
    try:
        return ipaddress.ip_address(visitor).is_loopback
    except ValueError:
        return False


def _come_back_later(request: HttpRequest) -> HttpResponse:
    response = never_kept(render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS))
    response.headers["Retry-After"] = str(WAIT_SECONDS)
    return response
