"""System checks of the settings: each mistake gets a sentence before the first page is served."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register

from courses import selectors

SHORTEST_KEY = 40


@register()
def public_url_is_an_address(**_: Any) -> list[CheckMessage]:
    """Check PUBLIC_URL, which every certificate carries for ever."""
    parts = urlsplit(settings.CHANCERY_PUBLIC_URL)
    if parts.scheme in {"http", "https"} and parts.hostname and not parts.path and not parts.query:
        return []
    hint = "Write scheme and host only, for example https://learn.example.org"
    return [Error(f"PUBLIC_URL={settings.CHANCERY_PUBLIC_URL!r} is not an address.", hint=hint, id="config.E001")]


@register(deploy=True)
def secret_key_is_long(**_: Any) -> list[CheckMessage]:
    """Check the key that signs sessions and draws variants."""
    if len(settings.SECRET_KEY) >= SHORTEST_KEY:
        return []
    return [Error(f"CHANCERY_SECRET_KEY is shorter than {SHORTEST_KEY} characters.", id="config.E002")]


@register(deploy=True)
def demo_is_off(**_: Any) -> list[CheckMessage]:
    """Check that printed passwords open nothing on a public server."""
    if not settings.CHANCERY_DEMO:
        return []
    return [Error("The demo, whose passwords are printed, must not run on a public server.", id="config.E003")]


@register(deploy=True)
def certificates_are_signed(**_: Any) -> list[CheckMessage]:
    """Check the keys that sign certificates; without one they are issued, and no software can check them."""
    problem = selectors.signing_problem()
    return [checks.Warning(problem, id="config.W001")] if problem else []
