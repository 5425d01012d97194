"""What strangers get at the addresses of certificates: one answer for all that holds nothing, a limit on looking."""

import ipaddress
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from allauth.core.internal import ratelimit
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

WAIT_SECONDS = 300

View = Callable[..., HttpResponse]


def unknown() -> HttpResponse:
    """Answer for every address that holds nothing, with the same bytes, whoever asks and whatever it is."""
    return never_kept(HttpResponseNotFound(_same_for_all("certificates/unknown.html")))


def _same_for_all(template: str) -> str:
    """Render a page as for a stranger at no address, so that it tells nothing of who asks and for what."""
    nobody = HttpRequest()
    nobody.user = AnonymousUser()
    return render_to_string(template, request=nobody)


def never_kept(response: HttpResponse) -> HttpResponse:
    """A certificate may be revoked or its name hidden at any moment, so that no copy of its page may stay anywhere."""
    add_never_cache_headers(response)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def limited(view: View) -> View:
    """Stop who asks again and again for what is not there; from then on they get one answer for every address.

    What is found is not counted, so that checking a certificate writes nothing.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        visitor = ratelimit.get_ip(request)
        stopped = f"courses.certificates.stopped:{visitor}"
        if cache.get(stopped):
            return come_back_later()
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.NOT_FOUND and not may_go_on(request, "unknown_certificate"):
            cache.set(stopped, True, WAIT_SECONDS)
            return come_back_later()
        return response

    return answer


def may_go_on(request: HttpRequest, action: str) -> bool:
    """Count what somebody does, and tell whether it is not too much yet.

    An address of this machine is not counted: it is a proxy that the settings do not know, and everybody would share
    its limit.
    """
    if _is_this_machine(ratelimit.get_ip(request)):
        return True
    # The public door of allauth counts no GET.
    return ratelimit.consume(request, app="allauth.account", action=action, limit_get=True) is not None


def _is_this_machine(visitor: str) -> bool:
    try:
        return ipaddress.ip_address(visitor).is_loopback
    except ValueError:
        return False


def come_back_later() -> HttpResponse:
    """Answer who asked too often, in the same way whatever was asked for."""
    response = never_kept(HttpResponse(_same_for_all("429.html"), status=HTTPStatus.TOO_MANY_REQUESTS))
    response.headers["Retry-After"] = str(WAIT_SECONDS)
    return response
