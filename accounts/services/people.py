"""What a person says about themselves."""

import zoneinfo
from collections.abc import MutableMapping
from importlib import import_module
from typing import Any

from django.conf import settings

from accounts import selectors
from accounts.models import User


def update_profile(*, user: User, display_name: str, language: str, time_zone: str) -> None:
    """Store a person's own settings. Safe to call twice.

    Args:
        user: changed in place as well.
        display_name: as shown; trimmed here.
        language: a code of settings.LANGUAGES.
        time_zone: an IANA name.
    """
    user.display_name, user.language, user.time_zone = display_name.strip(), language, time_zone
    user.save(update_fields=["display_name", "language", "time_zone"])


def remember_in_session(*, session: MutableMapping[str, Any], user: User) -> None:
    """Copy what every page needs of the person into the session, so that pages ask the database for none of it.

    Args:
        session: the request's session; gets `language`, `time_zone`, `may_edit`, `coordinates` and `marks`.
        user: who is signed in.
    """
    if user.language in dict(settings.LANGUAGES):
        session["language"] = user.language
    if user.time_zone in zoneinfo.available_timezones():
        session["time_zone"] = user.time_zone
    session["may_edit"] = selectors.may_edit_content(user)
    session["coordinates"] = selectors.is_coordinator(user)
    session["marks"] = selectors.may_mark(user)


def clear_expired_sessions() -> None:
    """Delete sessions that have run out. Safe to call twice."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
