from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language


def site(_request: HttpRequest) -> dict[str, Any]:
    """Name what every template may need to know of the installation."""
    return {
        "site_name": settings.CHANCERY_SITE_NAME,
        "is_demo": settings.CHANCERY_DEMO,
        "languages": settings.LANGUAGES,
        "is_language_unread": get_language() in settings.LANGUAGES_TO_REVIEW,
        "addresses": _addresses(),
    }


@cache
def _addresses() -> Mapping[str, str]:
    """Look up once what stands at the top and bottom of every page; the mailbox exists in the demo only."""
    routes = {
        "dashboard": "courses:dashboard",
        "record": "record:own",
        "search": "search:search",
        "library": "library:library",
        "profile": "accounts:profile",
        "people": "accounts:people",
        "marking": "marking:queue",
        "help": "accounts:help",
        "manifest": "manifest",
        "sign_out": "account_logout",
        "language": "set_language",
    }
    found = {name: reverse(route) for name, route in routes.items()}
    return found | {"desk": reverse("courses:desk", args=["visit"]), "mailbox": _mailbox()}


def _mailbox() -> str:
    try:
        return reverse("demo:mailbox")
    except NoReverseMatch:
        return ""
